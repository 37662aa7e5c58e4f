"""Paragraphs folded over several lines (after >-), which join Japanese without spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

# Where a folded line (after >-) ends, YAML puts a space. Japanese needs none: not between two
# Japanese characters, not after a full-width stop, and not before a full-width bracket.
_JAPANESE = r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f]"
_NO_SPACE = re.compile(rf"{_JAPANESE}{{2}}|[、。！？：；）].|.（")

# What no line begins with.
_NOT_FIRST = "、。，．！？：；）］」』ー"


def joined(lines: Sequence[str]) -> str:
    """Return the paragraph that folded lines give, none of them empty."""
    paragraph = lines[0]
    for line in lines[1:]:
        paragraph += line if _NO_SPACE.match(paragraph[-1] + line[0]) else f" {line}"
    return paragraph


def wrapped(text: str, width: int) -> list[str]:
    """Split a paragraph into lines which, folded (after >-), give the same paragraph again.

    Args:
        text: A paragraph without line ends.
        width: Columns of a line; a wide character takes two. A longer word stays whole.
    """
    lines, start, good, columns = [], 0, 0, 0
    for position, character in enumerate(text):
        if position > start and _may_break(text, position):
            good = position
        columns += 2 if east_asian_width(character) in "WF" else 1
        if columns > width and good > start:
            lines.append(text[start:good].strip())
            start = good
            columns = sum(2 if east_asian_width(c) in "WF" else 1 for c in text[start:position])
    return [*lines, text[start:].strip()]


def _may_break(text: str, position: int) -> bool:
    """Tell whether a line end before a character vanishes again when the lines are joined."""
    before, after = text[position - 1], text[position]
    if before.isspace() or after in _NOT_FIRST:
        return False
    if after != " ":
        return bool(_NO_SPACE.match(before + after))
    behind = text[position + 1 : position + 2]
    return bool(behind.strip()) and not _NO_SPACE.match(before + behind)
