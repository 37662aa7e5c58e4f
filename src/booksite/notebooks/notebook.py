"""A notebook's file: read and made sure valid once, written whole and in one form.

The Japanese notebook `notebooks/<name>.ipynb` has its English twin in `notebooks/en/<name>.ipynb`;
the cell ids join the two.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from textwrap import shorten
from typing import Any

import nbformat
import nbformat.v4
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines, strip_transient

from booksite.errors import Fault, FaultsError
from booksite.files import decode, write_whole
from booksite.locales import Locale
from booksite.notebooks.cells import CellNotes, note_faults, read_notes
from booksite.notebooks.code import code_hash

_V4: Any = nbformat.v4  # its functions have no types
_RETURN = "Repair the line, or return to the last good version of the file."
# Half of a sign of two, which is none: no file can hold it as text.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_TIDY = "Run `booksite notebooks tidy {}`, which brings back what an editor has lost."


def notebook_path(notebook: str, locale: Locale) -> str:
    """Return the path of a notebook from the root of the repository.

    Args:
        notebook: File name without `.ipynb`.
        locale: Languages other than the first have a folder of their own.
    """
    return f"notebooks/{locale.folder}{notebook}.ipynb"


class Notebook:
    """A notebook in one language. Its file is read when it is first asked for, and not again.

    Attributes:
        root: The project's root.
        name: File name without `.ipynb`.
        locale: Its language.
        file: Path of its file from the root, as messages show it.
        path: The file.
        known_valid: Whether the very same bytes were found valid before: they are not validated
            again then.
    """

    def __init__(self, root: Path, name: str, locale: Locale) -> None:
        self.root, self.name, self.locale = root, name, locale
        self.file = notebook_path(name, locale)
        self.path = root / self.file
        self.known_valid = False

    def in_language(self, locale: Locale) -> Notebook:
        """Return the same notebook in a language, to be read from its file."""
        return Notebook(self.root, self.name, locale)

    @property
    def twins(self) -> list[Notebook]:
        """The same notebook in the other languages that have it, each to be read from its file."""
        files = sorted(self.root.glob(f"notebooks/??/{self.name}.ipynb"))
        codes = [file.parent.name for file in files]
        return [self.in_language(Locale(code, folder=f"{code}/")) for code in codes]

    @cached_property
    def source(self) -> bytes:
        """The bytes of the file; none where there is no file."""
        return self.path.read_bytes() if self.path.is_file() else b""

    @property
    def content(self) -> NotebookNode:
        """What the file holds: a valid notebook, each cell with an id of its own.

        Raises:
            FaultsError: With every fault that was found.
        """
        content, faults = self._read
        if faults:
            raise FaultsError(faults)
        return content

    @property
    def cells(self) -> list[NotebookNode]:
        """All cells."""
        return list(self.content.cells)

    @property
    def code_cells(self) -> list[NotebookNode]:
        """The cells that are run."""
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @cached_property
    def notes(self) -> Mapping[str, CellNotes]:
        """What this project notes at each cell, by the cell's id."""
        return {cell.id: read_notes(cell) for cell in self.cells}

    @cached_property
    def code_hash(self) -> str:
        """The short hash by which a run remembers the code that it ran."""
        return code_hash(self.cells)

    def line(self, cell_id: str) -> int:
        """Return the line that holds a cell's id, or 0."""
        return self.line_of(f'"id": "{cell_id}"')

    def line_of(self, entry: str) -> int:
        """Return the first line that is one entry of the file's JSON, or 0."""
        return next((n for n, line in enumerate(self._lines, 1) if line.strip(" ,") == entry), 0)

    def fault(self, cell_id: str, expected: str, came: str, remedy: str) -> Fault:
        """Return a fault of one cell."""
        return Fault(self.file, self.line(cell_id), expected, f"{came} (cell {cell_id})", remedy)

    def save(self, content: NotebookNode) -> None:
        """Write other content into the file."""
        self.hold(canonical(content).encode())
        write_whole(self.path, self.source)

    def hold(self, source: bytes) -> None:
        """Go on with other bytes in place of those of the file."""
        self.source, self.known_valid = source, False
        for kept in ("_read", "_lines", "notes", "code_hash"):
            self.__dict__.pop(kept, None)

    def parsed(self) -> NotebookNode:
        """Return what the file holds in whichever form an editor left it, read anew.

        Raises:
            FaultsError: It is missing, no JSON, has no cells, or holds what is no text.
        """
        if not self.source and not self.path.is_file():
            remedy = "Create it, or correct the name that led here."
            raise FaultsError([Fault(self.file, 0, "a notebook", "no such file", remedy)])
        try:
            raw = json.loads(decode(self.file, self.source), object_hook=_node)
        except json.JSONDecodeError as error:
            came = f"{error.msg} (column {error.colno})"
            fault = Fault(self.file, error.lineno, "JSON as Jupyter writes it", came, _RETURN)
            raise FaultsError([fault]) from None
        cells = raw.get("cells") if isinstance(raw, NotebookNode) else None
        if not isinstance(cells, list) or not all(isinstance(one, NotebookNode) for one in cells):
            fault = Fault(self.file, 1, "a notebook with cells", "other JSON", _RETURN)
            raise FaultsError([fault])
        assert isinstance(raw, NotebookNode)
        if _HALF.search(self.source.decode()) and (faults := list(self._half_signs(raw))):
            raise FaultsError(faults)
        return raw

    def _half_signs(self, raw: NotebookNode) -> Iterator[Fault]:
        """Find what JSON can say and no text can hold: each cell with one, and the metadata."""
        parts = {f"cell {one.get('id') or number}": one for number, one in enumerate(raw.cells, 1)}
        parts["the notebook's metadata"] = {**raw, "cells": []}
        for name, part in parts.items():
            try:
                json.dumps(part, ensure_ascii=False).encode()
            except UnicodeEncodeError as error:
                line = self.line(str(part.get("id")))
                came = f"half of one, {error.object[error.start]!a} (in {ascii(name)[1:-1]})"
                remedy = "Write the whole sign there; in an output, run the cell again."
                yield Fault(self.file, line, "whole signs in each text", came, remedy)

    @cached_property
    def _lines(self) -> list[str]:
        return self.source.decode().splitlines()

    @cached_property
    def _read(self) -> tuple[NotebookNode, list[Fault]]:
        try:
            raw = self.parsed()
        except FaultsError as error:
            return NotebookNode(), error.faults
        faults = [] if self.known_valid else self._faults(raw)
        return (NotebookNode(), faults) if faults else (strip_transient(rejoin_lines(raw)), [])

    def _faults(self, raw: NotebookNode) -> list[Fault]:
        """Find what makes the JSON no notebook of ours: the first kind of fault, but all of it."""
        return (
            list(self._form_faults(raw))
            or list(self._format_faults(raw))
            or list(self._note_faults(raw))
        )

    def _form_faults(self, raw: NotebookNode) -> Iterator[Fault]:
        """Find a wrong format version, cells without an id and ids that occur twice."""
        tidy = _TIDY.format(self.name)
        version = f"{raw.get('nbformat')}.{raw.get('nbformat_minor')}"
        if version != "4.5":
            yield Fault(self.file, 0, "nbformat 4.5", f"nbformat {version}", tidy)
            return
        ids = [cell.get("id") for cell in raw["cells"]]
        for number, cell_id in enumerate(ids, 1):
            if not cell_id:
                yield Fault(self.file, 0, "an id at each cell", f"none at cell {number}", tidy)
        for cell_id, count in Counter(filter(None, ids)).items():
            if count > 1:
                line, came = self.line(cell_id), f"'{cell_id}' {count} times"
                yield Fault(self.file, line, "each cell id once", came, "Rename all but one.")

    def _format_faults(self, raw: NotebookNode) -> Iterator[Fault]:
        try:
            nbformat.validate(raw)
        except nbformat.ValidationError as error:
            came = shorten(str(error).splitlines()[0], 120)
            yield Fault(self.file, 0, "a valid notebook", came, _RETURN)

    def _note_faults(self, raw: NotebookNode) -> Iterator[Fault]:
        """Find notes at cells that say something else than this project reads there."""
        for cell in raw["cells"]:
            for expected, came in note_faults(cell["metadata"].get("booksite", {})):
                remedy = f"Correct the metadata of cell '{cell['id']}'."
                yield Fault(self.file, self.line(cell["id"]), expected, came, remedy)


def picture_files(root: Path) -> list[str]:
    """Return the paths, from the root, of what stands beside the notebooks and may be a picture."""
    files = (file for file in (root / "notebooks").rglob("*.*") if file.is_file())
    others = (file for file in files if file.suffix not in (".ipynb", ".py", ".pyc"))
    return sorted(file.relative_to(root).as_posix() for file in others)


def plain_name(given: str) -> str:
    """Return the name of a notebook that somebody gave as a name or as a path."""
    return PurePath(given.replace("\\", "/")).name.removesuffix(".ipynb")


def _node(values: dict[str, Any]) -> NotebookNode:
    """Return a part of a notebook; NotebookNode's own way takes as long as all else of reading."""
    node = NotebookNode()
    dict.update(node, values)
    return node


def canonical(content: NotebookNode) -> str:
    """Return the text of a notebook's file: sorted keys, one space, a newline at the end."""
    return str(_V4.writes(content)).rstrip("\n") + "\n"
