"""What this project knows of a cell: its tags, and its notes in `metadata.booksite`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from nbformat import NotebookNode
from pydantic import StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from booksite.book import Expected, KeyPath, ListingNumber, Many, Record, expected_at, shorten

# Cells that `booksite generate` writes: nobody translates them.
BADGE_CELL, HELPERS_CELL = "colab-badge", "helpers"
GENERATED = frozenset({BADGE_CELL, HELPERS_CELL})

Part = Literal["cell", "input", "output"]
# Tags that keep a part of a cell off the page: Jupyter's own, and our word for the badge.
REMOVING: Mapping[Part, frozenset[str]] = {
    "cell": frozenset({"remove-cell", "colab-only"}),
    "input": frozenset({"remove-input"}),
    "output": frozenset({"remove-output"}),
}
# Tags that fold one.
_FOLDING: Mapping[Part, frozenset[str]] = {
    "cell": frozenset({"hide-cell", "solution"}),
    "input": frozenset({"hide-input"}),
    "output": frozenset({"hide-output"}),
}
_FOR_ANY_CELL = REMOVING["cell"]
_FOR_MARKDOWN = frozenset({"changed"})
_FOR_CODE = frozenset({"needs-download", "parameters", "raises-exception"}).union(
    REMOVING["input"], REMOVING["output"], *_FOLDING.values()
)


# GitHub, Jupyter and Colab fold it; a title is text alone.
_CHANGE = re.compile(
    r"<details><summary>(?P<title>[^<>`*\n]+)</summary>\n\n(?P<text>.+)\n\n</details>\s*", re.DOTALL
)


class CellNotes(Record):
    """The notes at one cell.

    Attributes:
        listings: Printed listings that the cell corresponds to.
        listings_estimated: Listings that it probably corresponds to.
        alt: What each image of the output shows, in the notebook's language.
        formerly: Ids of cells that readers may still look for, and whose place it has taken.
        ja: (English) hash of the Japanese cell that was translated.
        output: Where the result can be seen, if not here.
    """

    listings: Many[ListingNumber] = ()
    listings_estimated: Many[ListingNumber] = ()
    alt: Many[Annotated[str, Expected("what an image shows, in quotation marks")]] = ()
    formerly: Many[
        Annotated[
            str,
            StringConstraints(pattern=r"^[A-Za-z0-9_-]+$"),
            Expected("the former id of a cell, in quotation marks"),
        ]
    ] = ()
    ja: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]+$"),
        Expected("a hash, as `booksite twins accept` writes it"),
    ] = ""
    output: Annotated[
        Literal["colab", ""], Expected("'colab', where only Colab can show the result")
    ] = ""


def read_notes(cell: NotebookNode) -> CellNotes:
    """Return the notes at a cell.

    Raises:
        ValidationError: They say something else, see `note_faults`.
    """
    return CellNotes.model_validate(cell.metadata.get("booksite", {}))


def write_notes(cell: NotebookNode, **changes: Any) -> None:
    """Change notes at a cell; a cell without notes keeps no empty entry."""
    notes = read_notes(cell).model_copy(update=changes)
    cell.metadata.pop("booksite", None)
    if stored := notes.model_dump(mode="json", exclude_defaults=True):
        cell.metadata["booksite"] = stored


def note_faults(notes: Any) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a value of `metadata.booksite`: what was expected, what came."""
    try:
        CellNotes.model_validate(notes)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield _expected(detail["loc"]), _came(detail)


def _expected(place: KeyPath) -> str:
    if not place:
        return 'notes such as {"listings": ["5-16"]}'
    if place[0] not in CellNotes.model_fields:
        return f"only the notes {', '.join(CellNotes.model_fields)}"
    return expected_at(CellNotes, place)


def _came(detail: ErrorDetails) -> str:
    place = ".".join(["metadata", "booksite", *map(str, detail["loc"])])
    return f"{shorten(detail['input'])} in {place}"


def tags(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return list(cell.metadata.get("tags", []))


def is_change(cell: NotebookNode) -> bool:
    """Tell whether a cell is a note on what differs from the printed book."""
    return "changed" in tags(cell)


def folded_change(cell: NotebookNode) -> tuple[str, str] | None:
    """Return the title and the text of such a note; None where it has another form."""
    match = _CHANGE.fullmatch(cell.source) if is_change(cell) else None
    return (html.unescape(match["title"]), match["text"]) if match else None


def known_tags(cell: NotebookNode) -> frozenset[str]:
    """Return the tags that a cell may carry: the type of the cell decides."""
    return _FOR_ANY_CELL | (_FOR_CODE if cell.cell_type == "code" else _FOR_MARKDOWN)


def removed_parts(cell: NotebookNode) -> set[Part]:
    """Return what of a cell no page shows and no search finds."""
    carried = tags(cell)
    return {part for part, names in REMOVING.items() if names.intersection(carried)}


def folded_parts(cell: NotebookNode) -> set[Part]:
    """Return what of a code cell the page shows folded: by a tag, or as Jupyter and Colab fold it.

    Where the whole cell is folded, its parts are not folded once more.
    """
    if cell.cell_type != "code":
        return set()
    metadata, names = cell.metadata, tags(cell)
    jupyter = metadata.get("jupyter", {})
    folded = {part for part, folding in _FOLDING.items() if folding.intersection(names)}
    if jupyter.get("source_hidden") or metadata.get("cellView") == "form":
        folded.add("input")
    if jupyter.get("outputs_hidden") or metadata.get("collapsed"):
        folded.add("output")
    return {"cell"} if "cell" in folded else folded


def part_anchor(cell: NotebookNode, part: Part) -> str:
    """Return the id that leads to a part of a cell; a folded part opens there."""
    whole = part == "cell" or part not in folded_parts(cell)
    return str(cell.id) if whole else f"{cell.id}.{part}"
