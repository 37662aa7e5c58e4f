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
from typing import Any

from nbformat import NotebookNode

from booksite.errors import Fault, FaultsError
from booksite.notebooks.cells import GENERATED, folded_parts, removed_parts, tags, write_notes
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.richness import is_coded, joined, shows_image
from booksite.notebooks.tokens import tokens

_LONGEST_DIFF = 40


def source_hash(cell: NotebookNode) -> str:
    """Return the short hash by which a translation remembers its original."""
    return hashlib.sha256(cell.source.encode()).hexdigest()[:16]


def twin_faults(japanese: Notebook, english: Notebook) -> list[Fault]:
    """Compare a Japanese notebook with its English twin.

    Returns:
        All differences in the order of the cells. Where the cells themselves do not match, only
        that: the rest would be a consequence of it.

    Raises:
        FaultsError: One of the files cannot be read as a notebook.
    """
    pair = _Pair(japanese, english)
    return list(pair.order_faults()) or [
        fault
        for ja, en in zip(japanese.cells, english.cells, strict=True)
        for fault in pair.cell_faults(ja, en)
    ]


def accept_translation(japanese: Notebook, english: Notebook, cell_id: str) -> None:
    """Record that the English cell translates the Japanese cell as it now is.

    Args:
        japanese: The Japanese notebook.
        english: Its twin.
        cell_id: The cell whose translation was brought up to date.

    Raises:
        FaultsError: One of the notebooks has no such cell.
    """
    original, translated = _cell(japanese, cell_id), _cell(english, cell_id)
    write_notes(translated, ja=source_hash(original))
    english.save(english.content)


def _cell(notebook: Notebook, cell_id: str) -> NotebookNode:
    cells: dict[str, NotebookNode] = {cell.id: cell for cell in notebook.cells}
    if cell_id not in cells:
        near = difflib.get_close_matches(cell_id, cells, 1)
        remedy = f"Did you mean '{near[0]}'?" if near else 'Its ids stand in the file as "id".'
        raise FaultsError([Fault(notebook.file, 0, "the id of a cell", f"'{cell_id}'", remedy)])
    return cells[cell_id]


@dataclass(frozen=True)
class _Pair:
    """A Japanese notebook and its English twin."""

    japanese: Notebook
    english: Notebook

    def order_faults(self) -> Iterator[Fault]:
        """Find cells that only one side has, or has at another place."""
        sides = [
            [f"{cell.id} ({cell.cell_type})" for cell in side.cells]
            for side in (self.japanese, self.english)
        ]
        if sides[0] != sides[1]:
            expected = "the cells of the Japanese notebook in the same order"
            remedy = (
                f"Run `booksite notebooks tidy {self.japanese.name}`, which knows lost ids; "
                "what is left, add, move or remove (- Japanese, + English):"
            )
            yield Fault(self.english.file, 0, expected, "others", f"{remedy}\n{_diff(*sides)}")

    def cell_faults(self, ja: NotebookNode, en: NotebookNode) -> Iterator[Fault]:
        """Compare two cells that have the same id and type."""
        for name, left, right in self._plain_pairs(ja, en):
            if left != right:
                remedy = f"Give both cells the same {name}."
                yield self.english.fault(en.id, f"the {name} {left}", f"{right}", remedy)
        if ja.cell_type == "code":
            yield from self._code_faults(ja, en)
            yield from self._output_faults(ja, en)
            yield from _alt_faults(self.japanese, ja)
            yield from _alt_faults(self.english, en)
        if en.id not in GENERATED and self.english.notes[en.id].ja != source_hash(ja):
            accept = f"booksite twins accept {self.japanese.name} {ja.id}"
            yield self.english.fault(
                en.id,
                "a translation of the Japanese cell as it now is",
                "a stale translation",
                f"Bring it up to date, then run `{accept}`.",
            )

    def _plain_pairs(self, ja: NotebookNode, en: NotebookNode) -> Iterator[tuple[str, Any, Any]]:
        """Yield name and both values of what must simply be equal."""
        yield "tags", tags(ja), tags(en)
        left, right = self.japanese.notes[ja.id], self.english.notes[en.id]
        yield "listings", list(left.listings), list(right.listings)
        yield "listings_estimated", list(left.listings_estimated), list(right.listings_estimated)
        yield "formerly", list(left.formerly), list(right.formerly)
        yield "output", left.output or None, right.output or None
        if tags(ja) == tags(en):
            yield "folded parts", sorted(folded_parts(ja)), sorted(folded_parts(en))
        yield "number of descriptions in alt", len(left.alt), len(right.alt)

    def _code_faults(self, ja: NotebookNode, en: NotebookNode) -> Iterator[Fault]:
        expected, remedy = (
            "the same code but for comments",
            "Change one side (- Japanese, + English):",
        )
        if tokens(ja.source) == tokens(en.source):
            return
        diff = _diff(ja.source.splitlines(), en.source.splitlines())
        yield self.english.fault(en.id, expected, "other code", f"{remedy}\n{diff}")

    def _output_faults(self, ja: NotebookNode, en: NotebookNode) -> Iterator[Fault]:
        left, right = ([_readable(output) for output in cell.outputs] for cell in (ja, en))
        if left != right:
            diff = _diff("\n".join(left).splitlines(), "\n".join(right).splitlines())
            remedy = f"Run `booksite execute {self.japanese.name}`, which writes both.\n{diff}"
            yield self.english.fault(en.id, "the outputs of the Japanese cell", "others", remedy)


def _readable(output: NotebookNode) -> str:
    """Return an output as text: without the number of its run, and an image as a hash."""
    plain = {key: value for key, value in output.items() if key != "execution_count"}
    plain = json.loads(json.dumps(plain))
    for mime, content in plain.get("data", {}).items():
        if is_coded(mime):
            plain["data"][mime] = hashlib.sha256(joined(content).encode()).hexdigest()
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)


def _alt_faults(notebook: Notebook, cell: NotebookNode) -> Iterator[Fault]:
    images = sum(map(shows_image, cell.outputs))
    notes = notebook.notes[cell.id]
    shown = not removed_parts(cell) & {"cell", "output"}
    counts = cell.outputs and notes.output != "colab" and shown
    if (counts and len(notes.alt) != images) or not all(map(str.strip, notes.alt)):
        expected = f"{images} descriptions of images in metadata.booksite.alt"
        remedy = "Say in a sentence for each image what one sees, in both languages."
        yield notebook.fault(cell.id, expected, f"{len(notes.alt)}", remedy)


def _diff(ja: list[str], en: list[str]) -> str:
    """Return a unified diff without its file header, shortened to what helps."""
    lines = list(difflib.unified_diff(ja, en, lineterm="", n=1))[2:]
    rest = len(lines) - _LONGEST_DIFF
    return "\n".join([*lines[:_LONGEST_DIFF], *([f"… {rest} more lines"] if rest > 0 else [])])
