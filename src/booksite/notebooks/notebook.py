"""Notebook files: reading with clear messages, writing in one canonical form.

A notebook that `read_notebook` returns is valid and every cell of it has a unique id, so no other
code has to doubt that. The Japanese notebook `<folder>/<name>.ipynb` has its English twin in
`<folder>/en/<name>.ipynb`; the cell ids join the two.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any

import nbformat
import nbformat.v4
from nbformat import NotebookNode

from booksite.errors import Fault, FaultsError
from booksite.files import decode, write_whole
from booksite.notebooks.cell_notes import note_faults

# Cells that `booksite generate` writes: nobody translates them.
BADGE_CELL, HELPERS_CELL = "colab-badge", "helpers"
GENERATED = frozenset({BADGE_CELL, HELPERS_CELL})

_V4: Any = nbformat.v4  # its functions have no types
_RETURN = "Repair the line, or return to the last good version of the file."
_RESAVE = "Open it in a current Jupyter, which writes nbformat 4.5 with ids, and save it."


def twin_path(notebook: Path) -> Path:
    """Give the place of the English twin of a Japanese notebook."""
    return notebook.parent / "en" / notebook.name


def shown(path: Path) -> str:
    """Give a path as its author would type it: seen from the current folder."""
    path = path.absolute()
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)


def tags(cell: NotebookNode) -> list[str]:
    """Give the tags of a cell."""
    return list(cell.metadata.get("tags", []))


def site_metadata(cell: NotebookNode) -> dict[str, Any]:
    """Give what this project notes at a cell: listings, alternative texts, the translated hash."""
    return dict(cell.metadata.get("booksite", {}))


def set_site_metadata(cell: NotebookNode, site: dict[str, Any]) -> None:
    """Replace what this project notes at a cell; a cell without notes keeps no empty entry."""
    cell.metadata.pop("booksite", None)
    if site:
        cell.metadata["booksite"] = site


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Give the cells that are run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def cell_line(path: Path, cell_id: str) -> int:
    """Give the line of a notebook file that holds a cell's id, or 0."""
    return line_of(path, f'"id": "{cell_id}"')


def line_of(path: Path, entry: str) -> int:
    """Give the first line of a notebook file that is one entry of its JSON, or 0."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((n for n, line in enumerate(lines, 1) if line.strip(" ,") == entry), 0)


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook and make sure that it is valid.

    Raises:
        FaultsError: With every fault that was found.
    """
    if not path.is_file():
        remedy = "Create it, or correct the name that led here."
        raise FaultsError([Fault(shown(path), 0, "a notebook", "no such file", remedy)])
    text = decode(shown(path), path.read_bytes())
    raw = _parse(path, text)
    faults = _form_faults(path, raw)
    if faults:
        raise FaultsError(faults)
    try:
        nbformat.validate(raw)
    except nbformat.ValidationError as error:
        came = shorten(str(error).splitlines()[0], 120)
        raise FaultsError([Fault(shown(path), 0, "a valid notebook", came, _RESAVE)]) from None
    if faults := _note_faults(path, raw):
        raise FaultsError(faults)
    notebook: NotebookNode = _V4.reads(text)
    return notebook


def _note_faults(path: Path, raw: dict[str, Any]) -> list[Fault]:
    """Find notes at cells that say something else than this project reads there."""
    return [
        fault
        for cell in raw["cells"]
        if "booksite" in cell["metadata"]
        for fault in note_faults(
            shown(path), cell["id"], cell["metadata"]["booksite"], partial(cell_line, path)
        )
    ]


def canonical(notebook: NotebookNode) -> str:
    """Give the text of a notebook's file: sorted keys, one space, a newline at the end."""
    return str(_V4.writes(notebook)).rstrip("\n") + "\n"


def write_notebook(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook in its canonical form."""
    write_whole(path, canonical(notebook).encode())


def _parse(path: Path, text: str) -> dict[str, Any]:
    """Parse the file, naming the line of a mistake."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        came = f"{error.msg} (column {error.colno})"
        fault = Fault(shown(path), error.lineno, "JSON as Jupyter writes it", came, _RETURN)
        raise FaultsError([fault]) from None
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list):
        fault = Fault(shown(path), 1, "a notebook with cells", "other JSON", _RETURN)
        raise FaultsError([fault])
    return raw


def _form_faults(path: Path, raw: dict[str, Any]) -> list[Fault]:
    """Find a wrong format version, cells without an id and ids that occur twice."""
    file = shown(path)
    version = f"{raw.get('nbformat')}.{raw.get('nbformat_minor')}"
    if version != "4.5":
        return [Fault(file, 0, "nbformat 4.5", f"nbformat {version}", _RESAVE)]
    ids = [cell.get("id") if isinstance(cell, dict) else None for cell in raw["cells"]]
    remedy = "Give it a short English id such as 'loss-curve'; the site's addresses use it."
    faults = [
        Fault(file, 0, "an id at each cell", f"none at cell {number}", remedy)
        for number, cell_id in enumerate(ids, 1)
        if not cell_id
    ]
    for cell_id, count in Counter(filter(None, ids)).items():
        if count > 1:
            line, came = cell_line(path, cell_id), f"'{cell_id}' {count} times"
            faults.append(Fault(file, line, "each cell id once", came, "Rename all but one."))
    return faults
