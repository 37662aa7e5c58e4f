"""Where in our notebooks a listing of the book stands, and the marks of errata there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from booksite.book import Book
from booksite.colab import notebook_path
from booksite.errors import Fault
from booksite.fields import LOCALES, Locale
from booksite.fragment import Fragment
from booksite.records import Chapter, Erratum

# Where a mark goes: behind the number of a listing, or at the head of a cell.
_PLACE = re.compile(
    r'(?P<listing><p class="nb-listing" id="(?P<number>[^"]+)">[^<]*)'
    r'|(?P<cell><div class="nb-cell[^"]*" id="(?P<id>[^"]+)">)'
)


def anchor_in(row: Erratum, notebook: Fragment) -> str | None:
    """Give the anchor of the place in a notebook that an erratum concerns, if it is known."""
    names = [row.cell] if row.cell else [f"code-{number}" for number in row.listings]
    return next((name for name in names if f'id="{name}"' in notebook.html), None)


def with_marks(
    notebook: Fragment, rows: Iterable[Erratum], mark: Callable[[Erratum], str]
) -> Fragment:
    """Put a mark into a notebook at each place that an erratum concerns.

    Args:
        notebook: The notebook in one language.
        rows: The errata of its chapter.
        mark: Gives the HTML of a row's mark.
    """
    marks: dict[str, str] = {}
    for row in rows:
        anchor = anchor_in(row, notebook)
        if anchor:
            marks[anchor] = marks.get(anchor, "") + mark(row)

    def marked(place: re.Match[str]) -> str:
        found = marks.get(place["number"] or place["id"], "")
        return place[0] + (f'<p class="bs-marks">{found}</p>' if found and place["id"] else found)

    return Fragment(_PLACE.sub(marked, notebook.html), notebook.headings, notebook.assets)


def unknown_cells(book: Book, notebooks: Mapping[tuple[str, Locale], Fragment]) -> Iterator[Fault]:
    """Yield a fault for each cell that an entry of the data names and a notebook lacks.

    Args:
        book: The data.
        notebooks: The notebooks by name and language; those on their way are not among them.
    """
    for row in book.errata:
        if row.cell:
            yield from _lacking(
                "data/errata.yml", row.id, book.chapter(row.chapter), row.cell, notebooks
            )


def _lacking(
    file: str,
    entry: str,
    chapter: Chapter,
    cell: str,
    notebooks: Mapping[tuple[str, Locale], Fragment],
) -> Iterator[Fault]:
    for locale in LOCALES:
        notebook = notebooks.get((chapter.notebook, locale))
        if notebook and f'id="{cell}"' not in notebook.html:
            path = notebook_path(chapter.notebook, locale)
            expected = f"the id of a cell of {path}, in {entry}"
            yield Fault(file, 0, expected, repr(cell), "Correct it, or remove the field.")
