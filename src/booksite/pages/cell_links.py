"""Whether notebooks fit on their pages: links lead somewhere, anchors and numbers are their own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from booksite.book import Book
from booksite.errors import Fault
from booksite.notebooks import EmbeddedNotebook, Notebooks
from booksite.pages.source import OF_THEME, MarkdownPage

_NUMBERED = re.compile(r"\\begin\{(?:equation|align|alignat|eqnarray|gather|multline)\}")


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
            yield from doubled_numbers(page, embedded)


def doubled_anchors(
    page: MarkdownPage, embedded: EmbeddedNotebook, taken: Collection[str | None]
) -> Iterator[Fault]:
    """Yield a fault for each anchor of a notebook that is taken on its page."""
    for anchor in sorted(embedded.fragment.anchors.intersection(taken)):
        notebook = embedded.notebook
        expected = f"a cell id that is no anchor of {page.file}"
        remedy = "Rename the cell in both languages."
        yield Fault(notebook.file, notebook.line(anchor), expected, f"'{anchor}'", remedy)


def doubled_numbers(page: MarkdownPage, embedded: EmbeddedNotebook) -> Iterator[Fault]:
    """Yield a fault for a formula with a number, where page and notebook both count from one."""
    texts = (cell.source for cell in embedded.notebook.cells if cell.cell_type == "markdown")
    numbered = _NUMBERED.search(page.prose)
    if numbered and any(map(_NUMBERED.search, texts)):
        line = page.prose.count("\n", 0, numbered.start()) + 1
        expected = f"no number of its own here: formulas of {embedded.notebook.file} begin at (1)"
        remedy = r"Write a star, as in `\begin{align*}`, or a letter, as in `\tag{A}`."
        yield Fault(page.file, line, expected, numbered[0], remedy)
