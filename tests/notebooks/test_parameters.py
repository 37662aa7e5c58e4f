"""The cell tagged `parameters`: what can be read from it, and what an author is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite.errors import FaultsError
from booksite.notebooks.parameters import read_parameters
from booksite.notebooks.rules import check_notebook
from tests.tiny import code, make_notebook, saved


def test_plain_values_are_read(tmp_path: Path) -> None:
    source = "n = -3  # a comment\nrate = 1e-2\nlimit = None\nsizes = [1, 2]\nuse = False"
    notebook = make_notebook(code("a", "x = f()"), code("b", source, tags=["parameters"]))
    values = read_parameters(saved(tmp_path, notebook))
    assert values == {"n": -3, "rate": 0.01, "limit": None, "sizes": [1, 2], "use": False}


STRANGE = {
    "lr = 1 / 10": "lr = 1 / 10",
    "batch = size": "batch = size",
    "a, b = 1, 2": "a, b = (1, 2)",
    "a = b = 1": "a = b = 1",
    "limit = {[]: 1}": "limit = {[]: 1}",
    "print(1)": "print(1)",
    "%pip install -q torchinfo": "%pip install -q torchinfo",
}


@pytest.mark.parametrize("source", STRANGE)
def test_what_cannot_be_read_is_said_by_the_check(source: str, tmp_path: Path) -> None:
    settings = code("settings", f"epochs = 5\n{source}", tags=["parameters"])
    notebook = saved(tmp_path, make_notebook(settings))
    assert [str(fault) for fault in check_notebook(notebook, gpu=False)] == [
        "notebooks/small.ipynb:6: expected only lines such as 'num_epochs = 50': one name and a "
        f"plain value, but received {STRANGE[source]} (cell settings, line 2). Write the value "
        "itself; what is computed or called belongs into a cell of its own."
    ]


def test_all_lines_that_cannot_be_read_are_told_together(tmp_path: Path) -> None:
    notebook = make_notebook(code("settings", "a = f()\nb = 1\nc = a", tags=["parameters"]))
    with pytest.raises(FaultsError) as error:
        read_parameters(saved(tmp_path, notebook))
    assert [(fault.line, fault.came) for fault in error.value.faults] == [
        (6, "a = f() (cell settings, line 1)"),
        (6, "c = a (cell settings, line 3)"),
    ]
