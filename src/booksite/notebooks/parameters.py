"""The settings of a notebook: what its cell tagged `parameters` sets.

A shortened run replaces them, and the page says by how much. So each must be a plain value that
can be read without running the notebook.
"""

from __future__ import annotations

import ast
from typing import Any

from booksite.errors import Fault, FaultsError
from booksite.notebooks.cells import tags
from booksite.notebooks.notebook import Notebook

PARAMETERS = "parameters"

_EXPECTED = "only lines such as 'num_epochs = 50': one name and a plain value"
_REMEDY = "Write the value itself; what is computed or called belongs into a cell of its own."


def read_parameters(notebook: Notebook) -> dict[str, Any]:
    """Return the values that the notebook's cell tagged `parameters` sets, by name.

    Raises:
        FaultsError: With every line of the cell that is something else.
    """
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for cell in notebook.code_cells:
        if PARAMETERS in tags(cell):
            own, strange = _read(cell.source)
            values |= own
            place = f"cell {cell.id}, line"
            faults += [
                Fault(
                    notebook.file,
                    notebook.line(cell.id),
                    _EXPECTED,
                    f"{came} ({place} {line})",
                    _REMEDY,
                )
                for line, came in strange
            ]
    if faults:
        raise FaultsError(faults)
    return values


def _read(source: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Return the values that code sets, and line and text of what is no plain setting."""
    values: dict[str, Any] = {}
    strange: list[tuple[int, str]] = []
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        return {}, [(error.lineno or 1, (error.text or error.msg).strip())]
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _plain(value):
                values[name] = ast.literal_eval(value)
            case _:
                strange.append((statement.lineno, ast.unparse(statement)))
    return values, strange


def _plain(value: ast.expr) -> bool:
    """Tell whether the value can be read off."""
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError):
        return False
    return True
