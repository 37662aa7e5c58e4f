"""What a terminal shows in the end of a text: carriage returns, cursor moves, erased lines.

A kernel's text is written to a screen without edges; `ink.py` says how its letters look. What a
terminal takes without showing it, such as titles, addresses of links and bells, goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from booksite.notebooks.ink import PLAIN, Ink

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# A text; a sequence with parameters (CSI); one that holds a text (OSC and others), to its end or
# that of the line; any other sequence; a control character.
_PIECE = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?:\x1b\[|\x9b)(?P<values>[0-?]*)[ -/]*(?P<order>[@-~])?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|(?P<escape>\x1b[ -/]*[0-Z\\^-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
)
# As far as a cursor goes where nothing stands yet: terminals have an edge.
_WIDEST, _HIGHEST = 100, 24

_Letter = tuple[str, Ink]


def terminal_text(text: str) -> Markup:
    """Return as HTML what a terminal shows in the end."""
    if not _CONTROL.search(text):
        return escape(text)
    return Markup("\n").join(map(_row_html, _screen(text).rows))


def plain_terminal_text(text: str) -> str:
    """Return what a terminal shows in the end, without its looks."""
    if not _CONTROL.search(text):
        return text
    return "\n".join("".join(sign for sign, _ in row) for row in _screen(text).rows)


def _screen(text: str) -> _Screen:
    screen = _Screen()
    for piece in _PIECE.finditer(text):
        screen.take(piece)
    return screen


class _Screen:
    """Letters with their looks in rows, and the cursor."""

    def __init__(self) -> None:
        self.rows: list[list[_Letter]] = [[]]
        self.row = self.column = 0
        self.saved = (0, 0)
        self.ink = PLAIN

    def take(self, piece: re.Match[str]) -> None:
        """Write a text, or do what is asked for; what changes nothing visible goes."""
        if text := piece["text"]:
            self._write(text)
        elif piece["order"]:
            self._order(piece["order"], piece["values"])
        elif sign := piece["control"] or piece["escape"]:
            self._control(sign)

    def _order(self, order: str, values: str) -> None:
        """Obey a sequence with parameters; those that set modes of a terminal change nothing."""
        if values[:1] in ("<", "=", ">", "?"):
            return
        if order == "m":
            self.ink = self.ink.changed(values)
            return
        numbers = [int(value[:6]) if value.isdigit() else 0 for value in values.split(";")]
        self._move(order, *numbers[:2])
        self._edit(order, numbers[0])

    def _write(self, text: str) -> None:
        row = self.rows[self.row]
        row += self._blanks(self.column - len(row))
        end = self.column + len(text)
        row[self.column : end] = [(letter, self.ink) for letter in text]
        self.column = end

    def _blanks(self, count: int) -> list[_Letter]:
        return [(" ", PLAIN)] * count

    def _control(self, sign: str) -> None:
        match sign:
            case "\n" | "\v" | "\f" | "\x85" | "\x1bE":
                self._next_row()
            case "\r":
                self.column = 0
            case "\b":
                self._go(self.row, self.column - 1)
            case "\t":
                self._write("\t")
            case "\x1b7":
                self.saved = (self.row, self.column)
            case "\x1b8":
                self._go(*self.saved)
            case "\x1bM":
                self._go(self.row - 1, self.column)
            case "\x1bc":
                self.rows, self.ink = [[]], PLAIN
                self._go(0, 0)

    def _next_row(self) -> None:
        if self.row == len(self.rows) - 1:
            self.rows.append([])
        self._go(self.row + 1, 0)

    def _go(self, row: int, column: int) -> None:
        """Move the cursor; rows above it that were not there are empty."""
        self.row = max(0, min(row, max(len(self.rows), _HIGHEST) - 1))
        self.column = max(0, min(column, max(len(self.rows[-1]), self.column, _WIDEST)))
        self.rows += [[] for _ in range(self.row + 1 - len(self.rows))]

    def _move(self, order: str, value: int, second: int = 0) -> None:
        row, column, count = self.row, self.column, max(value, 1)
        match order:
            case "A":
                self._go(row - count, column)
            case "F":
                self._go(row - count, 0)
            case "B" | "e":
                self._go(row + count, column)
            case "E":
                self._go(row + count, 0)
            case "C" | "a":
                self._go(row, column + count)
            case "D":
                self._go(row, column - count)
            case "G" | "`":
                self._go(row, count - 1)
            case "d":
                self._go(count - 1, column)
            case "H" | "f":
                self._go(count - 1, max(second, 1) - 1)
            case "s":
                self.saved = (row, column)
            case "u":
                self._go(*self.saved)

    def _edit(self, order: str, value: int) -> None:
        row, at, count = self.rows[self.row], self.column, max(value, 1)
        match order:
            case "K" if value == 0:
                del row[at:]
            case "K":
                row[:] = self._blanks(at + 1) + row[at + 1 :] if value == 1 else []
            case "J":
                self._erase_rows(value)
            case "P":
                del row[at : at + count]
            case "X":
                row[at : at + count] = self._blanks(len(row[at : at + count]))
            case "@":
                row[at:at] = self._blanks(min(count, _WIDEST) if at < len(row) else 0)
            case "L":
                self.rows[self.row : self.row] = [[] for _ in range(min(count, _HIGHEST))]
            case "M":
                del self.rows[self.row : self.row + count]
                self.rows = self.rows or [[]]
                self._go(self.row, 0)

    def _erase_rows(self, value: int) -> None:
        """Empty what is below the cursor, above it, or all."""
        below, above = value == 0, value == 1
        if below:
            del self.rows[self.row][self.column :]
            del self.rows[self.row + 1 :]
        else:
            last = self.row if above else len(self.rows)
            self.rows[:last] = [[] for _ in self.rows[:last]]


def _row_html(row: Iterable[_Letter]) -> Markup:
    runs = groupby(row, key=lambda letter: letter[1])
    return Markup().join(ink.written("".join(sign for sign, _ in run)) for ink, run in runs)
