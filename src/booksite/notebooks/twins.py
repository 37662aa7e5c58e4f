"""Compares a Japanese notebook with its English twin, cell by cell.

The Japanese notebook leads. Cells are joined by their ids; code may differ in comments only; each
English cell remembers in `metadata.booksite.ja` a hash of the Japanese text that it translates, so
a translation that has become stale is found. `accept` renews that hash.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from booksite.errors import Fault, FaultsError
from booksite.notebooks.code import UNREADABLE, tokens
from booksite.notebooks.notebook import (
    GENERATED,
    cell_line,
    read_notebook,
    set_site_metadata,
    shown,
    site_metadata,
    tags,
    twin_path,
    write_notebook,
)

_LONGEST_DIFF = 40


@dataclass(frozen=True)
class Difference:
    """One point in which two notebooks disagree.

    Attributes:
        notebook: The file that should be changed.
        cell: Id of the cell, or nothing where the notebook as a whole is meant.
        expected: What should stand there.
        came: What stands there.
        remedy: What the maintainer should do.
        diff: A unified diff from the Japanese to the English side, where that helps.
    """

    notebook: Path
    cell: str
    expected: str
    came: str
    remedy: str
    diff: str = ""

    def fault(self) -> Fault:
        """Give the difference as a message with file and line."""
        line = cell_line(self.notebook, self.cell) if self.cell else 0
        came = f"{self.came} (cell {self.cell})" if self.cell else self.came
        remedy = f"{self.remedy}\n{self.diff}" if self.diff else self.remedy
        return Fault(shown(self.notebook), line, self.expected, came, remedy)


def source_hash(cell: NotebookNode) -> str:
    """Give the short hash by which a translation remembers its original."""
    return hashlib.sha256(cell.source.encode()).hexdigest()[:16]


def check_pair(notebook: Path) -> None:
    """Make sure that a Japanese notebook and its English twin agree.

    Raises:
        FaultsError: With all differences, or because a file cannot be read.
    """
    differences = compare_twins(notebook)
    if differences:
        raise FaultsError(difference.fault() for difference in differences)


def compare_twins(notebook: Path) -> list[Difference]:
    """Compare a Japanese notebook with its English twin.

    Returns:
        All differences in the order of the cells. Where the cells themselves do not match, only
        that: the rest would be a consequence of it.
    """
    twin = twin_path(notebook)
    ja, en = read_notebook(notebook), read_notebook(twin)
    order = _order_difference(twin, ja.cells, en.cells)
    if order:
        return [order]
    return [
        difference
        for original, translated in zip(ja.cells, en.cells, strict=True)
        for difference in _cell_differences(notebook, original, translated)
    ]


def accept_translation(notebook: Path, cell_id: str) -> None:
    """Record that the English cell translates the Japanese cell as it now is.

    Args:
        notebook: The Japanese notebook.
        cell_id: The cell whose translation was brought up to date.

    Raises:
        FaultsError: One of the notebooks has no such cell.
    """
    twin = twin_path(notebook)
    original = _cell(notebook, read_notebook(notebook), cell_id)
    english = read_notebook(twin)
    translated = _cell(twin, english, cell_id)
    set_site_metadata(translated, site_metadata(translated) | {"ja": source_hash(original)})
    write_notebook(twin, english)


def _cell(path: Path, notebook: NotebookNode, cell_id: str) -> NotebookNode:
    cells: dict[str, NotebookNode] = {cell.id: cell for cell in notebook.cells}
    if cell_id not in cells:
        near = difflib.get_close_matches(cell_id, cells, 1)
        remedy = f"Did you mean '{near[0]}'?" if near else 'Its ids stand in the file as "id".'
        raise FaultsError([Fault(shown(path), 0, "the id of a cell", f"'{cell_id}'", remedy)])
    return cells[cell_id]


def _order_difference(
    twin: Path, ja: list[NotebookNode], en: list[NotebookNode]
) -> Difference | None:
    sides = [[f"{cell.id} ({cell.cell_type})" for cell in cells] for cells in (ja, en)]
    if sides[0] == sides[1]:
        return None
    return Difference(
        twin,
        "",
        "the cells of the Japanese notebook in the same order",
        "others",
        "Add, move or remove cells until the ids agree (- Japanese, + English):",
        _diff(*sides),
    )


def _cell_differences(notebook: Path, ja: NotebookNode, en: NotebookNode) -> Iterator[Difference]:
    """Compare two cells that have the same id and type."""
    twin, cell_id = twin_path(notebook), ja.id
    for name, left, right in _plain_pairs(ja, en):
        if left != right:
            remedy = f"Give both cells the same {name}."
            yield Difference(twin, cell_id, f"the {name} {left}", f"{right}", remedy)
    if ja.cell_type == "code":
        yield from _code_differences(twin, ja, en)
        yield from _output_differences(notebook, ja, en)
        yield from _alt_differences(notebook, ja)
        yield from _alt_differences(twin, en)
    if cell_id not in GENERATED and site_metadata(en).get("ja") != source_hash(ja):
        yield Difference(
            twin,
            cell_id,
            "a translation of the Japanese cell as it now is",
            "a stale translation",
            f"Bring it up to date, then run `booksite twins accept {notebook.stem} {cell_id}`.",
        )


def _plain_pairs(ja: NotebookNode, en: NotebookNode) -> Iterator[tuple[str, Any, Any]]:
    """Give name and both values of what must simply be equal."""
    yield "tags", tags(ja), tags(en)
    for key in ("listings", "listings_estimated", "output"):
        yield key, site_metadata(ja).get(key), site_metadata(en).get(key)
    count, other = (len(site_metadata(cell).get("alt", [])) for cell in (ja, en))
    yield "number of descriptions in alt", count, other


def _code_differences(twin: Path, ja: NotebookNode, en: NotebookNode) -> Iterator[Difference]:
    expected, remedy = "the same code but for comments", "Change one side (- Japanese, + English):"
    try:
        if tokens(ja.source) == tokens(en.source):
            return
    except UNREADABLE as error:
        yield Difference(twin, ja.id, "code that Python can read", str(error), "Correct it.")
        return
    diff = _diff(ja.source.splitlines(), en.source.splitlines())
    yield Difference(twin, ja.id, expected, "other code", remedy, diff)


def _output_differences(notebook: Path, ja: NotebookNode, en: NotebookNode) -> Iterator[Difference]:
    left, right = ([_readable(output) for output in cell.outputs] for cell in (ja, en))
    if left != right or ja.execution_count != en.execution_count:
        yield Difference(
            twin_path(notebook),
            ja.id,
            "the outputs of the Japanese cell",
            "others",
            f"Run `booksite execute {notebook.stem}`, which writes both.",
            _diff("\n".join(left).splitlines(), "\n".join(right).splitlines()),
        )


def _readable(output: NotebookNode) -> str:
    """Give an output as text; a PNG image as a hash, for nobody reads base64."""
    plain = json.loads(json.dumps(output))
    png = plain.get("data", {}).get("image/png")
    if png:
        plain["data"]["image/png"] = hashlib.sha256(png.encode()).hexdigest()
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)


def _alt_differences(path: Path, cell: NotebookNode) -> Iterator[Difference]:
    images = sum(
        any(mime.startswith("image/") for mime in output.get("data", {})) for output in cell.outputs
    )
    alt = site_metadata(cell).get("alt", [])
    colab = site_metadata(cell).get("output") == "colab"
    if (cell.outputs and not colab and len(alt) != images) or not all(map(str.strip, alt)):
        expected = f"{images} descriptions of images in metadata.booksite.alt"
        remedy = "Say in a sentence for each image what one sees, in both languages."
        yield Difference(path, cell.id, expected, f"{len(alt)}", remedy)


def _diff(ja: list[str], en: list[str]) -> str:
    """Give a unified diff without its file header, shortened to what helps."""
    lines = list(difflib.unified_diff(ja, en, lineterm="", n=1))[2:]
    rest = len(lines) - _LONGEST_DIFF
    return "\n".join([*lines[:_LONGEST_DIFF], *([f"… {rest} more lines"] if rest > 0 else [])])
