"""Outputs of other people's notebooks: each is shown, or a fault; nothing vanishes.

They come from the source packages of jupytext, nbconvert, nbformat and papermill; beside each
stands the type that is shown.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell

from booksite.markup import Formulas
from booksite.notebooks.cells import CellNotes
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.outputs import OutputContext, cell_outputs
from booksite.notebooks.richness import joined, shown

OUTPUTS = Path(__file__).parents[1] / "golden" / "foreign" / "outputs.jsonl"
MOVES = re.compile(r"[\x00-\x08\x0b-\x1f]")


def outcome(output: NotebookNode) -> str:
    """The type that is shown of an output, 'fault', or nothing where there is nothing to see."""
    page = OutputContext("en", "", ImageFiles("x", Path("images"), ""), Formulas())
    cell = new_code_cell("x", id="a", outputs=[output])
    html, errors = cell_outputs(cell, CellNotes(alt=("A figure",)), page)
    assert bool(html) + bool(errors) < 2
    if errors:
        return "fault"
    mime, content = shown(output.data) or ("", "") if "data" in output else ("text/plain", "")
    text = joined(output.get("text", content)) if mime == "text/plain" else ""
    if text and not MOVES.search(text):
        assert Markup(html).unescape().split(">", 1)[-1].removesuffix("</pre>") == text.rstrip()
    return mime if html else ""


@pytest.mark.parametrize("line", OUTPUTS.read_text(encoding="utf-8").splitlines())
def test_an_output_is_shown_or_refused(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = json.loads(line)
    assert outcome(from_dict(case["output"])) == case["shown"]
