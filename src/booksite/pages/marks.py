"""Where in our notebooks a listing of the book stands, and the marks of errata there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from markupsafe import Markup

from booksite.book import KINDS, Book, Change, Erratum
from booksite.errors import Fault
from booksite.locales import Locale
from booksite.notebooks import Fragment, notebook_path


def anchor_in(row: Erratum | Change, chapter: str, notebook: Fragment) -> str | None:
    """Return the anchor of the place in a chapter's notebook that an entry concerns, if known."""
    cells = [place.cell for place in row.cell_places() if place.chapter == chapter]
    names = cells or [f"code-{number}" for number in row.listings]
    return next((name for name in names if name in notebook.anchors), None)


def with_marks(
    notebook: Fragment, chapter: str, rows: Iterable[Erratum], mark: Callable[[Erratum], Markup]
) -> Fragment:
    """Put a mark into a notebook at each place that an erratum concerns.

    Args:
        notebook: The notebook in one language.
        chapter: The id of its chapter.
        rows: The errata of the chapter.
        mark: Gives the HTML of a row's mark.
    """
    marks: dict[str, Markup] = {}
    for row in rows:
        anchor = anchor_in(row, chapter, notebook)
        if anchor:
            marks[anchor] = marks.get(anchor, Markup()) + mark(row)
    cells = {place.cell for row in rows for place in row.cell_places()} & marks.keys()
    paragraphs = {cell: Markup('<p class="bs-marks">{}</p>').format(marks[cell]) for cell in cells}
    return notebook.filled(marks | paragraphs)


def unknown_cells(book: Book, notebooks: Mapping[tuple[str, Locale], Fragment]) -> Iterator[Fault]:
    """Yield a fault for each cell that an entry of the data names and a notebook lacks.

    Args:
        book: The data.
        notebooks: The notebooks by name and language; those on their way are not among them.
    """
    for kind in KINDS:
        for row in book.rows(kind.record):
            for place, locale in product(row.cell_places(), book.languages):
                name = book.chapter(place.chapter).notebook
                notebook = notebooks.get((name, locale))
                if notebook and place.cell not in notebook.anchors:
                    expected = f"the id of a cell of {notebook_path(name, locale)}, in {row.id}"
                    remedy = "Correct it, or remove the field."
                    yield Fault(kind.file, book.line(row), expected, repr(place.cell), remedy)
