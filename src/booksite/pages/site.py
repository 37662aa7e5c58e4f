"""The whole site before it is HTML: data, pages and converted notebooks, all checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from booksite.book import KINDS, Book, Chapter, Repository, load_book
from booksite.cache import PassedChecks
from booksite.errors import Fault, FaultsError
from booksite.locales import Locale
from booksite.notebooks import (
    Checked,
    EmbeddedNotebook,
    Notebooks,
    OpenNotebooks,
    embed_notebooks,
    open_notebooks,
)
from booksite.pages.cards import card_faults
from booksite.pages.cell_links import colliding_anchors, unknown_pages
from booksite.pages.checks import check_pages, stray_faults
from booksite.pages.figures import Drawing, Figure, figure_faults, is_figure, read_drawing
from booksite.pages.front import template_faults
from booksite.pages.marks import unknown_cells
from booksite.pages.navigation import menu_faults
from booksite.pages.prose import prose_faults
from booksite.pages.reductions import unsaid_reductions
from booksite.pages.source import MarkdownPage, read_pages

ASSETS = "assets/notebooks/"
DOWNLOADS = "notebooks/"


@dataclass(frozen=True)
class Site:
    """All sources of the site, read, checked and converted.

    Attributes:
        book: The records of data/.
        repository: Where the sources live; a fork's own when it builds.
        pages: The Markdown pages of all languages.
        notebooks: The embedded notebooks by name and language.
        drawings: How the figures of pages look at first, by their files.
    """

    book: Book
    repository: Repository
    pages: tuple[MarkdownPage, ...]
    notebooks: Notebooks
    drawings: Mapping[Path, Drawing] = field(default_factory=dict)

    def page(self, locale: Locale, path: str) -> MarkdownPage:
        """Return a page by its path below the language's folder, or what stands there for it."""
        place = (locale.root, path)
        return next(page for page in self.pages if (page.locale.root, page.path) == place)

    def notebook(self, chapter: Chapter, locale: Locale) -> EmbeddedNotebook | None:
        """Return the notebook of a chapter, in another language where this one lacks it."""
        own = self.notebooks.get((chapter.notebook, locale))
        return own or self.notebooks.get((chapter.notebook, locale.fallback or locale))

    def page_url(self, chapter: Chapter, locale: Locale) -> str:
        """Address of a chapter's page from the site's root."""
        return f"{locale.root}chapters/{chapter.id}/"

    def checked(self, chapter: Chapter, locale: Locale) -> Checked:
        """Tell what the outputs of a chapter's notebook rest on."""
        notebook = self.notebook(chapter, locale)
        assert notebook is not None  # every chapter has one
        return notebook.fragment.checked

    def notebook_url(self, name: str, locale: Locale) -> str:
        """Address of the page that embeds a notebook, from the site's root."""
        chapter = next(chapter for chapter in self.book.chapters if chapter.notebook == name)
        return self.page_url(chapter, locale)


def load_site(
    root: Path,
    markers: frozenset[str],
    book: Book | None = None,
    notebooks: OpenNotebooks | None = None,
) -> Site:
    """Read, check and convert everything.

    Args:
        root: The project's root.
        markers: Names of the parts that pages may ask for.
        book: The data, where they have been loaded already.
        notebooks: The notebooks, where they may have been read already.

    Raises:
        FaultsError: With the faults of all pages and notebooks, or those of the data.
    """
    book = book or load_book(root)
    repository = book.repository.for_environment(os.environ)
    pages = read_pages(root, book.languages)
    faults = [
        *_page_faults(root, pages, book, markers),
        *menu_faults(root, pages, book),
        *stray_faults(root, book),
        *_text_faults(root, book),
        *(fault for page in pages for fault in template_faults(root, page.file, page.says)),
        *(fault for page in pages for fault in figure_faults(root, page)),
    ]
    opened = notebooks or open_notebooks(root, book)
    embedded, notebook_faults = embed_notebooks(root, opened, repository)
    faults += notebook_faults
    faults += colliding_anchors(pages, book, embedded)
    faults += unknown_pages(pages, embedded)
    faults += card_faults(root, pages, book)
    if not faults:
        fragments = {key: notebook.fragment for key, notebook in embedded.items()}
        faults += unknown_cells(book, fragments)
        faults += unsaid_reductions(book, fragments)
    if faults:
        raise FaultsError(faults)
    return Site(book, repository, tuple(pages), embedded, _drawings(root, pages))


def _drawings(root: Path, pages: Iterable[MarkdownPage]) -> dict[Path, Drawing]:
    markers = (name for page in pages for _, name in page.markers())
    figures = [Figure.of(name) for name in markers if is_figure(name)]
    return {figure.drawing: read_drawing(root, figure) for figure in figures}


def _text_faults(root: Path, book: Book) -> list[Fault]:
    texts = [list(book.files[kind.name].file.texts()) for kind in KINDS if kind.page]
    looked_at = repr((list(book.languages), texts)).encode()
    passed = PassedChecks(root / ".cache" / "booksite")
    return passed.faults([looked_at], lambda: list(prose_faults(book)))


def _page_faults(
    root: Path, pages: list[MarkdownPage], book: Book, markers: frozenset[str]
) -> list[Fault]:
    chapters = [chapter.id for chapter in book.chapters]
    languages = [(locale, locale.fallback) for locale in book.languages]
    looked_at = [
        repr((sorted(markers), chapters, languages)).encode(),
        *(f"{page.file} {page.locale}\n{page.source}".encode() for page in pages),
    ]
    passed = PassedChecks(root / ".cache" / "booksite")
    return passed.faults(looked_at, partial(check_pages, pages, book, markers))
