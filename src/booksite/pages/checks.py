"""What would make a page come out wrong, as far as its source shows it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path

from booksite.book import KINDS, Book
from booksite.errors import Fault
from booksite.locales import Locale
from booksite.pages.slips import slips
from booksite.pages.source import MARKER, MarkdownPage, part_name

_WORD = re.compile(r"(?P<word>[A-Za-z][A-Za-z_-]{4,11})\s*[:：]|<!--\s*(?P<part>[\w-]+)\s*-->")
_NO_PAGES = {".markdown", ".mdown", ".mkd", ".mkdn"}


def check_pages(
    pages: Collection[MarkdownPage], book: Book, markers: Collection[str]
) -> list[Fault]:
    """Find what would make a page come out wrong.

    Args:
        pages: All pages of all languages.
        book: The data that pages refer to.
        markers: Names of the parts that exist.
    """
    by_key = {(page.locale, page.path): page for page in pages}
    pages = [page for page in pages if not page.stands_in]
    faults = [fault for page in pages for fault in _check_page(page, book, markers)]
    first, *others = book.languages
    for page in pages:
        for other in others if page.locale == first else [first]:
            twin = by_key.get((other, page.path))
            faults += _check_twin(page, twin, other) if twin or not other.fallback else ()
    for locale in (first, *(other for other in others if not other.fallback)):
        own = [page for page in pages if page.locale == locale]
        faults += _missing_chapters(own, book, locale)
        # Where a marker is misspelt, that is said already.
        if not any(_marker_faults(page, markers) for page in own):
            faults += _missing_parts(own, markers, locale)
    return faults


def stray_faults(root: Path, book: Book) -> Iterator[Fault]:
    """Yield a fault for each file that MkDocs would take for a page, but that is none of ours."""
    for file in sorted((root / "docs").rglob("*")):
        name = file.relative_to(root).as_posix()
        below = name.split("/")[1] in book.languages and name.count("/") > 1
        if file.suffix in _NO_PAGES or (file.suffix == ".md" and not below):
            expected = (
                f"pages as .md below {' and '.join(f'docs/{one}/' for one in book.languages)}"
            )
            yield Fault(name, 0, expected, "a page elsewhere", "Move it, or remove it.")
        elif file.name == "README.md":
            expected = "index.md as the name of a page that stands for its folder"
            yield Fault(name, 0, expected, file.name, "Rename it.")


def _check_page(page: MarkdownPage, book: Book, markers: Collection[str]) -> Iterator[Fault]:
    yield from page.front_faults
    yield from slips(page.file, page.prose)
    yield from _marker_faults(page, markers)
    if page.chapter and page.chapter not in {chapter.id for chapter in book.chapters}:
        yield Fault(
            page.file,
            2,
            "the id of a chapter of data/book.yml, such as ch03",
            page.chapter,
            "Correct it.",
        )
    shown = page.chapter or page.title or page.says.get("hero")
    if not shown and not page.front_faults:
        expected = "a title, as in `# Answers {#top}`"
        yield Fault(page.file, 0, expected, "a page without one", "Write it.")
    first: dict[str, int] = {}
    for line, anchor in page.headings():
        if anchor in first:
            came = f"'{anchor}', which line {first[anchor]} has already"
            yield Fault(page.file, line, "an id of its own at each heading", came, "Rename one.")
        first.setdefault(anchor or "", line)


def _marker_faults(page: MarkdownPage, markers: Collection[str]) -> list[Fault]:
    faults, seen = list(_almost_markers(page, markers)), dict[str, int]()
    for line, name in page.markers():
        if part_name(name) not in markers:
            faults.append(_unknown_marker(page.file, line, name, markers))
        elif name in seen:
            came = f"{name} again, which stands in line {seen[name]}"
            faults.append(
                Fault(page.file, line, "each part once on a page", came, "Remove the line.")
            )
        elif not page.chapter and _of_chapters(name) and not page.front_faults:
            folder, _, stem = page.address.strip("/").rpartition("/")
            chapter = stem if folder == "chapters" else "ch03"
            expected = f"`chapter: {chapter}` in the front matter of a page with the marker {name}"
            remedy = "Add the line between the two `---` at the top."
            faults.append(Fault(page.file, line, expected, "a page without it", remedy))
        seen.setdefault(name, line)
    # Where a marker is misspelt, none is missing.
    return faults or list(_missing_on_chapter(page, seen, markers))


def _missing_on_chapter(
    page: MarkdownPage, seen: Collection[str], markers: Collection[str]
) -> Iterator[Fault]:
    for name in markers:
        if page.chapter and _of_chapters(name) and name not in seen:
            expected = f"the line `<!-- booksite:{name} -->` on the page of a chapter"
            yield Fault(page.file, 0, expected, "a page without it", "Add it.")


def _unknown_marker(file: str, line: int, name: str, markers: Collection[str]) -> Fault:
    near = difflib.get_close_matches(name, markers, 1)
    return Fault(
        file,
        line,
        f"a marker of one of the parts {', '.join(sorted(markers))}",
        f"<!-- booksite:{name} -->",
        f"Did you mean '{near[0]}'?" if near else "Correct the name or remove the line.",
    )


def _almost_markers(page: MarkdownPage, markers: Collection[str]) -> Iterator[Fault]:
    """Yield what was meant as a marker, but would be published as a comment or as text."""
    for number, line in enumerate(page.prose.split("\n"), start=1):
        if MARKER.fullmatch(line.rstrip()):
            continue
        for match in _WORD.finditer(line):
            word = re.sub("[_-]", "", match["word"] or "").lower()
            alike = difflib.SequenceMatcher(None, word, "booksite").ratio() >= 0.75
            if alike or match["part"] in markers:
                expected = "a marker as a line of its own at the margin, `<!-- booksite:errata -->`"
                yield Fault(page.file, number, expected, repr(line), "Write it so.")
                break


def _of_chapters(marker: str) -> bool:
    return marker.startswith("chapter-") or marker == "notebook"


def _missing_chapters(
    pages: Collection[MarkdownPage], book: Book, locale: Locale
) -> Iterator[Fault]:
    shown = {page.chapter for page in pages}
    by_path = {page.path: page for page in pages}
    for chapter in book.chapters:
        page = by_path.get(f"chapters/{chapter.id}.md")
        if page and page.chapter != chapter.id and not page.front_faults:
            line, came = page.line_with("chapter:"), page.chapter or "none"
            yield Fault(page.file, line, f"`chapter: {chapter.id}`", came, "Correct it.")
        elif not page and chapter.id not in shown:
            yield Fault(
                f"docs/{locale}/chapters/{chapter.id}.md",
                0,
                f"a page for each chapter, with the line `chapter: {chapter.id}` at its top",
                "none",
                "Write it.",
            )


def _missing_parts(
    pages: Collection[MarkdownPage], markers: Collection[str], locale: Locale
) -> Iterator[Fault]:
    """Yield a fault for each part that no page shows; feeds and links lead to those of records."""
    records = {kind.name for kind in KINDS if kind.page}
    shown = {(part_name(name), page.path) for page in pages for _, name in page.markers()}
    for marker in markers:
        if marker in records and (marker, f"{marker}.md") not in shown:
            expected = f"the line `<!-- booksite:{marker} -->`"
            file = f"docs/{locale}/{marker}.md"
            yield Fault(file, 0, expected, "a page without it", "Add it.")
        elif not _of_chapters(marker) and marker not in {name for name, _ in shown}:
            expected = f"a page with the line `<!-- booksite:{marker} -->`"
            yield Fault(f"docs/{locale}", 0, expected, "none", "Add the line where it was.")


def _check_twin(page: MarkdownPage, twin: MarkdownPage | None, other: str) -> Iterator[Fault]:
    if twin is None:
        yield Fault(
            page.file,
            0,
            f"the same page in the other language, docs/{other}/{page.path}",
            "none",
            "Write it, or remove this one.",
        )
    elif page.locale.leads and page.heading_ids != twin.heading_ids:
        yield _other_headings(page, twin)
    if page.locale.leads:
        for line, anchor in page.headings():
            if anchor is None:
                expected = "an id of its own at each heading, as in `## データ {#data}`"
                remedy = "Add it, so that the address is the same in both languages."
                yield Fault(page.file, line, expected, "none", remedy)


def _other_headings(page: MarkdownPage, twin: MarkdownPage) -> Fault:
    pairs = zip_longest(page.headings(), twin.headings(), fillvalue=(0, ""))
    line = next(theirs for (_, own), (theirs, other) in pairs if own != other)
    return Fault(
        twin.file,
        line,
        f"headings with the same ids as {page.file}: {_listed(page.heading_ids)}",
        _listed(twin.heading_ids),
        "Give each heading its id, as in `## Data {#data}`.",
    )


def _listed(ids: tuple[str | None, ...]) -> str:
    return ", ".join(id or "(none)" for id in ids) or "no headings"
