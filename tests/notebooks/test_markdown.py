"""Markdown cells to HTML: each case is a section of a file in tests/golden/cells/.

A section has a title, a cell, and what comes of it: HTML, and a line `! …` for each fault.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from booksite.notebooks.images import ImageFiles
from booksite.notebooks.markdown import CellContext, markdown_cell
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.pictures import CellPictures
from tests.helpers import JA
from tests.tiny import markdown

# Cells find the pictures there in its folder notebooks/.
GOLDEN = Path(__file__).parents[1] / "golden" / "cells"
CACHE = Path(tempfile.gettempdir()) / "booksite-golden"
NOTEBOOKS = ("ch02_pytorch", "ch03_first_ml")
CASES = [
    pytest.param(*case[2:], id=f"{file.stem}: {case[1]}")
    for file in sorted(GOLDEN.glob("*.md"))
    for case in read_fixture_file(file)
]


def render(source: str) -> tuple[str, CellContext]:
    cell = markdown("cell", source)
    attached = base64.b64encode((GOLDEN / "notebooks/images/my photo.png").read_bytes())
    cell.attachments = {
        "attached.png": {"image/png": attached.decode()},
        "empty.png": {},
    }
    files = ImageFiles("small", CACHE, "図を大きく開く")
    pictures = CellPictures(Notebook(GOLDEN, "small", JA), cell, files)
    context = CellContext("cell", JA, "https://colab/x.ipynb", NOTEBOOKS, pictures.show)
    html, errors = markdown_cell(source, context)
    return "\n".join([html.strip(), *(f"! {error}" for error in errors)]).strip(), context


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_cell(source: str, expected: str) -> None:
    assert render(source)[0] == expected.strip()


def test_a_headings_title_has_no_markup() -> None:
    _, context = render("### 損失 $L^2$ と `backward`")
    assert [(h.level, h.id, h.title) for h in context.headings] == [
        (4, "cell", "損失 L² と backward")
    ]
