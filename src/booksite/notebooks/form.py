"""The one form of a notebook's file, whichever editor saved it.

Editors add who ran a cell and when, their own ids and widths, the name of a kernel of theirs. Kept
is what this project reads, and of runs their order: whoever runs a cell twice has changed nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from booksite.errors import Fault
from booksite.notebooks.notebook import Notebook, canonical

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_CELL_METADATA = frozenset({"booksite", "tags", "cellView", "collapsed", "jupyter"})
# What of it says something only when it is there.
_FOLDING = ("source_hidden", "outputs_hidden")


def in_form(content: NotebookNode) -> NotebookNode:
    """Return a notebook with what this project reads, and with its runs in order."""
    cells, count = [], 0
    for cell in content.cells:
        count += cell.get("execution_count") is not None
        cells.append(_cell(cell, count))
    return NotebookNode(content, metadata=_metadata(content.metadata), cells=cells)


def form_faults(notebook: Notebook) -> list[Fault]:
    """Say where a notebook's file is not in the one form, if it is not.

    Raises:
        FaultsError: It cannot be read.
    """
    wanted = canonical(in_form(notebook.content))
    if notebook.source.decode() == wanted:
        return []
    came, lines = notebook.source.decode().split("\n"), wanted.split("\n")
    pairs = zip(came, lines, strict=False)
    at = next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(came), len(lines)))
    told = [text[at] if at < len(text) else "" for text in (lines, came)]
    if told[0].strip() != told[1].strip():
        told = [line.strip() for line in told]  # else they differ by blanks alone
    return [
        Fault(
            notebook.file,
            at + 1,
            f"the form of this project's notebooks, {_shown(told[0])}",
            _shown(told[1]),
            f"Run `booksite notebooks tidy {notebook.name}`.",
        )
    ]


def _shown(line: str) -> str:
    """Return a line as a message can show it."""
    return repr(line if len(line) < 60 else f"{line[:60]}…") if line else "nothing here"


def _metadata(metadata: Mapping[str, Any]) -> NotebookNode:
    gpu = metadata.get("accelerator") == "GPU"
    kept: dict[str, Any] = {
        "kernelspec": _KERNEL,
        "language_info": {"name": "python"},
        "colab": {"provenance": []} | ({"gpuType": "T4"} if gpu else {}),
    }
    if gpu:
        kept["accelerator"] = "GPU"
    if "booksite" in metadata:
        kept["booksite"] = metadata["booksite"]
    return NotebookNode(kept)


def _cell(cell: NotebookNode, count: int) -> NotebookNode:
    metadata = {key: cell.metadata[key] for key in _CELL_METADATA & cell.metadata.keys()}
    if "jupyter" in metadata:
        folding = metadata["jupyter"]
        metadata["jupyter"] = {key: True for key in _FOLDING if folding.get(key)}
    kept = {key: value for key, value in metadata.items() if value}
    tidy = NotebookNode(cell, metadata=NotebookNode(kept))
    if cell.cell_type == "code" and cell.execution_count is not None:
        tidy.execution_count = count
        tidy.outputs = [_output(output, count) for output in cell.outputs]
    return tidy


def _output(output: NotebookNode, count: int) -> NotebookNode:
    counted = output.output_type == "execute_result"
    return NotebookNode(output, execution_count=count) if counted else output
