"""What a run of a notebook gave, how that is stored in the notebooks, and how it is read again."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from nbformat import NotebookNode
from pydantic import ValidationError

from booksite.errors import Fault, FaultsError
from booksite.locales import Locale
from booksite.notebooks.cells import read_notes, write_notes
from booksite.notebooks.checked import Checked, Reduced, Run, Staged
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.parameters import read_parameters


@dataclass(frozen=True)
class Result:
    """What a run gave.

    Attributes:
        notebook: The Japanese notebook that was run.
        executed: Its content with the outputs of the run.
        staged: The data sets that were laid out.
        device: `CPU` or the name of the GPU.
        seconds: How long the run took.
        parameters: The replaced values; none in a full run.
        checked: Names of the expectations that were met.
    """

    notebook: Notebook
    executed: NotebookNode
    staged: tuple[Staged, ...]
    device: str
    seconds: int
    parameters: Mapping[str, object]
    checked: tuple[str, ...]


def store(result: Result) -> None:
    """Write outputs and origin of a run into the Japanese notebook and its English twin.

    Both are read again: a run takes hours, in which somebody may have edited them.
    """
    executed = {cell.id: cell for cell in result.executed.cells if cell.cell_type == "code"}
    for locale in (result.notebook.locale, *(twin.locale for twin in result.notebook.twins)):
        target = result.notebook.in_language(locale)
        for cell in target.code_cells:
            _store_cell(cell, executed[cell.id])
        run = _run(result, locale).model_dump(mode="json", exclude_defaults=True)
        target.content.metadata.setdefault("booksite", {})["run"] = run
        target.save(target.content)


def _run(result: Result, locale: Locale) -> Run:
    """Say how outputs came about."""
    return Run.model_validate(
        {
            **dict(_versions("torch", "torchvision")),
            "python": platform.python_version(),
            "code": result.notebook.code_hash,
            "device": result.device,
            "date": datetime.now(UTC).date().isoformat(),
            "data": [_data(staged, locale) for staged in result.staged],
            "parameters": dict(result.parameters),
            "seconds": result.seconds,
        }
    )


def read_checked(notebook: Notebook) -> Checked:
    """Tell what the stored outputs of a notebook rest on.

    Returns:
        The run with its reduced settings; no run where the code or its settings have changed since.

    Raises:
        FaultsError: The recorded run or the notebook's own settings cannot be read.
    """
    own = read_parameters(notebook)
    missing = tuple(cell for cell, notes in notebook.notes.items() if notes.output == "colab")
    run = recorded_run(notebook)
    if not run or run.code != notebook.code_hash or not own.keys() >= run.parameters.keys():
        return Checked(missing=missing)
    reduced = {
        name: Reduced(run=value, own=own[name])
        for name, value in run.parameters.items()
        if value != own[name]
    }
    return Checked(run=run, reduced=reduced, missing=missing)


def run_faults(notebook: Notebook) -> list[Fault]:
    """Find outputs of a Japanese notebook that are missing, or that other code gave.

    The English twin has the same code and the same outputs, as `twins.py` makes sure.

    Raises:
        FaultsError: The recorded run cannot be read.
    """
    run = recorded_run(notebook)
    remedy = f"Run `make execute NB={notebook.name}`, which stores them in both languages."
    expected = "outputs of the code as it now is"
    if not run and notebook.code_cells:
        return [_fault(notebook, expected, "a notebook that nobody has run", remedy)]
    if run and run.code != notebook.code_hash:
        return [_fault(notebook, expected, "those of other code", remedy)]
    # The code is as it was: nobody need wait for another run.
    remedy = f"Run `booksite notebooks tidy {notebook.name}`, which puts back those in Git."
    if run and not any(cell.outputs for cell in notebook.code_cells):
        return [_fault(notebook, expected, "none: they were cleared", remedy)]
    return [
        notebook.fault(cell.id, expected, "none: they were cleared", remedy)
        for cell in notebook.code_cells
        if cell.execution_count is None and cell.source.strip()
    ]


def recorded_run(notebook: Notebook) -> Run | None:
    """Return the run that gave a notebook's outputs, as `metadata.booksite.run` records it.

    Raises:
        FaultsError: The record says something else.
    """
    stored = notebook.content.metadata.get("booksite", {}).get("run")
    try:
        return Run.model_validate(stored) if stored else None
    except ValidationError as error:
        fields = sorted({".".join(map(str, detail["loc"])) for detail in error.errors()})
        remedy = f"Run `make execute NB={notebook.name}`, which records it anew."
        expected = "a run as `make execute` records it"
        came = f"another {', '.join(fields)}"
        raise FaultsError([_fault(notebook, expected, came, remedy)]) from None


def _fault(notebook: Notebook, expected: str, came: str, remedy: str) -> Fault:
    return Fault(notebook.file, notebook.line_of('"run": {'), expected, came, remedy)


def _store_cell(cell: NotebookNode, executed: NotebookNode) -> None:
    """Take over the outputs, and whether only Colab can show them."""
    cell.outputs, cell.execution_count = executed.outputs, executed.execution_count
    write_notes(cell, output=read_notes(executed).output)


def _data(staged: Staged, locale: Locale) -> dict[str, str]:
    note = staged.note_ja if locale.leads else staged.note_en
    return {"name": staged.name, "kind": staged.kind} | ({"note": note} if note else {})


def _versions(*packages: str) -> Iterator[tuple[str, str]]:
    for package in packages:
        try:
            yield package, importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
