"""Runs a notebook and stores its outputs in the Japanese notebook and in its English twin.

A run happens in a folder of its own with data sets laid out (`data_sets.py`), in a kernel that was
prepared (`prelude.py`). It can replace values of the cell tagged `parameters`, and must reach those
that are expected of it. Nothing is stored of a run that failed.

A cell tagged `needs-download` shows a result that only real data can give. Where a stand-in
replaced data of the run, the cell may fail and its outputs are not kept. Where it shows nothing, as
the run's settings left it out, there is no result either: the site says that Colab shows them.
"""

from __future__ import annotations

import asyncio
import copy
import math
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from booksite.book import Expectation
from booksite.errors import BooksiteError, Fault, FaultsError
from booksite.notebooks.cells import tags, write_notes
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.parameters import PARAMETERS, read_parameters
from booksite.notebooks.run_record import Result, recorded_run, store
from booksite.notebooks.running.data_sets import stage
from booksite.notebooks.running.kernel import CellFailedError, Kernel, started_kernel
from booksite.notebooks.running.normalise import stable_outputs
from booksite.notebooks.running.prelude import prelude_code

_TORCH = re.compile(r"^[ \t]*(?:import|from)[ \t]+(torch(?:vision)?)\b", re.MULTILINE)
_DEVICE = (
    "(lambda torch: torch.cuda.get_device_name(0) if torch and torch.cuda.is_available()"
    " else 'CPU')(__import__('sys').modules.get('torch'))"
)


def execute(
    notebook: Notebook,
    *,
    parameters: Mapping[str, object] | None = None,
    expect: Iterable[Expectation] = (),
    data: Path | None = None,
    save: bool = True,
    timeout: int = 7200,
) -> Result:
    """Run a Japanese notebook.

    Args:
        notebook: The notebook.
        parameters: Values by name that replace the notebook's own.
        expect: Values that must be reached; not checked where a stand-in replaced data.
        data: The folder of data sets; by default `../shared/data` beside the project's root.
        save: Whether to store the outputs in both notebooks.
        timeout: Seconds that a cell may take.

    Returns:
        What the run gave.

    Raises:
        BooksiteError: A cell failed or wrote to stderr, an expectation was missed, the two
            notebooks do not fit together, or PyTorch is missing.
    """
    _check_torch(notebook)
    changed = dict(parameters or {})
    _check_parameters(notebook, changed)
    if save:
        _check_twin(notebook)
    run = _Run(notebook, changed, list(expect))
    result = run.execute(data or notebook.root.resolve().parent / "shared" / "data", timeout)
    if save:
        store(result)
    return result


class _Run:
    """One run of one notebook."""

    def __init__(
        self, notebook: Notebook, parameters: Mapping[str, object], expect: list[Expectation]
    ) -> None:
        self.notebook, self.parameters, self.expect = notebook, dict(parameters), expect
        self.executed = copy.deepcopy(notebook.content)
        self.code = "\n".join(cell.source for cell in notebook.code_cells)

    def execute(self, data: Path, timeout: int) -> Result:
        """Run all cells in a fresh folder."""
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="booksite-") as scratch:
            work, settings = Path(scratch, "work"), Path(scratch, "ipython")
            work.mkdir()
            settings.mkdir()
            # Colab fetches the book's own modules by a cell; here they are at hand.
            for module in self.notebook.path.parent.glob("*.py"):
                shutil.copy(module, work)
            values = read_parameters(self.notebook) | self.parameters
            self.staged = stage(self.code, values, data, work)
            self.stand_in = any(staged.kind == "stand-in" for staged in self.staged)
            device = asyncio.run(self._run(work, settings, timeout))
        cells = [cell for cell in self.executed.cells if cell.cell_type == "code"]
        for count, cell in enumerate(cells, 1):
            self._finish(cell, count)
        return Result(
            self.notebook,
            self.executed,
            tuple(self.staged),
            device,
            round(time.monotonic() - begin),
            self.parameters,
            () if self.stand_in else tuple(expected.name for expected in self.expect),
        )

    async def _run(self, work: Path, settings: Path, timeout: int) -> str:
        async with started_kernel(self.executed, work, settings, timeout) as kernel:
            await kernel.run_code(prelude_code(self.code, self.staged))
            for index, cell in enumerate(self.executed.cells):
                if cell.cell_type == "code":
                    await self._run_cell(kernel, cell, index)
                    if PARAMETERS in tags(cell):
                        await kernel.run_code(_assignments(self.parameters))
            if not self.stand_in:
                await self._check_expectations(kernel)
            return str(await kernel.value(_DEVICE))

    async def _run_cell(self, kernel: Kernel, cell: NotebookNode, index: int) -> None:
        place = f"{self.notebook.file}, cell '{cell.id}'"
        try:
            await kernel.run_cell(cell, index)
        except CellFailedError as error:
            if self._withheld(cell):
                return
            line = f", line {error.line}" if error.line else ""
            raise BooksiteError(f"{place}{line}: {error}") from None
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                text = " ".join(output.text.split())
                raise BooksiteError(f"{place}: expected nothing on stderr, but received: {text}")

    def _withheld(self, cell: NotebookNode) -> bool:
        """Tell whether the outputs of a cell would say something untrue."""
        return self.stand_in and "needs-download" in tags(cell)

    def _finish(self, cell: NotebookNode, count: int) -> None:
        """Give a cell that was run its stored form."""
        cell.execution_count = count
        cell.outputs = [] if self._withheld(cell) else stable_outputs(cell.outputs, count)
        elsewhere = "needs-download" in tags(cell) and not cell.outputs
        write_notes(cell, output="colab" if elsewhere else "")

    async def _check_expectations(self, kernel: Kernel) -> None:
        faults = []
        for expected in self.expect:
            try:
                value = await kernel.value(expected.expression)
            except BooksiteError as error:
                value = error
            if wish := _missed(expected, value):
                what = f"'{expected.name}' ({expected.expression}) {wish}"
                remedy = "Correct the notebook, or the expectation where the notebook is right."
                faults.append(Fault(self.notebook.file, 0, what, str(value), remedy))
        if faults:
            raise FaultsError(faults)


def _assignments(parameters: Mapping[str, object]) -> str:
    return "\n".join(f"{name} = {value!r}" for name, value in parameters.items())


def _missed(expected: Expectation, value: Any) -> str:
    """Say what a value should have been, or nothing where it is good."""
    least, most, equals = expected.at_least, expected.at_most, expected.equals
    number = isinstance(value, int | float)
    if equals is not None and not _equal(equals, value):
        return f"equal to {equals!r}"
    if least is not None and not (number and value >= least):
        return f"of at least {least}"
    if most is not None and not (number and value <= most):
        return f"of at most {most}"
    return "to have a value" if isinstance(value, BooksiteError) else ""


def _equal(wish: object, value: object) -> bool:
    if isinstance(wish, int | float) and isinstance(value, int | float):
        return math.isclose(wish, value, rel_tol=1e-6, abs_tol=1e-9)
    return wish == value


def _check_parameters(notebook: Notebook, parameters: Mapping[str, object]) -> None:
    """Make sure that each parameter replaces a value: a misspelt one would change nothing."""
    own = read_parameters(notebook)
    cells = [cell for cell in notebook.code_cells if PARAMETERS in tags(cell)]
    faults = [
        Fault(
            notebook.file,
            notebook.line(cells[0].id) if cells else 0,
            f"a value for '{name}' in the cell tagged '{PARAMETERS}'",
            ", ".join(sorted(own)) or "none",
            "Set it there, or correct the run's parameters.",
        )
        for name in sorted(parameters.keys() - own)
    ]
    if faults:
        raise FaultsError(faults)


def _check_torch(notebook: Notebook) -> None:
    """Make sure that a run finds PyTorch where the last one did, or where the code asks for it.

    A cell may fail on purpose: its error would then be another one than its author means.
    """
    code = "\n".join(cell.source for cell in notebook.code_cells)
    needed = set(_TORCH.findall(code))
    last = recorded_run(notebook)
    needed |= {"torch"} if last and last.torch else set()
    missing = sorted(name for name in needed if not find_spec(name))
    if missing:
        raise BooksiteError(
            f"{notebook.file}: expected {', '.join(missing)} beside the Python that runs it, but "
            "received none. `make execute` installs it; nothing was stored."
        )


def _check_twin(notebook: Notebook) -> None:
    """Make sure, before a long run, that the outputs will have a place in the twin."""
    for twin in notebook.twins:
        ids = [[cell.id for cell in side.code_cells] for side in (notebook, twin)]
        if ids[0] != ids[1]:
            odd = ", ".join(sorted(set(ids[0]) ^ set(ids[1]))) or "another order"
            remedy = "Give both notebooks the same cells; `booksite check` shows the differences."
            fault = Fault(twin.file, 0, "the Japanese notebook's code cells", odd, remedy)
            raise FaultsError([fault])
