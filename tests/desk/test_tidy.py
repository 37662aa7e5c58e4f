"""`booksite notebooks tidy`: after any editor, only what its author changed is another."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from booksite.book import load_book
from booksite.cli import main
from booksite.desk import tidy_notebooks
from booksite.errors import Fault, FaultsError
from booksite.notebooks import Notebook, form_faults, twin_faults
from tests.editors import EDITORS, saved_by
from tests.project import ROOT

NAME = "ch03_first_ml"
JA, EN = (Path(f"notebooks/{folder}{NAME}.ipynb") for folder in ("", "en/"))
JSON = dict[str, Any]

each_editor = pytest.mark.parametrize("editor", EDITORS)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data and of one notebook whose state is committed."""
    folder = tmp_path_factory.mktemp("tidy")
    shutil.copytree(ROOT / "data", folder / "data")
    for file in (JA, EN):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)
    author = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The book"]):
        subprocess.run(["git", *author, *command], cwd=folder, check=True)
    return folder


@pytest.fixture
def project(committed: Path) -> Path:
    """The same, as it was committed."""
    for file in (JA, EN):
        shutil.copy(ROOT / file, committed / file)
    return committed


def edit(file: Path, change: Callable[[JSON], None], editor: str) -> None:
    """Change a notebook in an editor and save it there."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    change(notebook)
    text = json.dumps(notebook)
    file.write_text(saved_by(editor, text), encoding="utf-8")


def cell_of(notebook: JSON, name: str) -> JSON:
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def ids(file: Path) -> list[str]:
    return [cell["id"] for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]


@each_editor
def test_a_notebook_that_was_only_saved_is_the_same_again(project: Path, editor: str) -> None:
    for file in (JA, EN):
        edit(project / file, lambda notebook: None, editor)
    assert "2 of 2 notebooks written." in tidy_notebooks(project, [NAME])
    for file in (JA, EN):
        assert (project / file).read_bytes() == (ROOT / file).read_bytes()
    # Once more changes nothing, and says so.
    assert tidy_notebooks(project, [str(EN)]) == "0 of 2 notebooks written."


@each_editor
def test_what_the_author_changed_stays_and_keeps_its_address(project: Path, editor: str) -> None:
    def change(notebook: JSON) -> None:
        cells = notebook["cells"]
        cell_of(notebook, "prediction-check")["source"] = ["A text.\n", "And another one."]
        cells.remove(cell_of(notebook, ids(ROOT / JA)[-1]))
        cells.insert(5, {**cells[4], "id": "0a1b2c3d", "source": ["Quite new."]})
        cells.append({"cell_type": "code", "id": "ffff0000", "metadata": {}, "source": []})
        cells[-1] |= {"outputs": [], "execution_count": None}

    before = ids(ROOT / JA)
    edit(project / JA, change, editor)
    told = tidy_notebooks(project, [NAME])
    after = json.loads((project / JA).read_text(encoding="utf-8"))
    (new,) = set(ids(project / JA)) - {*before}
    assert f"{JA}: the cell {new} is new" in told
    assert [name for name in ids(project / JA) if name != new] == before[:-1]
    assert "".join(cell_of(after, "prediction-check")["source"]) == "A text.\nAnd another one."
    assert (project / EN).read_bytes() == (ROOT / EN).read_bytes()


@each_editor
def test_without_git_the_twin_knows_the_ids(tmp_path: Path, project: Path, editor: str) -> None:
    shutil.copytree(project, tmp_path / "archive", ignore=shutil.ignore_patterns(".git"))
    archive = tmp_path / "archive"
    edit(archive / JA, lambda notebook: None, editor)
    tidy_notebooks(archive, [NAME])
    assert (archive / JA).read_bytes() == (ROOT / JA).read_bytes()


def test_a_cell_that_was_cut_and_pasted_gets_its_notes_back(project: Path) -> None:
    def paste(notebook: JSON) -> None:
        noted = next(c for c in notebook["cells"] if c["metadata"].get("booksite", {}).get("alt"))
        noted |= {"id": "0a1b2c3d", "metadata": {}}

    edit(project / JA, paste, "colab")
    assert "ids restored" in tidy_notebooks(project, [NAME])
    assert (project / JA).read_bytes() == (ROOT / JA).read_bytes()


def test_outputs_are_those_of_the_recorded_run(project: Path) -> None:
    def rerun(notebook: JSON) -> None:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["other"]}]

    edit(project / JA, rerun, "jupyter")
    assert "outputs of the recorded run put back" in tidy_notebooks(project, [NAME])
    assert (project / JA).read_bytes() == (ROOT / JA).read_bytes()


def test_outputs_of_a_newer_run_stay(project: Path) -> None:
    def rerun(notebook: JSON) -> None:
        notebook["metadata"]["booksite"]["run"]["date"] = "2026-11-24"
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["other"]}]

    edit(project / JA, rerun, "jupyter")
    tidy_notebooks(project, [NAME])
    assert (project / JA).read_text(encoding="utf-8").count('"other"') > 1


def test_the_gpu_of_the_chapter_comes_back(project: Path) -> None:
    assert not next(c for c in load_book(project).chapters if c.notebook == NAME).gpu
    edit(project / JA, lambda notebook: notebook["metadata"].update(accelerator="TPU"), "colab")
    tidy_notebooks(project, [NAME])
    assert (project / JA).read_bytes() == (ROOT / JA).read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"cells": [',
        '{"cells": [7], "nbformat": 4}',
        '{"cells": [], "nbformat": 3}',
        '{"cells": [{"cell_type": "video", "source": "a"}], "nbformat": 4, "metadata": 7}',
        '{"cells": [{"cell_type": "code", "outputs": [7]}], "nbformat": 4}',
    ],
)
def test_what_is_no_notebook_is_left_and_named(project: Path, text: str) -> None:
    (project / JA).write_text(text)
    edit(project / EN, lambda notebook: None, "colab")
    colabs = (project / EN).read_text()
    with pytest.raises(FaultsError) as error:
        tidy_notebooks(project, [NAME])
    assert str(error.value).startswith(str(JA))
    assert (project / JA).read_text() == text
    assert (project / EN).read_text() == colabs


def test_an_unknown_name_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "notebooks", "tidy", "notebooks/ch03_first.ipynb"]) == 1
    assert f"Did you mean {NAME}?" in capsys.readouterr().err


def faults(project: Path) -> list[Fault]:
    ja, en = (Notebook(project, NAME, locale) for locale in load_book(project).languages)
    found: list[Fault] = []
    for check in (partial(form_faults, ja), partial(form_faults, en), partial(twin_faults, ja, en)):
        try:
            found += check()
        except FaultsError as error:
            found += error.faults
    return found


@each_editor
def test_the_checks_name_the_command_after_which_they_are_green(project: Path, editor: str) -> None:
    edit(project / JA, lambda notebook: None, editor)
    assert any(f"Run `booksite notebooks tidy {NAME}`" in one.remedy for one in faults(project))
    assert main(["--root", str(project), "notebooks", "tidy", NAME]) == 0
    assert faults(project) == []
