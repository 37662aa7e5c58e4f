"""Gives each cell of a notebook its published id again, after an editor has lost it.

What an editor still knows counts first; then the cell's text in an earlier version or in the twin;
then its place between two cells that are known. An id that somebody chose is never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from nbformat import NotebookNode

from booksite.locales import Locale
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.tokens import tokens
from booksite.notebooks.twins import source_hash

# Ids that editors make up: Jupyter's eight digits, or a whole UUID.
_MADE_UP = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
_VALID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Two texts are the same cell, edited, from this ratio on.
_ALIKE = 0.6
# What is lost with the id where somebody pastes a cell.
_NOTES = {"booksite", "tags"}
Key = Callable[[NotebookNode], Hashable]


def given_id(cell: NotebookNode) -> str:
    """Return the id that an editor gave a cell: in its place, or where Colab keeps it."""
    return str(cell.get("id") or cell.metadata.get("id") or "")


class Names:
    """The ids of a notebook's cells.

    Attributes:
        cells: The cells; without those that are new and empty.
        new: Ids that stand for new cells now, where an editor made them up.
    """

    def __init__(
        self, cells: Sequence[NotebookNode], earlier: Sequence[Notebook], twins: Sequence[Notebook]
    ) -> None:
        known = {cell.id for version in earlier for cell in version.cells}
        # The twin may have come from the same editor.
        ids = {cell.id for twin in twins for cell in twin.cells}
        known |= {name for name in ids if not _MADE_UP.fullmatch(name)}
        self.cells = [c for c in cells if given_id(c) in known or c.source.strip()]
        self.new: list[str] = []
        self._earlier, self._twins = earlier, twins
        self._ids: list[str] = []
        for cell in self.cells:
            given, chosen = given_id(cell), not _MADE_UP.fullmatch(str(cell.get("id") or "0" * 8))
            sure = (given in known or chosen) and given not in self._ids
            self._ids.append(given if sure else "")

    def give(self, locale: Locale) -> int:
        """Write the ids into the cells; return how many had another or none.

        Args:
            locale: The language of the notebook.
        """
        for version in self._earlier:
            without = self._open()
            self._match(version.cells, _text, _text)
            self._match_by_place(version.cells)
            self._restore_notes(without, version)
        for twin in self._twins:
            self._match(twin.cells, _translation(locale), _translation(twin.locale))
            self._match_by_place(twin.cells)
        restored = 0
        for index, cell in enumerate(self.cells):
            restored += bool(self._ids[index]) and cell.get("id") != self._ids[index]
            cell.id = self._ids[index] = self._ids[index] or self._new(cell)
        return restored

    def _match(self, others: Sequence[NotebookNode], own: Key, other: Key) -> None:
        """Give open cells the ids of others that say the same, in order."""
        free: dict[Hashable, list[NotebookNode]] = {}
        for cell in self._free(others):
            free.setdefault(other(cell), []).append(cell)
        for index in self._open():
            if same := free.get(own(self.cells[index])):
                self._ids[index] = same.pop(0).id

    def _match_by_place(self, others: Sequence[NotebookNode]) -> None:
        """Give open cells the ids of others between the same neighbours: those were edited."""
        order = [cell.id for cell in others]
        for run in list(self._runs()):
            before, after = self._ids[run.start - 1 : run.start], self._ids[run.stop :][:1]
            if not {*before, *after} <= {*order}:
                continue
            low = order.index(before[0]) + 1 if before else 0
            high = order.index(after[0]) if after else len(order)
            gap = self._free(others[low:high])
            own = [self.cells[index] for index in run]
            if [cell.cell_type for cell in own] == [cell.cell_type for cell in gap]:
                pairs = list(zip(run, gap, strict=True))
            else:
                pairs = list(_alike(run, own, gap))
            for index, cell in pairs:
                self._ids[index] = cell.id

    def _runs(self) -> Iterator[range]:
        """Yield the places where open cells stand beside one another."""
        start = 0
        for index, name in enumerate([*self._ids, "end"]):
            if name:
                if start < index:
                    yield range(start, index)
                start = index + 1

    def _open(self) -> list[int]:
        return [index for index, name in enumerate(self._ids) if not name]

    def _free(self, others: Sequence[NotebookNode]) -> list[NotebookNode]:
        return [cell for cell in others if cell.id not in self._ids]

    def _restore_notes(self, indices: Sequence[int], version: Notebook) -> None:
        """Give cells that got an id from a version the notes that went with it."""
        stored = {cell.id: cell.metadata for cell in version.cells}
        for index in indices:
            own, notes = self.cells[index].metadata, stored.get(self._ids[index], {})
            own.update({note: notes[note] for note in _NOTES & notes.keys() - own.keys()})

    def _new(self, cell: NotebookNode) -> str:
        """Return an id for a new cell: its editor's, if it may be one."""
        names = (given_id(cell), *(f"cell-{number}" for number in range(1, len(self._ids) + 1)))
        free = next(name for name in names if _VALID.fullmatch(name) and name not in self._ids)
        self.new.append(free)
        return free


def _text(cell: NotebookNode) -> Hashable:
    return cell.cell_type, cell.source


def _translation(locale: Locale) -> Key:
    """Return what a cell of this language shares with its twin: code, or the translated text."""

    def key(cell: NotebookNode) -> Hashable:
        if cell.cell_type == "code":
            return tokens(cell.source)
        notes: dict[str, str] = cell.metadata.get("booksite", {})
        return source_hash(cell) if locale.leads else notes.get("ja")

    return key


def _alike(
    run: range, own: Sequence[NotebookNode], gap: Sequence[NotebookNode]
) -> Iterator[tuple[int, NotebookNode]]:
    """Pair cells with those of a gap that have nearly the same text, in order."""
    rest = list(gap)
    for index, cell in zip(run, own, strict=True):
        for other in rest:
            texts = SequenceMatcher(None, cell.source, other.source, autojunk=False)
            if cell.cell_type == other.cell_type and texts.ratio() >= _ALIKE:
                yield index, other
                rest.remove(other)
                break
