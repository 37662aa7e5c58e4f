"""Data frames: which of their columns hold words and which numbers."""

from __future__ import annotations

import re

from markupsafe import Markup

_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(?P<tag>t[hd])(?P<attributes>[^<>]*)>(?P<content>.*?)</(?P=tag)>", re.DOTALL)
_NUMBER = re.compile(r"[-+−]?[\d.,]+(?:e[-+]?\d+)?%?|-?inf|NaN|")


def aligned(table: Markup) -> Markup:
    """Mark the columns of words in a table, which stand at the left; numbers do at the right.

    Args:
        table: The HTML of a table as pandas writes it, already clean.

    Returns:
        The HTML, with the class ``nb-words`` on the cells and heads of columns of words. A head
        without a word is a plain cell: it would be announced for each cell below it.
    """
    words = {
        place
        for row in _ROW.findall(table)
        for place, cell in _places(row)
        if cell["tag"] == "td" and not _NUMBER.fullmatch(cell["content"].strip())
    }
    return Markup(_ROW.sub(lambda row: _aligned_row(row[0], words), table))


def _places(row: str) -> list[tuple[int, re.Match[str]]]:
    """Return the cells with their columns, counted from the right: heads of rows may be joined."""
    cells = list(_CELL.finditer(row))
    return [(len(cells) - number, cell) for number, cell in enumerate(cells)]


def _aligned_row(row: str, words: set[int]) -> str:
    cells = []
    for place, cell in _places(row):
        tag = cell["tag"] if cell["content"].strip() else "td"
        name = ' class="nb-words"' if place in words else ""
        cells.append(f"<{tag}{cell['attributes']}{name}>{cell['content']}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
