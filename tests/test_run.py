"""The line that says how a notebook's outputs came about."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode

from booksite.parameters import read_parameters
from booksite.run import run_line
from tests.notebooks import code, make_notebook

RUN: dict[str, Any] = {
    "torch": "2.13.0+cpu",
    "device": "CPU",
    "date": "2026-11-24",
    "data": [{"kind": "near-real", "name": "CIFAR-10", "note": "Saved again as JPEG."}],
    "parameters": {"num_epochs": 10, "n_train": 5000},
}
SETTINGS = "num_epochs = 50  # 周回\nn_train = None  # 全部"


def notebook(**run: Any) -> NotebookNode:
    cell = code("parameters", SETTINGS, tags=["parameters"])
    return make_notebook(cell, booksite={"run": RUN | run})


def line(made: NotebookNode, locale: str) -> str:
    return run_line(made, read_parameters(made, "small.ipynb", lambda _: 1), locale)


def test_a_reduced_run_says_by_how_much() -> None:
    assert line(notebook(), "en") == (
        "Checked with PyTorch 2.13.0 on CPU, 2026-11-24. Data: CIFAR-10 (close to the real one). "
        "Saved again as JPEG. Run with changed settings: num_epochs = 10 (in the notebook: 50), "
        "n_train = 5000 (in the notebook: all)."
    )
    assert line(notebook(data=[]), "ja") == (
        "PyTorch 2.13.0、CPUで2026-11-24に実行して確かめました。"
        "設定を変えて実行：num_epochs = 10（本来は50）、n_train = 5000（本来は全部）。"
    )


def test_a_full_run_names_no_settings() -> None:
    assert "settings" not in line(notebook(parameters={}), "en")


def test_a_notebook_that_was_never_run_claims_nothing() -> None:
    assert line(make_notebook(code("a", "1")), "en") == ""
