"""Japanese notebooks and their English twins: equal cells, translations up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from booksite.errors import FaultsError
from booksite.notebooks.form import form_faults
from booksite.notebooks.twins import accept_translation, twin_faults
from tests.helpers import EN
from tests.tiny import code, markdown, output, translated, write_pair


@pytest.fixture(autouse=True)
def in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def differences(ja: list[NotebookNode], en: list[NotebookNode]) -> list[str]:
    found = twin_faults(*write_pair(Path(), ja, en))
    return [f"{one.expected} | {one.came}" for one in found]


def with_image(cell: NotebookNode, png: str = "cG5n", **site: Any) -> NotebookNode:
    cell.outputs = [output("display_data", data={"image/png": png})]
    cell.metadata.setdefault("booksite", {}).update(site)
    return cell


def test_twins_that_agree() -> None:
    """Comments, their places and blank lines may differ, and so may the badge."""
    ja = [
        markdown("colab-badge", "badge"),
        markdown("title", "# 題"),
        code("install", "%pip install -q torchviz  # 導入"),
        code("sum", "# 足す\nx = (1 +\n     1)  # 二つ", tags=["parameters"]),
        with_image(code("plot", "draw()"), alt=["右上がりの直線"]),
    ]
    en = [
        markdown("colab-badge", "another badge"),
        translated(ja[1], "# Title"),
        translated(ja[2]),
        translated(ja[3], "\nx = (1 +  # two of them\n     1)"),
        with_image(translated(ja[4]), alt=["A rising line"]),
    ]
    assert differences(ja, en) == []


def test_other_cells_are_the_only_thing_said() -> None:
    ja = [markdown("title", "# 題"), code("sum", "1 + 1")]
    (fault,) = twin_faults(
        *write_pair(Path(), ja, [translated(ja[0], "# Title"), code("total", "2")])
    )
    assert str(fault) == (
        "notebooks/en/small.ipynb: expected the cells of the Japanese notebook in the same order, "
        "but received others. "
        "Run `booksite notebooks tidy small`, which knows lost ids; what is left, add, move or "
        "remove (- Japanese, + English):\n"
        "@@ -1,2 +1,2 @@\n"
        " title (markdown)\n"
        "-sum (code)\n"
        "+total (code)"
    )


def test_a_cell_of_another_type_is_another_cell() -> None:
    (difference,) = differences([code("a", "1")], [markdown("a", "1")])
    assert difference.startswith("the cells of the Japanese notebook")


def test_other_code_is_shown() -> None:
    ja = code("sum", "x = 1  # 一\ny = 2")
    (fault,) = twin_faults(*write_pair(Path(), [ja], [translated(ja, "x = 1  # one\ny = 3")]))
    assert str(fault) == (
        "notebooks/en/small.ipynb:6: expected the same code but for comments, but received other "
        "code (cell sum). Change one side (- Japanese, + English):\n"
        "@@ -1,2 +1,2 @@\n"
        "-x = 1  # 一\n"
        "-y = 2\n"
        "+x = 1  # one\n"
        "+y = 3"
    )


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("%pip install -q torchviz", "%pip install -q torchinfo"),
        ('print("a")', 'print("b")'),
        ("if x:\n    y = 1\nz = 2", "if x:\n    y = 1\n    z = 2"),
    ],
)
def test_code_that_does_something_else_differs(ja: str, en: str) -> None:
    cell = code("a", ja)
    expected = ["the same code but for comments | other code (cell a)"]
    assert differences([cell], [translated(cell, en)]) == expected


def test_a_line_may_begin_with_a_percent_sign() -> None:
    """Only magics count as text: here an expression goes on."""
    cell = code("a", 'print("%d"\n      % 3)')
    assert differences([cell], [translated(cell)]) == []


@pytest.mark.parametrize("source", ["f(1", "%%bash\necho it's ready", "print?", "x = !ls"])
def test_code_that_python_cannot_read_is_compared(source: str) -> None:
    cell = code("a", source)
    assert differences([cell], [translated(cell)]) == []
    (difference,) = differences([cell], [translated(cell, f"{source} 2")])
    assert difference.startswith("the same code but for comments | ")


def test_tags_and_listings_must_be_equal() -> None:
    ja = code("a", "1", tags=["solution"], booksite={"listings": ["5-16"]})
    en = code("a", "1", booksite={"listings": ["5-17"]})
    en.metadata.booksite["ja"] = translated(ja).metadata.booksite["ja"]
    assert differences([ja], [en]) == [
        "the tags ['solution'] | [] (cell a)",
        "the listings ['5-16'] | ['5-17'] (cell a)",
    ]


def test_what_is_folded_must_be_equal() -> None:
    ja = code("a", "1")
    en = translated(ja)
    en.metadata["jupyter"] = {"source_hidden": True}
    assert differences([ja], [en]) == ["the folded parts [] | ['input'] (cell a)"]


def test_an_output_that_no_page_shows_needs_no_description() -> None:
    ja = with_image(code("plot", "draw()", tags=["remove-output"]))
    assert differences([ja], [translated(ja)]) == []


def test_outputs_must_be_equal() -> None:
    ja = with_image(code("plot", "draw()"), "cG5n", alt=["線"])
    en = with_image(translated(ja), "b3RoZXI=", alt=["A line"])
    (fault,) = twin_faults(*write_pair(Path(), [ja], [en]))
    assert fault.expected == "the outputs of the Japanese cell"
    assert fault.remedy.startswith("Run `booksite execute small`, which writes both.\n@@ ")
    assert "b3RoZXI=" not in fault.remedy


def test_runs_that_were_only_counted_differently_are_no_difference_of_the_twins() -> None:
    """The form of each file counts them: one fault there, not one at each cell."""
    ja = code("sum", "1 + 1")
    ja.outputs = [output("execute_result", data={"text/plain": "2"}, execution_count=1)]
    ja.execution_count, en = 1, translated(ja)
    en.execution_count = en.outputs[0].execution_count = 51
    japanese, english = write_pair(Path(), [ja], [en])
    assert twin_faults(japanese, english) == []
    assert [fault.came for fault in form_faults(english)] == ["'\"execution_count\": 51,'"]


@pytest.mark.parametrize("alt", [[], ["線", "点"], [" "]])
def test_each_image_is_described(alt: list[str]) -> None:
    ja = with_image(code("plot", "draw()"), alt=alt)
    en = with_image(translated(ja), alt=["A line"] * len(alt))
    found = differences([ja], [en])
    came = f"1 descriptions of images in metadata.booksite.alt | {len(alt)} (cell plot)"
    assert came in found


def test_a_stale_translation_is_found_and_accepted() -> None:
    ja = markdown("title", "# 新しい題")
    japanese, english = write_pair(Path(), [ja], [translated(markdown("title", "# 題"), "# Title")])
    (fault,) = twin_faults(japanese, english)
    assert str(fault) == (
        "notebooks/en/small.ipynb:5: expected a translation of the Japanese cell as it now is, "
        "but received a stale translation (cell title). "
        "Bring it up to date, then run `booksite twins accept small title`."
    )
    accept_translation(japanese, english, "title")
    written = english.in_language(EN)
    assert twin_faults(japanese, written) == []
    assert written.cells[0].source == "# Title"


def test_a_translation_without_record_is_stale() -> None:
    assert differences([markdown("a", "x")], [markdown("a", "x")]) == [
        "a translation of the Japanese cell as it now is | a stale translation (cell a)"
    ]


def test_accepting_a_cell_that_is_not_there() -> None:
    twins = write_pair(Path(), [markdown("title", "# 題")])
    with pytest.raises(FaultsError, match=r"received 'titel'. Did you mean 'title'\?"):
        accept_translation(*twins, "titel")
