"""What counts in a notebook's code: everything but comments and layout.

Twins are compared by it, and a run remembers by a hash of it which code it ran.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import cache

from nbformat import NotebookNode

from booksite.notebooks.cells import GENERATED

# What a cell may hold that has no tokens.
UNREADABLE = (SyntaxError, tokenize.TokenError)

_MAGIC = re.compile(r"^([ \t]*)((?:%{1,2}[A-Za-z]|!(?!=)).*)$", re.MULTILINE)
_LAYOUT = {"COMMENT", "NL"}


@cache
def tokens(source: str) -> tuple[tuple[str, str], ...]:
    """Return kind and text of the tokens that matter; a line of magics counts as one text.

    They are kept: both languages have most cells alike, and the run's hash counts them as well.

    Raises:
        SyntaxError: Python cannot read the code; see `UNREADABLE`.
        tokenize.TokenError: Likewise.
    """
    python = _MAGIC.sub(lambda match: f"{match[1]}{match[2]!r}", source)
    return tuple(
        (kind, "" if kind == "NEWLINE" else text)
        for kind, text in _whole_strings(python)
        if kind not in _LAYOUT
    )


def code_hash(cells: Iterable[NotebookNode]) -> str:
    """Return the short hash by which a run remembers the code that it ran.

    Cells that `booksite generate` writes do not count: a fork has other addresses in them. Code
    that Python cannot read, for a cell may show that, counts as it stands.
    """
    code = [
        _counting(cell.source)
        for cell in cells
        if cell.cell_type == "code" and cell.id not in GENERATED
    ]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()[:16]


def _counting(source: str) -> tuple[tuple[str, str], ...]:
    try:
        return tokens(source)
    except UNREADABLE:
        return (("UNREADABLE", source),)


def _whole_strings(python: str) -> Iterator[tuple[str, str]]:
    """Yield all tokens, an f-string as one: from Python 3.12 on it comes in pieces."""
    lines, depth, start = python.splitlines(keepends=True), 0, (0, 0)
    for token in tokenize.generate_tokens(io.StringIO(python).readline):
        kind = tokenize.tok_name[token.type]
        if kind == "FSTRING_START":
            start, depth = (start if depth else token.start), depth + 1
        elif kind == "FSTRING_END":
            depth -= 1
            if not depth:
                yield "STRING", _between(lines, start, token.end)
        elif not depth:
            yield kind, token.string


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the text between two positions: lines count from 1, columns from 0."""
    rows = lines[start[0] - 1 : end[0]]
    rows[-1] = rows[-1][: end[1]]
    return "".join([rows[0][start[1] :], *rows[1:]])
