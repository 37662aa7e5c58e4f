"""A notebook as an editor saved it, brought back into the project's form.

Colab keeps ids in a place of its own, and whoever opens its file in Jupyter gives every cell a new
one. Ids are addresses of readers, so each cell gets its published id again, see `names.py`. Outputs
are those of the recorded run: only `make execute` stores others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines, strip_transient

from booksite.errors import Fault, FaultsError
from booksite.notebooks.form import in_form
from booksite.notebooks.names import Names, given_id
from booksite.notebooks.notebook import Notebook, canonical

# The cell that Colab adds when it saves to GitHub; this project's own badge stands there already.
_COLABS_BADGE = "view-in-github"
_FORMAT = 4


@dataclass(frozen=True)
class Tidied:
    """A notebook in the project's form.

    Attributes:
        text: What belongs into its file.
        done: What was done to it, in words; nothing where it was in form already.
        new: Ids of cells that neither an earlier version nor the twin has, where an editor made
            them up.
    """

    text: str
    done: tuple[str, ...]
    new: tuple[str, ...]


def tidied(
    saved: Notebook, earlier: Sequence[Notebook], twins: Sequence[Notebook], *, gpu: bool
) -> Tidied:
    """Return a notebook as it belongs into its file.

    Args:
        saved: The notebook, in whichever form an editor left it.
        earlier: Versions of the same file with good ids, the one that readers have first.
        twins: The notebook in other languages, where their files have good ids.
        gpu: Whether Colab should open it with a GPU.

    Raises:
        FaultsError: It is no notebook that can be mended.
    """
    raw = saved.parsed()
    version = f"{raw.get('nbformat')}.{raw.get('nbformat_minor')}"
    done = [] if version == "4.5" else [f"nbformat {version} made 4.5"]
    names = Names(_cells(saved, raw), earlier, twins)
    raw.cells = names.cells
    if restored := names.give(saved.locale):
        done.append(f"{restored} ids restored")
    if put_back := _put_outputs_back(raw, earlier):
        done.append(f"outputs of the recorded run put back at {put_back} cells")
    raw.metadata["accelerator"] = "GPU" if gpu else None
    text = canonical(in_form(raw))
    if not done and text.encode() != saved.source:
        done.append("its form and metadata restored")
    return Tidied(text, tuple(done), tuple(names.new))


def _cells(saved: Notebook, raw: NotebookNode) -> list[NotebookNode]:
    """Return the cells as nbformat 4.5 has them, whichever 4.x they come from."""
    for node in (raw, *raw.cells):
        if not isinstance(node.get("metadata"), NotebookNode):
            node.metadata = NotebookNode()
    for cell in raw.cells:
        cell.setdefault("source", "")
        if cell.get("cell_type") == "code":
            cell.setdefault("execution_count", None)
            cell.setdefault("outputs", [])
    _require_notebook(saved, raw)
    raw.nbformat_minor = 5
    cells = strip_transient(rejoin_lines(raw)).cells
    return [cell for cell in cells if given_id(cell) != _COLABS_BADGE]


def _require_notebook(saved: Notebook, raw: NotebookNode) -> None:
    """Make sure that this is a notebook but for its ids."""
    cells = [{key: cell[key] for key in cell if key != "id"} for cell in raw.cells]
    plain = NotebookNode(raw, nbformat_minor=4, cells=cells)
    try:
        if raw.get("nbformat") != _FORMAT:
            raise nbformat.ValidationError(f"nbformat {raw.get('nbformat')}")
        nbformat.validate(plain)
    except nbformat.ValidationError as error:
        came = shorten(str(error).splitlines()[0], 120)
        remedy = "Return to the last good version of the file."
        fault = Fault(saved.file, 0, f"a valid notebook of nbformat {_FORMAT}", came, remedy)
        raise FaultsError([fault]) from None


def _put_outputs_back(content: NotebookNode, earlier: Sequence[Notebook]) -> int:
    """Give code cells the outputs of the run that the notebook records; return how many differed.

    Where somebody ran it anew by `make execute`, the record is another one, and all stays.
    """
    if earlier and "booksite" not in content.metadata:
        content.metadata["booksite"] = earlier[-1].content.metadata.get("booksite", {})
    recorded = [one for one in earlier if _run(one.content) == _run(content)]
    if not recorded or not _run(content):
        return 0
    stored = {cell.id: cell for cell in recorded[-1].code_cells}
    differing = 0
    for cell in content.cells:
        if cell.cell_type == "code":
            old = stored.get(cell.id, NotebookNode(outputs=[], execution_count=None))
            differing += _uncounted(cell.outputs) != _uncounted(old.outputs)
            cell.outputs, cell.execution_count = old.outputs, old.execution_count
    return differing


def _run(content: NotebookNode) -> object:
    return content.metadata.get("booksite", {}).get("run")


def _uncounted(outputs: Iterable[NotebookNode]) -> list[dict[str, object]]:
    return [{**output, "execution_count": None} for output in outputs]
