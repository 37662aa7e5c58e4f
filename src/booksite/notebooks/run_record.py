"""What a run of a notebook gave, how that is stored in the notebooks, and how it is read again."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from nbformat import NotebookNode
from pydantic import ValidationError

from booksite.errors import Fault, FaultsError
from booksite.notebooks.checked import Checked, Reduced, Run, Staged
from booksite.notebooks.code import code_hash
from booksite.notebooks.notebook import (
    cell_line,
    code_cells,
    line_of,
    read_notebook,
    set_site_metadata,
    shown,
    site_metadata,
    twin_path,
    write_notebook,
)
from booksite.notebooks.parameters import read_parameters

_RUN_ENTRY = '"run": {'


@dataclass(frozen=True)
class Result:
    """What a run gave.

    Attributes:
        notebook: The Japanese notebook with the outputs of the run.
        staged: The data sets that were laid out.
        device: `CPU` or the name of the GPU.
        seconds: How long the run took.
        parameters: The replaced values; none in a full run.
        checked: Names of the expectations that were met.
    """

    notebook: NotebookNode
    staged: tuple[Staged, ...]
    device: str
    seconds: int
    parameters: Mapping[str, object]
    checked: tuple[str, ...]


def store(notebook: Path, result: Result) -> None:
    """Write outputs and origin of a run into a Japanese notebook and its English twin."""
    executed = {cell.id: cell for cell in result.notebook.cells if cell.cell_type == "code"}
    for path, locale in ((notebook, "ja"), (twin_path(notebook), "en")):
        target = read_notebook(path)
        for cell in target.cells:
            if cell.cell_type == "code":
                _store_cell(cell, executed[cell.id])
        run = provenance(result, locale).model_dump(mode="json", exclude_defaults=True)
        target.metadata.setdefault("booksite", {})["run"] = run
        write_notebook(path, target)


def provenance(result: Result, locale: str) -> Run:
    """Say how outputs came about, as it stands in `metadata.booksite.run`."""
    return Run.model_validate(
        {
            **dict(_versions("torch", "torchvision")),
            "python": platform.python_version(),
            "code": code_hash(result.notebook),
            "device": result.device,
            "date": datetime.now(UTC).date().isoformat(),
            "data": [_data(staged, locale) for staged in result.staged],
            "parameters": dict(result.parameters),
            "seconds": result.seconds,
        }
    )


def read_checked(path: Path, notebook: NotebookNode) -> Checked:
    """Tell what the stored outputs of a notebook rest on.

    Args:
        path: The notebook's file.
        notebook: What it holds.

    Returns:
        The run with its reduced settings; no run where the code or its settings have changed since.

    Raises:
        FaultsError: The recorded run or the notebook's own settings cannot be read.
    """
    own = read_parameters(notebook, shown(path), partial(cell_line, path))
    missing = tuple(
        cell.id for cell in code_cells(notebook) if site_metadata(cell).get("output") == "colab"
    )
    run = _recorded(path, notebook)
    if not run or run.code != code_hash(notebook) or not own.keys() >= run.parameters.keys():
        return Checked(missing=missing)
    reduced = {
        name: Reduced(run=value, own=own[name])
        for name, value in run.parameters.items()
        if value != own[name]
    }
    return Checked(run=run, reduced=reduced, missing=missing)


def run_faults(path: Path) -> list[Fault]:
    """Find stored outputs that other code gave than a Japanese notebook now has.

    The English twin has the same code and the same outputs, as `twins.py` makes sure.
    """
    notebook = read_notebook(path)
    run = notebook.metadata.get("booksite", {}).get("run")
    if not run or run.get("code") == code_hash(notebook):
        return []
    came = "those of other code" if "code" in run else "those of a run that did not note its code"
    remedy = f"Run `make execute NB={path.stem}`, which stores them in both languages."
    line = line_of(path, _RUN_ENTRY)
    return [Fault(shown(path), line, "outputs of the code as it now is", came, remedy)]


def _recorded(path: Path, notebook: NotebookNode) -> Run | None:
    stored = notebook.metadata.get("booksite", {}).get("run")
    try:
        return Run.model_validate(stored) if stored else None
    except ValidationError as error:
        fields = sorted({".".join(map(str, detail["loc"])) for detail in error.errors()})
        remedy = f"Run `make execute NB={path.stem}`, which records it anew."
        expected = "a run as `make execute` records it"
        came = f"another {', '.join(fields)}"
        fault = Fault(shown(path), line_of(path, _RUN_ENTRY), expected, came, remedy)
        raise FaultsError([fault]) from None


def _store_cell(cell: NotebookNode, executed: NotebookNode) -> None:
    """Take over the outputs, and whether only Colab can show them."""
    cell.outputs, cell.execution_count = executed.outputs, executed.execution_count
    site, output = site_metadata(cell), site_metadata(executed).get("output")
    site.pop("output", None)
    set_site_metadata(cell, site | ({"output": output} if output else {}))


def _data(staged: Staged, locale: str) -> dict[str, str]:
    note = staged.note_ja if locale == "ja" else staged.note_en
    return {"name": staged.name, "kind": staged.kind} | ({"note": note} if note else {})


def _versions(*packages: str) -> Iterator[tuple[str, str]]:
    for package in packages:
        try:
            yield package, importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
