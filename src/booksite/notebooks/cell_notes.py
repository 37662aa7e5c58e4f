"""What this project notes at a cell of a notebook, in `metadata.booksite`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from booksite.book import Expected, KeyPath, ListingNumber, Many, Record, expected_at, shorten
from booksite.errors import Fault


class CellNotes(Record):
    """The notes at one cell.

    Attributes:
        listings: Printed listings that the cell corresponds to.
        listings_estimated: Listings that it probably corresponds to.
        alt: What each image of the output shows, in the notebook's language.
        ja: (English) hash of the Japanese cell that was translated.
        output: Where the result can be seen, if not here.
    """

    listings: Many[ListingNumber] = ()
    listings_estimated: Many[ListingNumber] = ()
    alt: Many[Annotated[str, Expected("what an image shows, in quotation marks")]] = ()
    ja: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]+$"),
        Expected("a hash, as `booksite twins accept` writes it"),
    ] = ""
    output: Annotated[
        Literal["colab", ""], Expected("'colab', where only Colab can show the result")
    ] = ""


def note_faults(file: str, cell_id: str, notes: Any, line_of: Callable[[str], int]) -> list[Fault]:
    """Return what is wrong with the notes at a cell.

    Args:
        file: The notebook, as messages show it.
        cell_id: The cell.
        notes: The value of `metadata.booksite`.
        line_of: Returns the line of a cell's id; it reads the file, so only faults ask.
    """
    try:
        CellNotes.model_validate(notes)
    except ValidationError as error:
        remedy = f"Correct the metadata of cell '{cell_id}'."
        return [
            Fault(file, line_of(cell_id), _expected(detail["loc"]), _came(detail), remedy)
            for detail in error.errors(include_url=False)
        ]
    return []


def _expected(place: KeyPath) -> str:
    if not place:
        return 'notes such as {"listings": ["5-16"]}'
    if place[0] not in CellNotes.model_fields:
        return f"only the notes {', '.join(CellNotes.model_fields)}"
    return expected_at(CellNotes, place)


def _came(detail: ErrorDetails) -> str:
    place = ".".join(["metadata", "booksite", *map(str, detail["loc"])])
    return f"{shorten(detail['input'])} in {place}"
