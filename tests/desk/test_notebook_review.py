"""`booksite errata diff` on notebooks: no address is lost, old values are pointed out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from nbformat import NotebookNode

from booksite.cli import main
from tests.desk.test_review import commit
from tests.helpers import EN, JA, write_book
from tests.tiny import code, make_notebook, markdown, saved, translated

NAME = "ch02_pytorch"
SET = code("set", "num_epochs = 500\nlr = 0.5\nuse_gpu = True", tags=["parameters"])


def fit(**notes: object) -> NotebookNode:
    return code("fit", "fit(num_epochs)", booksite=notes)


@pytest.fixture
def diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Commit a notebook in both languages, change it; give status, summary and faults."""
    write_book(tmp_path)
    main_command = ["--root", str(tmp_path), "errata", "diff", "HEAD"]

    def write(ja: list[NotebookNode], en: list[NotebookNode] | None = None) -> None:
        saved(tmp_path, make_notebook(*ja), JA, NAME)
        english = en or [translated(cell) for cell in ja]
        saved(tmp_path, make_notebook(*english), EN, NAME)

    def compare(before: list[NotebookNode], *after: list[NotebookNode]) -> tuple[int, str, str]:
        write(before)
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
        commit(tmp_path)
        write(*after)
        status = main(main_command)
        output = capsys.readouterr()
        return status, output.out, output.err

    return compare


def test_a_cell_may_change_but_not_vanish(diff) -> None:
    old = [markdown("title", "# 題"), SET, fit()]
    assert diff(old, [markdown("title", "# 別の題"), SET, fit()])[::2] == (0, "")
    status, _, faults = diff(old, [SET, fit()])
    assert status == 1
    assert faults.startswith(
        f'notebooks/{NAME}.ipynb: expected the published cell title, or "formerly": ["title"]'
    )


def test_a_cell_that_took_the_place_of_another_names_it(diff) -> None:
    old = [markdown("title", "# 題"), fit(formerly=["train"])]
    assert diff(old, [fit(formerly=["train", "title"])])[::2] == (0, "")
    faults = diff(old, [fit(formerly=["title"])])[2]
    assert "expected the published cell train" in faults


def test_a_cell_that_no_page_shows_any_more_is_lost(diff) -> None:
    hidden = markdown("title", "# 題", tags=["remove-cell"])
    assert "the published cell title" in diff([markdown("title", "# 題")], [hidden])[2]
    assert diff([hidden], [fit()])[::2] == (0, "")


def test_texts_that_say_an_old_value_are_pointed_out(diff) -> None:
    texts = [
        markdown("said", "500回くり返し、500枚の写真を見ます。"),
        markdown("table", "| Epochs | 500 |\n| Photos | 500 |"),
        markdown("named", "`num_epochs`の500は多すぎますか。1500回なら？"),
    ]
    shown = fit(alt=["A line after 500 epochs"])
    other = code("set", SET.source.replace("500", "600"), tags=["parameters"])
    status, summary, _ = diff([SET, *texts, shown], [other, *texts, shown])
    assert status == 0
    hints = [line for line in summary.splitlines() if line.startswith("- `num_epochs` was 500")]
    # Four texts in each of the two languages; photos and other numbers are none of them.
    assert len(hints) == 8
    assert not [hint for hint in hints if "Photos" in hint.partition("says")[2][:12]]
    assert f"notebooks/en/{NAME}.ipynb:" in summary


@pytest.mark.parametrize(
    ("old", "new", "text", "told"),
    [
        ("lr = 0.5", "lr = 0.1", "学習率は0.5です。", 1),
        ("lr = 0.5", "lr = 0.1", "A loss of 0.5 is good, and 0.53 as well.", 0),
        ("use_gpu = True", "use_gpu = False", "True or not: `use_gpu` is True.", 1),
        ("num_epochs = 500", "num_epochs = 600", "今は600回です。", 0),
        ("lr = 0.5", "lr = 0.5", "学習率は0.5です。", 0),
    ],
)
def test_only_what_means_the_setting_is_pointed_out(
    diff, old: str, new: str, text: str, told: int
) -> None:
    other = code("set", SET.source.replace(old, new), tags=["parameters"])
    summary = diff([SET, markdown("said", text)], [other, markdown("said", text)])[1]
    assert summary.count("\n- `") == 2 * told


def test_without_a_change_nothing_is_said(diff) -> None:
    cells = [SET, markdown("said", "500回")]
    assert "old value" not in diff(cells, cells)[1]
