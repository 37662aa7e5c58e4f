"""Files: what an interruption leaves, and that no module has a way of its own to write them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import booksite
from booksite.files import replaced_whole, tidy_up, write_whole

PACKAGE = Path(booksite.__file__).parent
# Writes whole files, and lays out data in the scratch folder of a run.
WRITERS = {"files.py", "notebooks/running/data_sets.py"}


def test_an_interruption_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    write_whole(file, b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one file, and room beside it."""
    folder = tmp_path / "project" / "site"
    folder.mkdir(parents=True)
    (folder / "page").write_text("old", encoding="utf-8")
    return folder


def replace(folder: Path) -> None:
    with replaced_whole(folder) as fresh:
        (fresh / "page").write_text("new", encoding="utf-8")


def test_a_folder_is_replaced_by_another(site: Path) -> None:
    replace(site)
    assert (site / "page").read_text(encoding="utf-8") == "new"
    assert list(site.parent.iterdir()) == [site]


@pytest.mark.parametrize("step", [0, 1])
def test_where_a_step_fails_the_old_folder_is_back(
    site: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = iter(range(9))
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise PermissionError(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        replace(site)
    assert (site / "page").read_text(encoding="utf-8") == "old"
    assert list(site.parent.iterdir()) == [site]


KILLED = """
import os, signal, sys
from pathlib import Path
from booksite.files import replaced_whole
rename, left = Path.rename, int(sys.argv[2])
def killing(self, target):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return rename(self, target)
Path.rename = killing
with replaced_whole(Path(sys.argv[1])) as fresh:
    (fresh / "page").write_text("new", encoding="utf-8")
"""


@pytest.mark.parametrize(("step", "there"), [(0, "old"), (1, "old"), (2, "new")])
def test_who_is_killed_leaves_a_folder_that_the_next_one_finds(
    site: Path, step: int, there: str
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(site), str(step)], check=False)
    tidy_up(site)
    assert (site / "page").read_text(encoding="utf-8") == there
    assert list(site.parent.iterdir()) == [site]


def writes(file: Path) -> Iterator[int]:
    """Give the lines that open a file for writing, or hand text or bytes to one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            modes = [ast.unparse(argument) for argument in node.args]
            if name in ("write_text", "write_bytes") or (
                name == "open" and {"'w'", "'wb'", "'a'", "'ab'"} & set(modes)
            ):
                yield node.lineno


def test_files_are_written_whole_everywhere() -> None:
    """A notebook that took hours, generated text and an index are never there by half."""
    places = [
        f"{name}:{line}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if (name := file.relative_to(PACKAGE).as_posix()) not in WRITERS
        for line in writes(file)
    ]
    assert places == []
