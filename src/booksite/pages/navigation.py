"""The menu: `pages` of data/book.yml in its order, and the chapters below the list of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from booksite.book import KINDS, Book, fault
from booksite.errors import Fault
from booksite.files import decode
from booksite.locales import Locale, text
from booksite.pages.source import MarkdownPage

_CHAPTERS = "chapters"
_CHAPTER_LIST = "chapters/index.md"
# The site links to these by itself.
_NEEDED = ("index.md", _CHAPTER_LIST, *(f"{kind.name}.md" for kind in KINDS if kind.page))


def site_navigation(book: Book) -> list[Any]:
    """Return the navigation in MkDocs' form; sections carry ids in place of titles.

    Args:
        book: Its pages, parts and chapters.
    """
    parts: list[Any] = [
        {part.id: [_page_of(chapter.id) for chapter in book.chapters_of(part.id)]}
        for part in book.parts
    ]
    section = {_CHAPTERS: [_CHAPTER_LIST, *parts]}
    return [section if path == _CHAPTER_LIST else path for path in book.pages]


def section_titles(book: Book, locale: Locale) -> dict[str, str]:
    """Return the titles of the navigation's sections by their ids."""
    titles = {part.id: str(part.title[locale]) for part in book.parts}
    return {**titles, _CHAPTERS: text("chapters", locale)}


def menu_faults(root: Path, pages: Collection[MarkdownPage], book: Book) -> Iterator[Fault]:
    """Yield a fault for each page without a place in the menu, and each place without a page.

    Args:
        root: The project's root.
        pages: The pages of all languages; only those of the first one count, others are twins.
        book: Its pages and chapters.
    """
    own = [page for page in pages if page.locale.leads]
    chapters = {_page_of(chapter.id) for chapter in book.chapters}
    yield from _listed_faults({page.path for page in own}, chapters, book)
    for page in own:
        if page.path not in book.pages and page.path not in chapters:
            yield _unlisted(page, chapters)
    yield from _second_menu(root)


def _page_of(chapter_id: str) -> str:
    return f"chapters/{chapter_id}.md"


def _listed_faults(
    written: Collection[str], chapters: Collection[str], book: Book
) -> Iterator[Fault]:
    file, folder = book.contents.file, f"docs/{book.languages[0]}/"
    for i, path in enumerate(book.pages):
        if path in chapters:
            expected, came = f"only {_CHAPTER_LIST}, which the chapters follow", path
            yield fault(file, ("pages", i), expected, came, "Remove it.")
        elif path in book.pages[:i]:
            yield fault(file, ("pages", i), "each page once", f"{path} again", "Remove it.")
        elif path not in written:
            expected, remedy = f"a page that exists, {folder}{path}", "Write it, or remove it here."
            yield fault(file, ("pages", i), expected, "none", remedy)
    for path in _NEEDED:
        if path not in book.pages:
            expected = f"{path}, to which the site links"
            yield fault(file, ("pages",), expected, "a list without it", f"Add {path}.")


def _unlisted(page: MarkdownPage, chapters: Collection[str]) -> Fault:
    if page.chapter and _page_of(page.chapter) in chapters:
        expected = f"the page of {page.chapter} to be chapters/{page.chapter}.md"
        remedy = "Rename the file, or correct `chapter:` at its top."
        return Fault(page.file, 0, expected, page.path, remedy)
    remedy = f"Add {page.path} to `pages` in data/book.yml."
    return Fault(page.file, 0, "a place in the menu", "none", remedy)


def _second_menu(root: Path) -> Iterator[Fault]:
    file = root / "mkdocs.yml"
    lines = decode(file.name, file.read_bytes()).splitlines() if file.is_file() else []
    for number, line in enumerate(lines, start=1):
        if line.startswith("nav:"):
            expected = "the menu in `pages` of data/book.yml and nowhere else"
            yield Fault(file.name, number, expected, "`nav:`", "Remove it and what stands below.")
