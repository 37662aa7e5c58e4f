"""Markdown cells to HTML; to add a case, edit fixtures/markdown_cells.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from booksite.markup.formulas import MathError
from booksite.notebooks.markdown import CellContext, CellError, markdown_cell

CASES = Path(__file__).parents[1] / "golden" / "markdown_cells.md"
NOTEBOOKS = ("ch02_pytorch", "ch03_first_ml")


def render(source: str) -> tuple[str, CellContext]:
    context = CellContext("cell", "ja", "https://colab/x.ipynb", NOTEBOOKS)
    return markdown_cell(source, context), context


@pytest.mark.parametrize(
    ("title", "source", "expected"),
    [case[1:] for case in read_fixture_file(CASES)],
    ids=[case[1] for case in read_fixture_file(CASES)],
)
def test_cell(title: str, source: str, expected: str) -> None:
    assert render(source)[0].strip() == expected.strip(), title


def test_a_headings_title_has_no_markup() -> None:
    _, context = render("### 損失 $L$ と `backward`")
    assert [(h.level, h.id, h.title) for h in context.headings] == [
        (4, "cell", "損失 L と backward")
    ]


@pytest.mark.parametrize(
    ("source", "came"),
    [
        ("# 題", "another heading: # 題"),
        ("## 一\n\n## 二", "another heading: ## 二"),
        ("[x](ch99_missing.ipynb)", "ch99_missing.ipynb"),
        ("![絵](https://example.org/x.png)", "an image in Markdown: https://example.org/x.png"),
    ],
)
def test_what_a_cell_must_not_hold(source: str, came: str) -> None:
    with pytest.raises(CellError) as caught:
        render(source)
    assert caught.value.came == came


def test_a_formula_that_is_not_understood_is_named() -> None:
    with pytest.raises(MathError, match=r"the formula '\\\\frac\{1\}' is not understood"):
        render(r"$\frac{1}$")
