"""What a notebook must and must not contain, whatever it teaches.

`check_notebook` looks at one file; how it agrees with its twin is the matter of `twins.py`.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from booksite.book import shorten
from booksite.errors import Fault, FaultsError
from booksite.notebooks.cells import folded_change, is_change, known_tags, tags
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.parameters import read_parameters
from booksite.notebooks.richness import is_coded

_HOME = re.compile(
    r"(?<![\w.])(?:/(?:home|Users)/\w[^\s\"'<]*|/(?:root|tmp)/[^\s\"'<]*|[A-Z]:\\Users\\)"
)
# What is base64 could hold any word by chance.
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")
# Names of classes begin as some keys do; of these, a part is long and holds a digit.
_SECRETS = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{20,}|hf_[A-Za-z0-9]{30,}|T3BlbkFJ"
    r"|\bsk-(?:[A-Za-z0-9]*[-_])*(?=[A-Za-z]*[0-9])[A-Za-z0-9]{20,}"
    r"|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|xox[abeoprs]-(?:\d+-)+[\w-]{10,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|(?i:password|passwd|secret|api_?key|token)\s*=\s*[\"'][^\"'\s]{8,}[\"']"
)
_WIDGET = "application/vnd.jupyter.widget-view+json"
_RERUN = "Correct the cell, then run `booksite execute`."


def check_notebook(notebook: Notebook, gpu: bool) -> list[Fault]:
    """Find what does not belong into a notebook.

    Args:
        notebook: The notebook.
        gpu: Whether Colab should open it with a GPU.

    Returns:
        All faults; none for a good notebook.

    Raises:
        FaultsError: The file cannot be read as a notebook.
    """
    faults = [*_metadata_faults(notebook, gpu), *_parameter_faults(notebook)]
    for cell in notebook.cells:
        faults += _cell_faults(notebook, cell)
    return [*faults, *_former_faults(notebook)]


def _former_faults(notebook: Notebook) -> Iterator[Fault]:
    """Find former ids that a cell still has, or that two cells claim."""
    taken = list(notebook.notes)
    for cell_id, notes in notebook.notes.items():
        for former in notes.formerly:
            if former in taken:
                remedy = "Take it out where it does not belong."
                yield notebook.fault(cell_id, "a former id that no other cell has", former, remedy)
            taken.append(former)


def _metadata_faults(notebook: Notebook, gpu: bool) -> Iterator[Fault]:
    file, metadata = notebook.file, notebook.content.metadata
    if not metadata.get("kernelspec", {}).get("name"):
        remedy = 'Add {"display_name": "Python 3", "language": "python", "name": "python3"}.'
        yield Fault(file, 0, "a kernelspec in the metadata", "none", remedy)
    if not _has_state(metadata.get("widgets", {})):
        expected = "no widgets in the metadata without their state: GitHub shows no such notebook"
        remedy = f"Run `booksite notebooks tidy {notebook.name}`, which removes them."
        yield Fault(file, notebook.line_of('"widgets": {'), expected, "some", remedy)
    if (metadata.get("accelerator") == "GPU") != gpu:
        expected = (
            'the metadata "accelerator": "GPU"' if gpu else 'no "accelerator" in the metadata'
        )
        came = str(metadata.get("accelerator", "none"))
        remedy = "Correct the notebook's metadata, or the chapter's gpu in data/book.yml."
        yield Fault(file, 0, expected, came, remedy)


def _has_state(widgets: Any) -> bool:
    """Tell whether GitHub could show widgets, as the metadata have them."""
    return isinstance(widgets, Mapping) and all(
        isinstance(stored, Mapping) and "state" in stored for stored in widgets.values()
    )


def _parameter_faults(notebook: Notebook) -> list[Fault]:
    try:
        read_parameters(notebook)
    except FaultsError as error:
        return error.faults
    return []


def _cell_faults(notebook: Notebook, cell: NotebookNode) -> Iterator[Fault]:
    for whole in _texts(cell):
        text = _EMBEDDED.sub("", whole)
        if match := _HOME.search(text):
            yield notebook.fault(cell.id, "no path of somebody's machine", match[0], _RERUN)
        if match := _SECRETS.search(text):
            came = f"{match[0][:8]}…"
            remedy = "Withdraw the secret where it was issued, then remove it here."
            yield notebook.fault(cell.id, "no password, key or token", came, remedy)
    for tag in sorted(set(tags(cell)) - known_tags(cell)):
        yield _unknown_tag(notebook, cell, tag)
    if is_change(cell) and not folded_change(cell):
        expected = (
            "a note that folds, as in `<details><summary>Changed from the book (p. 81)</summary>`"
        )
        remedy = (
            "Put its text between empty lines, and `</details>` at the end; no marks in the title."
        )
        yield notebook.fault(cell.id, expected, shorten(cell.source), remedy)
    for output in cell.get("outputs", []):
        if came := _stray(output, tags(cell)):
            expected = "outputs that are no widget, no error and nothing on stderr"
            yield notebook.fault(cell.id, expected, came, _RERUN)


def _unknown_tag(notebook: Notebook, cell: NotebookNode, tag: str) -> Fault:
    known = sorted(known_tags(cell))
    near = difflib.get_close_matches(tag, known, 1)
    remedy = f"Did you mean '{near[0]}'?" if near else "Remove it, or write one of these."
    expected = f"a tag that a {cell.cell_type} cell may carry ({', '.join(known)})"
    return notebook.fault(cell.id, expected, f"'{tag}'", remedy)


def _texts(cell: NotebookNode) -> Iterator[str]:
    """Yield all text of a cell."""
    yield cell.source
    for output in cell.get("outputs", []):
        yield output.get("text", "")
        yield "\n".join(output.get("traceback", []))
        for mime, content in output.get("data", {}).items():
            if not is_coded(mime):
                yield content if isinstance(content, str) else json.dumps(content)


def _stray(output: NotebookNode, cell_tags: list[str]) -> str:
    """Name what is wrong with the kind of an output, or nothing."""
    if output.output_type == "stream":
        return "" if output.name == "stdout" else f"a text on {output.name}"
    if output.output_type == "error":
        return "" if "raises-exception" in cell_tags else f"the error {output.ename}"
    # The text beside a widget is how it began, such as a bar at 0%.
    return _WIDGET if _WIDGET in output.data else ""
