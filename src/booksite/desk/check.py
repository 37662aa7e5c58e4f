"""Everything that can be checked without building: data, pages, notebooks, derived text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from booksite.book import KINDS, Book, Chapter, Repository, load_book
from booksite.cache import PassedChecks
from booksite.desk import derived, house_style
from booksite.errors import Fault, FaultsError
from booksite.locales import word_faults
from booksite.notebooks import (
    Notebook,
    OpenNotebooks,
    check_notebook,
    form_faults,
    open_notebooks,
    run_faults,
    twin_faults,
)
from booksite.pages import PARTS, formula_faults, load_site, read_pages


def check_sources(root: Path) -> str:
    """Check all sources.

    Args:
        root: The project's root.

    Returns:
        What was looked at, in a sentence.

    Raises:
        FaultsError: With the faults of the data; or, where these are good, of all the rest.
    """
    book = load_book(root)
    notebooks = open_notebooks(root, book)
    # A notebook that cannot be read is noticed by several of them, but told once.
    faults = {
        *_site_faults(root, book, notebooks),
        *_formula_faults(root, book),
        *_notebook_faults(root, book, notebooks),
        *_derived(root, book),
        *house_style.data_faults(root, book.languages),
        *house_style.page_faults(root, book.languages),
        *(fault for locale in book.languages for fault in word_faults(locale, book.languages[0])),
    }
    if faults:
        raise FaultsError(faults)
    entries = ", ".join(f"{len(book.rows(kind.record))} {kind.name}" for kind in KINDS)
    return (
        f"{len(book.chapters)} chapters, {len(notebooks)} notebooks, "
        f"entries of data: {entries}: no faults"
    )


def _site_faults(root: Path, book: Book, notebooks: OpenNotebooks) -> list[Fault]:
    try:
        load_site(root, frozenset(PARTS), book, notebooks)
    except FaultsError as error:
        return error.faults
    return []


def _formula_faults(root: Path, book: Book) -> Iterator[Fault]:
    passed = PassedChecks(root / ".cache" / "booksite")
    for page in read_pages(root, book.languages):
        inputs = [page.file.encode(), page.source.encode()]
        yield from passed.faults(inputs, partial(formula_faults, page))


def _derived(root: Path, book: Book) -> Iterator[Fault]:
    for file, _ in derived.outdated_texts(root, book):
        yield derived.outdated_fault(root, file)


def _notebook_faults(root: Path, book: Book, notebooks: OpenNotebooks) -> Iterator[Fault]:
    passed = PassedChecks(root / ".cache" / "booksite")
    for chapter in book.chapters:
        own = [one for (name, _), one in notebooks.items() if name == chapter.notebook]
        inputs = repr((chapter.notebook, chapter.gpu, book.repository, [one.locale for one in own]))
        find = partial(_chapter_faults, own, chapter, book.repository)
        yield from passed.faults([inputs.encode(), *(one.source for one in own)], find)


def _chapter_faults(
    notebooks: Sequence[Notebook], chapter: Chapter, repository: Repository
) -> list[Fault]:
    first, *twins = notebooks
    steps: list[Callable[[], Iterable[Fault]]] = [
        *(partial(form_faults, one) for one in notebooks),
        *(partial(check_notebook, one, chapter.gpu) for one in notebooks),
        *(partial(twin_faults, first, twin) for twin in twins),
        partial(run_faults, first),
        *(partial(house_style.notebook_faults, one) for one in notebooks),
        *(partial(derived.notebook_faults, one, repository) for one in notebooks),
    ]
    faults: list[Fault] = []
    for step in steps:
        try:
            faults += step()
        except FaultsError as error:
            faults += error.faults
    return faults
