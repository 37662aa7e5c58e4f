"""A notebook to passages: one for each heading with the cells below it, one for each note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from booksite.notebooks import (
    CellNotes,
    Notebook,
    folded_change,
    part_anchor,
    plain_terminal_text,
    removed_parts,
)
from booksite.search.passages import Piece
from booksite.search.sections import plain, sections

_TITLE = re.compile(r"^#+ +(?P<heading>.*)$", re.MULTILINE)
_MESSAGE = re.compile(r"[A-Z]\w*(?:Error|Warning|Exception)\b")
_ADDRESS_OF_DATA = re.compile(r"data:\S+|[0-9a-f]{24,}")
_LONGEST_LINE = 160
_MOST_LINES = 6


class NotebookSection:
    """A heading of a notebook, or a note on what differs from the print, with its cells.

    Attributes:
        anchor: Id of the cell that opens it.
        title: Its heading, or the first words of the note.
        is_note: Whether it is a note on what differs from the print.
        pieces: Its cells.
    """

    def __init__(self, anchor: str, title: str, is_note: bool = False) -> None:
        self.anchor, self.title, self.is_note = anchor, title, is_note
        self.pieces: list[Piece] = []


def notebook_sections(notebook: Notebook) -> Iterator[NotebookSection]:
    """Divide a notebook."""
    current = NotebookSection("notebook", "")
    for cell in notebook.cells:
        if "cell" in removed_parts(cell):
            continue
        if change := folded_change(cell):
            note = NotebookSection(cell.id, change[0], is_note=True)
            note.pieces += _markdown_pieces(cell.id, change[1])
            yield note
            continue
        if title := _title(cell):
            yield current
            current = NotebookSection(cell.id, title)
        current.pieces += (
            _markdown_pieces(cell.id, _TITLE.sub("", cell.source.lstrip(), count=1))
            if cell.cell_type == "markdown"
            else _code_pieces(cell, notebook.notes[cell.id])
        )
    yield current


def _title(cell: NotebookNode) -> str:
    match = _TITLE.match(cell.source.lstrip()) if cell.cell_type == "markdown" else None
    return plain(match["heading"]) if match else ""


def _markdown_pieces(anchor: str, source: str) -> Iterator[Piece]:
    for section in sections(source):
        if section.prose:
            yield Piece("prose", section.prose, anchor, strong=section.strong)
        if section.code:
            yield Piece("code", section.code, anchor)


def _code_pieces(cell: NotebookNode, notes: CellNotes) -> Iterator[Piece]:
    removed = removed_parts(cell)
    if "input" not in removed:
        anchor = part_anchor(cell, "input")
        yield Piece("code", cell.source, anchor, notes.listings, notes.listings_estimated)
    if "output" not in removed:
        anchor = part_anchor(cell, "output")
        yield from (Piece("prose", alt, anchor) for alt in notes.alt)
        outputs = [_output_text(output) for output in cell.get("outputs", ())]
        yield from (Piece("output", text, anchor) for text in outputs if text)


def _output_text(output: NotebookNode) -> str:
    """Keep of an output its first lines and its messages: numbers are not looked for."""
    if output.output_type == "error":
        return plain_terminal_text(f"{output.ename}: {output.evalue}")
    stored = output.get("text", output.get("data", {}).get("text/plain", ""))
    text = plain_terminal_text("".join(stored))
    lines = [_ADDRESS_OF_DATA.sub("", line.strip()) for line in text.splitlines()]
    telling = [line for line in lines if re.search(r"[A-Za-z\u3041-\u9fff]{3}", line)]
    kept = telling[:_MOST_LINES] + [line for line in telling[_MOST_LINES:] if _MESSAGE.search(line)]
    return "\n".join(line[:_LONGEST_LINE] for line in kept)
