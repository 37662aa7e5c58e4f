"""Whether the links of notebooks lead somewhere, and their anchors are nobody else's."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from booksite.book import Book
from booksite.errors import Fault
from booksite.notebooks import EmbeddedNotebook, Notebooks
from booksite.pages.source import OF_THEME, MarkdownPage


def unknown_pages(pages: Sequence[MarkdownPage], notebooks: Notebooks) -> Iterator[Fault]:
    """Yield a fault for each link of a cell to a page that is not there."""
    for embedded in notebooks.values():
        locale = embedded.notebook.locale
        known = {page.path for page in pages if page.locale.root == locale.root}
        for link in embedded.fragment.links:
            if link.page and link.page.endswith(".md") and link.page not in known:
                near = difflib.get_close_matches(link.page, known, 1)
                remedy = f"Did you mean docs/{locale}/{near[0]}?" if near else "Correct it."
                came = repr(unquote(link.target))
                yield embedded.notebook.fault(link.cell, "a page that exists", came, remedy)


def colliding_anchors(
    pages: Sequence[MarkdownPage], book: Book, notebooks: Notebooks
) -> Iterator[Fault]:
    """Yield a fault for each anchor of a notebook that its page has as well."""
    for page in pages:
        chapter = page.chapter_in(book)
        embedded = notebooks.get((chapter.notebook, page.locale)) if chapter else None
        if embedded and not page.stands_in:
            anchors = embedded.fragment.anchors
            of_theme = {one for one in anchors if one == "top" or OF_THEME.match(one)}
            taken = {*page.heading_ids, *of_theme} | {"notebook", "errata", "faq"}
            yield from doubled_anchors(page, embedded, taken)


def doubled_anchors(
    page: MarkdownPage, embedded: EmbeddedNotebook, taken: Collection[str | None]
) -> Iterator[Fault]:
    """Yield a fault for each anchor of a notebook that is taken on its page."""
    for anchor in sorted(embedded.fragment.anchors.intersection(taken)):
        notebook = embedded.notebook
        expected = f"a cell id that is no anchor of {page.file}"
        remedy = "Rename the cell in both languages."
        yield Fault(notebook.file, notebook.line(anchor), expected, f"'{anchor}'", remedy)
