"""The Markdown pages: their front matter, their markers, their headings; pairs of both languages.

A marker is a line of its own such as `<!-- booksite:errata -->`; the build puts a part made from
data in its place (see `booksite.pages.parts`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import yaml

from booksite.book import Book, Chapter, chapter_title, unmarked
from booksite.errors import Fault
from booksite.files import decode
from booksite.locales import Locale

MARKER = re.compile(r"<!--\s*booksite:(?P<name>\S*)\s*-->")
_CHAPTER = re.compile(r"^chapter:\s*(\S+)\s*$", re.MULTILINE)
_TITLE = re.compile(r"^title: *\S.*$", re.MULTILINE)
_FIRST_HEADING = re.compile(r"^# (.+?) *(?:\{[^}]*\} *)?$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^description: *\S", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} .*?(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?\s*$", re.MULTILINE)
_FENCE = re.compile(r"^(```+|~~~+).*?^\1\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class MarkdownPage:
    """One page's source in one language.

    Attributes:
        locale: The language in which it is written.
        path: Path below the language's folder, such as ``chapters/ch03.md``.
        file: Path from the project's root, for messages.
        source: The Markdown with its front matter.
    """

    locale: Locale
    path: str
    file: str
    source: str

    @property
    def stands_in(self) -> bool:
        """Whether it stands for a page that a language lacks."""
        return self.locale.root != self.locale.folder

    @property
    def front(self) -> str:
        """The front matter."""
        return self.source.split("\n---", 1)[0] if self.source.startswith("---") else ""

    @cached_property
    def chapter(self) -> str | None:
        """Id of the chapter that the front matter names."""
        match = _CHAPTER.search(self.front)
        return match[1] if match else None

    def chapter_in(self, book: Book) -> Chapter | None:
        """Return the chapter whose page it is, if it is one's."""
        return book.chapter(self.chapter) if self.chapter else None

    def title_in(self, book: Book) -> str:
        """Return the title, which the data give to a chapter."""
        chapter = self.chapter_in(book)
        return chapter_title(chapter, self.locale) if chapter else self.title

    @property
    def address(self) -> str:
        """The page's address below the language's root, such as ``chapters/ch03/``."""
        return self.path.removesuffix("index.md").replace(".md", "/")

    @cached_property
    def title(self) -> str:
        """Title of a page that is no chapter's, without marks: front matter or first heading."""
        if match := _TITLE.search(self.front):
            try:
                return str(yaml.safe_load(match[0])["title"])
            except yaml.YAMLError:
                return match[0]  # MkDocs cannot read it either
        match = _FIRST_HEADING.search(self.source)
        return unmarked(match[1]) if match else ""

    @cached_property
    def heading_ids(self) -> tuple[str | None, ...]:
        """Explicit anchors of the headings, in order; None where one lacks."""
        code_free = _FENCE.sub("", self.source)
        return tuple(match["id"] for match in _HEADING.finditer(code_free))

    def line_of(self, tex: str) -> int:
        """Return the line where a formula begins, or 0."""
        start = re.escape(tex.splitlines()[0]) if tex else r"\$\$"
        match = re.search(rf"(?:\$|\\\(|\\\[|^)\s*(?P<start>{start})", self.source, re.MULTILINE)
        return self.source.count("\n", 0, match.start("start")) + 1 if match else 0

    def markers(self) -> Iterator[tuple[int, str]]:
        """Give line number and name of each marker."""
        for number, line in enumerate(self.source.splitlines(), start=1):
            for match in MARKER.finditer(line):
                yield number, match["name"]


def read_pages(root: Path, languages: Iterable[Locale]) -> list[MarkdownPage]:
    """Read the pages of all languages, sorted by path.

    Raises:
        FaultsError: A page is not in UTF-8.
    """
    pages = [
        _read_page(root, locale, file)
        for locale in languages
        for file in sorted((root / "docs" / locale).rglob("*.md"))
    ]
    return [*pages, *_stand_ins(pages, languages)]


def _stand_ins(
    pages: Sequence[MarkdownPage], languages: Iterable[Locale]
) -> Iterator[MarkdownPage]:
    """Yield the pages that stand for those that a language lacks."""
    for locale in languages:
        translated = {page.path for page in pages if page.locale == locale}
        for page in pages:
            if page.locale == locale.fallback and page.path not in translated:
                yield replace(page, locale=page.locale.standing_in(locale))


def _read_page(root: Path, locale: Locale, file: Path) -> MarkdownPage:
    name = file.relative_to(root).as_posix()
    # MkDocs, too, lets a mark at the beginning and line ends of Windows pass.
    source = decode(name, file.read_bytes()).removeprefix("\ufeff").replace("\r\n", "\n")
    return MarkdownPage(locale, name.removeprefix(f"docs/{locale}/"), name, source)


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
        shown = {page.chapter for page in pages if page.locale == locale}
        faults += [
            Fault(
                f"docs/{locale}/chapters/{chapter.id}.md",
                0,
                f"a page for each chapter, with the line `chapter: {chapter.id}` at its top",
                "none",
                "Write it.",
            )
            for chapter in book.chapters
            if chapter.id not in shown
        ]
    return faults


def _check_page(page: MarkdownPage, book: Book, markers: Collection[str]) -> Iterator[Fault]:
    for line, name in page.markers():
        if name not in markers:
            known = ", ".join(sorted(markers))
            yield Fault(
                page.file,
                line,
                f"a marker of one of the parts {known}",
                f"<!-- booksite:{name} -->",
                "Correct the name or remove the line.",
            )
        elif not page.chapter and (name.startswith("chapter-") or name == "notebook"):
            yield Fault(
                page.file,
                line,
                f"`chapter: ch03` in the front matter of a page with the marker {name}",
                "a page without it",
                "Add the line between the two `---` at the top.",
            )
    if not _DESCRIPTION.search(page.front):
        yield Fault(
            page.file,
            1,
            "a line such as `description: What the page is about.` between two `---` at the top",
            "a page without it",
            "Write it: search engines and shared links show it.",
        )
    if page.chapter and page.chapter not in {chapter.id for chapter in book.chapters}:
        yield Fault(
            page.file,
            2,
            "the id of a chapter of data/book.yml, such as ch03",
            page.chapter,
            "Correct it.",
        )


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
        yield Fault(
            twin.file,
            0,
            f"headings with the same ids as {page.file}: {_listed(page.heading_ids)}",
            _listed(twin.heading_ids),
            "Give each heading its id, as in `## Data {#data}`.",
        )
    if page.locale.leads and None in page.heading_ids:
        yield Fault(
            page.file,
            0,
            "an id of its own at each heading, as in `## データ {#data}`",
            _listed(page.heading_ids),
            "Add it, so that the address is the same in both languages.",
        )


def _listed(ids: tuple[str | None, ...]) -> str:
    return ", ".join(id or "(none)" for id in ids) or "no headings"
