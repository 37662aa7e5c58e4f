"""What counts in a notebook's code: everything but comments and layout.

A run remembers by a hash of it which code it ran.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

from booksite.notebooks.cells import GENERATED
from booksite.notebooks.tokens import MAGIC, Token, tokens


def code_hash(cells: Iterable[NotebookNode]) -> str:
    """Return the short hash by which a run remembers the code that it ran.

    Cells that `booksite generate` writes do not count: a fork has other addresses in them.
    """
    code = [
        list(_counting(cell.source))
        for cell in cells
        if cell.cell_type == "code" and cell.id not in GENERATED
    ]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()[:16]


def _counting(source: str) -> Iterator[Token]:
    for kind, text in tokens(source):
        # As the hashes of the first runs have it.
        yield ("STRING", repr(text)) if kind == MAGIC else (kind, text)
