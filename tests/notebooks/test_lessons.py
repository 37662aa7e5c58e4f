"""What a chapter's notebook owes its readers is told by the check, before any test."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode

from booksite.book.loading import load_book
from booksite.notebooks.lessons import lesson_faults
from tests.project import ROOT
from tests.tiny import code, make_notebook, markdown, saved

CHAPTER = load_book(ROOT).chapter("ch05")
ASKED = markdown("asked", "<details>a</details>\n<details>b</details>\n<details>c</details>")
SOLVED = [code(name, "x = 1", tags=["solution"]) for name in ("first", "second")]


def faults(folder: Path, *cells: NotebookNode) -> list[str]:
    notebook = saved(folder, make_notebook(*cells))
    return [str(fault) for fault in lesson_faults(notebook, CHAPTER)]


def test_a_notebook_with_questions_and_exercises_is_good(tmp_path: Path) -> None:
    own = code("own", "x = 1  # 値\n'loss'", booksite={"listings": ["5-3"]})
    assert faults(tmp_path, ASKED, *SOLVED, own) == []


def test_what_it_lacks_is_counted(tmp_path: Path) -> None:
    long = code("long", "\n".join("x = 1" for _ in range(8)))
    assert faults(tmp_path, long) == [
        "notebooks/small.ipynb: expected code in steps: half of the cells with at most 7 lines,"
        " but received a median of 8. Split long cells.",
        "notebooks/small.ipynb: expected 3 questions with folded answers (<details>),"
        " but received 0. Ask more.",
        "notebooks/small.ipynb: expected 2 solved exercises (code cells with the tag solution),"
        " but received 0. Add some.",
    ]


@pytest.mark.parametrize(
    ("cell", "expected", "came"),
    [
        (
            code("plot", "plt.title('損失')"),
            "English in strings: Colab's plots show no Japanese",
            "'損失'",
        ),
        (
            code("plot", "print(f'{x} 回')"),
            "English in strings: Colab's plots show no Japanese",
            "f'{x} 回'",
        ),
        (
            code("plot", "x", booksite={"listings": ["L3-1"]}),
            "the number of a listing of ch05",
            "'L3-1'",
        ),
        (
            code("plot", "x", booksite={"listings_estimated": ["4-1"]}),
            "the number of a listing of ch05",
            "'4-1'",
        ),
    ],
)
def test_a_cell_that_does_not_fit_is_named(
    tmp_path: Path, cell: NotebookNode, expected: str, came: str
) -> None:
    (told,) = faults(tmp_path, ASKED, *SOLVED, cell)
    assert f"expected {expected}, but received {came} (cell plot)." in told
