"""Formulas longer than a sheet of paper is wide: they scroll on a screen, and break in print.

No browser breaks a formula. Where one is too long, the rows of which it consists are marked, and
`print.css` sets them as text; what is left in one piece says how wide it is, and is set smaller.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.etree.ElementTree import Element, fromstring, tostring

# In letters' widths (em): what a sheet holds, and what a formula of few characters never reaches.
_SHEET = 42.0
_FEWEST_SIGNS = 600
_ROWS = {"math", "mrow", "mstyle", "mtable", "mtr", "mtd"}
_SPACED = frozenset("=+-−±∓×·⋅∗/<>≤≥≠≈∼≡∝∈∉⊂⊆∪∩→←⇒⇔↦∧∨∣|")
_SCRIPT = 0.72
_SLACK = 1.2  # letters differ


def breakable(mathml: str) -> str:
    """Return a formula; one too long for a sheet with marks of where it may break in print.

    Args:
        mathml: A ``<math>`` element.
    """
    if len(mathml) < _FEWEST_SIGNS:
        return mathml
    root = fromstring(mathml)
    if _width(root) <= _SHEET:
        return mathml
    root.set("style", f"--em:{_SLACK * _broken(root):.0f}")
    return tostring(root, "unicode")


def _broken(row: Element) -> float:
    """Mark a row and those in it that are too long; return the width of what stays in one piece."""
    row.set("class", f"{row.get('class', '')} long".strip())
    return max([1.0, *(_widest_piece(part, row) for part in row)])


def _widest_piece(part: Element, row: Element) -> float:
    is_part_of_table = row.tag in ("mtable", "mtr")
    if part.tag in _ROWS and (is_part_of_table or _width(part) > _SHEET):
        return _broken(part)
    return _width(part)


def _width(element: Element) -> float:
    """Return about how wide an element is."""
    parts = [_width(part) for part in element]
    match element.tag:
        case "mi" | "mn" | "mtext" | "ms":
            return sum(map(_sign_width, element.text or ""))
        case "mo":
            spaces = 0.5 if element.text in _SPACED else 0.1
            return spaces + sum(map(_sign_width, element.text or ""))
        case "mspace":
            return 1.0
        case "msub" | "msup":
            return parts[0] + _SCRIPT * parts[1]
        case "msubsup":
            return parts[0] + _SCRIPT * max(parts[1:])
        case "munder" | "mover" | "munderover":
            return max(parts[0], *(_SCRIPT * part for part in parts[1:]))
        case "mfrac":
            return max(parts)
        case "mtable":
            return _table_width(element)
    return sum(parts) + 0.6 * (element.tag in ("msqrt", "mroot"))


def _table_width(table: Element) -> float:
    rows = [[_width(cell) for cell in row] for row in table]
    columns: Iterable[Iterable[float]] = (
        (row[place] for row in rows if place < len(row))
        for place in range(max(map(len, rows), default=0))
    )
    return sum(max(column) + 0.8 for column in columns)


def _sign_width(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    return 1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.56
