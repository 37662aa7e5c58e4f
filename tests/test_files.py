"""Files: what an interruption leaves, and that no module has a way of its own to write them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import booksite
from booksite.files import write_whole

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
