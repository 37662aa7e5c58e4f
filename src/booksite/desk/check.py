"""Everything that can be checked without building: data, pages, notebooks, derived text."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from functools import cache, partial
from pathlib import Path

from booksite.book import KINDS, Book, Chapter, Repository, load_book
from booksite.cache import PassedChecks, code_version, digest, kept_or_made
from booksite.desk import derived, house_style
from booksite.desk.drawings import outdated_drawing_faults
from booksite.errors import Fault, FaultsError
from booksite.files import merge_faults
from booksite.locales import word_faults, worded_languages, words_file
from booksite.notebooks import (
    EmbeddedNotebook,
    Notebook,
    OpenNotebooks,
    check_notebook,
    form_faults,
    lesson_faults,
    open_notebooks,
    run_faults,
    twin_faults,
)
from booksite.pages import (
    MARKERS,
    MarkdownPage,
    Place,
    Seen,
    Site,
    doubled_anchors,
    link_faults,
    load_site,
    look_at,
    read_pages,
    render_page,
)


def check_sources(root: Path, *further: Callable[[Path], Iterable[Fault]]) -> str:
    """Check all sources.

    Args:
        root: The project's root.
        further: Other checks of sources; each is told the root.

    Returns:
        What was looked at, in a sentence.

    Raises:
        FaultsError: With the faults of the data; or, where these are good, of all the rest.
    """
    book = load_book(root)
    notebooks = open_notebooks(root, book)
    steps: list[Callable[[], Iterable[Fault]]] = [
        partial(_page_faults, root, book, notebooks),
        partial(_notebook_faults, root, book, notebooks),
        partial(_stray_notebooks, root, notebooks),
        partial(_derived, root, book),
        partial(_merged, root),
        *(partial(check, root) for check in further),
        partial(house_style.data_faults, root, book.languages),
        partial(house_style.page_faults, root, book.languages),
        partial(_word_faults, book),
    ]
    # What cannot be read is noticed by several of them, but told once.
    faults = set(_all_faults(steps))
    if faults:
        raise FaultsError(faults)
    entries = ", ".join(f"{len(book.rows(kind.record))} {kind.name}" for kind in KINDS)
    return (
        f"{len(book.chapters)} chapters, {len(notebooks)} notebooks, "
        f"entries of data: {entries}: no faults"
    )


def _word_faults(book: Book) -> Iterator[Fault]:
    for locale in book.languages:
        yield from word_faults(locale, book.languages[0])
    for code in worded_languages():
        if code not in book.languages:
            expected = f"a line under 'languages' of data/book.yml, such as {{id: {code}, name: …}}"
            yield Fault(words_file(code), 0, expected, "none", "Add it, or remove the file.")


def _page_faults(root: Path, book: Book, notebooks: OpenNotebooks) -> Iterator[Fault]:
    """Yield what is wrong with pages, one by one and together."""
    site: Site | None = None
    try:
        site = load_site(root, MARKERS, book, notebooks)
    except FaultsError as error:
        yield from error.faults
    pages = read_pages(root, book.languages)
    looked_at = [
        *(f"{page.file} {page.locale.root}\n{page.source}".encode() for page in pages),
        *(file.read_bytes() for file in sorted((root / "data").glob("*.yml"))),
        *(one.source for one in notebooks.values()),
        repr([str(file.relative_to(root)) for file in sorted(root.glob("docs/**/*.*"))]).encode(),
    ]
    passed = PassedChecks(root / ".cache" / "booksite")
    yield from passed.faults(looked_at, lambda: list(_linked_faults(root, pages, site)))


def _linked_faults(root: Path, pages: Sequence[MarkdownPage], site: Site | None) -> Iterator[Fault]:
    folder = root / ".cache" / "booksite" / "pages"
    seen: dict[MarkdownPage, Seen] = {}
    for page in pages:
        file = folder / digest(code_version(), page.file, page.source)
        found, faults = json.loads(kept_or_made(file, partial(_look, page)))
        seen[page] = Seen.of(found)
        # What stands in for a translation is told as itself.
        yield from () if page.stands_in else (Fault(*fault) for fault in faults)
    part_anchors = cache(partial(_part_anchors, site, seen))
    notebooks = _shown_notebooks(site, pages) if site else {}
    yield from link_faults(root, pages, seen, part_anchors, notebooks)
    if site:
        for page, embedded in notebooks.items():
            yield from doubled_anchors(page, embedded, _other_anchors(site, seen, page))


def _look(page: MarkdownPage) -> bytes:
    seen, faults = look_at(page)
    return json.dumps([asdict(seen), [astuple(fault) for fault in faults]]).encode()


def _shown_notebooks(
    site: Site, pages: Iterable[MarkdownPage]
) -> dict[MarkdownPage, EmbeddedNotebook]:
    """Return the notebooks that stand on pages of their own language, by the page."""
    places = {page: Place.of(site, page, "") for page in pages if not page.stands_in}
    shown = {page: place.notebook for page, place in places.items()}
    return {page: one for page, one in shown.items() if one and one.notebook.locale == page.locale}


def _part_anchors(
    site: Site | None, seen: Mapping[MarkdownPage, Seen], page: MarkdownPage
) -> Collection[str] | None:
    """Return the anchors that its parts bring to a page; None where these cannot be made yet."""
    if not site:
        return None
    notebook = Place.of(site, page, "").notebook
    brought = notebook.fragment.anchors | {"notebook"} if notebook else frozenset[str]()
    return _other_anchors(site, seen, page) | brought


def _other_anchors(
    site: Site, seen: Mapping[MarkdownPage, Seen], page: MarkdownPage
) -> frozenset[str]:
    """Return the anchors of the parts of a page but for the longest, the notebook."""
    place = Place.of(site, page, page.locale.root + page.address)
    # A notebook brings its anchors with it; it need not be rendered for them.
    parts = [part for part in seen[page].parts if part != "notebook"]
    return frozenset(render_page("", place, parts).anchors)


def _merged(root: Path) -> Iterator[Fault]:
    """Yield the marks of a merge in what nobody reads here but the build and GitHub."""
    folders = (root / name for name in ("overrides", "src", ".github"))
    files = [*root.glob("*.*"), *(file for folder in folders for file in folder.rglob("*.*"))]
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            yield from merge_faults(file.relative_to(root).as_posix(), file.read_bytes())


def _derived(root: Path, book: Book) -> Iterator[Fault]:
    yield from derived.readme_faults(root, book)
    for file, _ in derived.outdated_texts(root, book):
        yield derived.outdated_fault(root, file)
    yield from outdated_drawing_faults(root, book)


def _notebook_faults(root: Path, book: Book, notebooks: OpenNotebooks) -> Iterator[Fault]:
    passed = PassedChecks(root / ".cache" / "booksite")
    for chapter in book.chapters:
        own = [one for (name, _), one in notebooks.items() if name == chapter.notebook]
        inputs = repr(
            (
                chapter.id,
                chapter.notebook,
                chapter.gpu,
                book.repository,
                [one.locale for one in own],
            )
        )
        find = partial(_chapter_faults, own, chapter, book.repository)
        yield from passed.faults([inputs.encode(), *(one.source for one in own)], find)


def _stray_notebooks(root: Path, notebooks: OpenNotebooks) -> Iterator[Fault]:
    known = {one.path for one in notebooks.values()}
    for path in sorted(root.glob("notebooks/**/*.ipynb")):
        name = path.relative_to(root).as_posix()
        if path not in known and "/." not in name:
            expected = "a notebook that a chapter of data/book.yml names"
            yield Fault(name, 0, expected, "another one", "Name it there, or remove it.")


def _chapter_faults(
    notebooks: Sequence[Notebook], chapter: Chapter, repository: Repository
) -> list[Fault]:
    first, *twins = notebooks
    steps: list[Callable[[], Iterable[Fault]]] = [
        *(partial(form_faults, one) for one in notebooks),
        *(partial(check_notebook, one, chapter.gpu) for one in notebooks),
        *(partial(twin_faults, first, twin) for twin in twins),
        partial(run_faults, first),
        partial(lesson_faults, first, chapter),
        *(partial(house_style.notebook_faults, one) for one in notebooks),
        *(partial(derived.notebook_faults, one, repository) for one in notebooks),
    ]
    return list(_all_faults(steps))


def _all_faults(steps: Iterable[Callable[[], Iterable[Fault]]]) -> Iterator[Fault]:
    """Yield what several checks find, also where one of them cannot go on."""
    for step in steps:
        try:
            yield from step()
        except FaultsError as error:
            yield from error.faults
