"""Everything that can be checked without building: data, pages, notebooks, derived text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from booksite.book import KINDS, Book, Chapter, Repository, load_book
from booksite.cache import PassedChecks
from booksite.desk import derived, house_style
from booksite.errors import Fault, FaultsError
from booksite.locales import LOCALES, word_faults
from booksite.notebooks import check_notebook, compare_twins, notebook_path, run_faults
from booksite.pages import PARTS, load_site


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
    # A notebook that cannot be read is noticed by several of them, but told once.
    faults = {
        *_site_faults(root, book),
        *_notebook_faults(root, book),
        *_derived(root, book),
        *house_style.data_faults(root),
        *house_style.page_faults(root),
        *(fault for locale in LOCALES for fault in word_faults(locale, LOCALES[0])),
    }
    if faults:
        raise FaultsError(faults)
    entries = ", ".join(f"{len(book.rows(kind.record))} {kind.name}" for kind in KINDS)
    return (
        f"{len(book.chapters)} chapters, {len(book.chapters) * len(LOCALES)} notebooks, "
        f"entries of data: {entries}: no faults"
    )


def _site_faults(root: Path, book: Book) -> list[Fault]:
    try:
        load_site(root, frozenset(PARTS), book)
    except FaultsError as error:
        return error.faults
    return []


def _derived(root: Path, book: Book) -> Iterator[Fault]:
    for file, _ in derived.outdated_texts(root, book):
        yield derived.outdated_fault(root, file)


def _notebook_faults(root: Path, book: Book) -> Iterator[Fault]:
    passed = PassedChecks(root / ".cache" / "booksite")
    for chapter in book.chapters:
        inputs = repr((chapter.notebook, chapter.gpu, book.repository)).encode()
        files = [root / notebook_path(chapter.notebook, locale) for locale in LOCALES]
        contents = [file.read_bytes() for file in files if file.is_file()]
        find = partial(_chapter_faults, root, chapter, book.repository)
        yield from passed.faults([inputs, *contents], find)


def _chapter_faults(root: Path, chapter: Chapter, repository: Repository) -> list[Fault]:
    japanese, english = (root / notebook_path(chapter.notebook, locale) for locale in LOCALES)
    steps: list[Callable[[], Iterable[Fault]]] = [
        partial(check_notebook, japanese, chapter.gpu),
        partial(check_notebook, english, chapter.gpu),
        lambda: [difference.fault() for difference in compare_twins(japanese)],
        partial(run_faults, japanese),
        partial(house_style.notebook_faults, japanese, "ja"),
        partial(house_style.notebook_faults, english, "en"),
        lambda: [
            derived.outdated_fault(root, file)
            for file, _ in derived.outdated_notebooks(root, chapter, repository)
        ],
    ]
    faults: list[Fault] = []
    for step in steps:
        try:
            faults += step()
        except FaultsError as error:
            faults += error.faults
    return faults
