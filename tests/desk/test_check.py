"""`booksite check`: all faults at once, and nothing good is looked at twice."""

from __future__ import annotations

from pathlib import Path

from booksite.cache import PassedChecks
from booksite.errors import Fault
from tests.project import copy_sources, run_booksite


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_pages_notebooks_and_derived_texts_tell_their_faults_together(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    replace(folder / "docs/en/errata.md", "booksite:errata", "booksite:erratas")
    replace(folder / "notebooks/en/ch03_first_ml.ipynb", '"id": "', '"id": "x-')
    replace(folder / "README.md", "| Chapter 1 |", "| Chapter One |")
    replace(folder / "notebooks/l02_numpy.ipynb", '"code": "', '"code": "0')
    # What cannot be read at all is told once, though several checks stumble over it.
    (folder / "notebooks/l01_python.ipynb").write_text("{", encoding="utf-8")
    finished = run_booksite(folder, "check")
    files = [line.partition(": expected")[0] for line in finished.stderr.splitlines()]
    assert finished.returncode == 1
    assert [file for file in files if file.startswith(("README", "docs"))] == [
        "README.md",
        next(file for file in files if file.startswith("docs/en/errata.md:")),
    ]
    assert sum(file.startswith("notebooks/l01_python.ipynb") for file in files) == 1
    assert "expected outputs of the code as it now is" in finished.stderr
    assert any(file.startswith("notebooks/en/ch03_first_ml.ipynb") for file in files)


def test_a_fault_is_found_in_what_had_passed_before(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    assert run_booksite(folder, "check").returncode == 0
    notebook = folder / "notebooks/en/ch05_regression.ipynb"
    replace(notebook, '"source": [', '"source": [\n    "# /home/someone/data\\n",')
    finished = run_booksite(folder, "check")
    assert finished.returncode == 1
    assert "expected no path of somebody's machine" in finished.stderr
    # And it stays a fault: only what is good is remembered.
    assert run_booksite(folder, "check").stderr == finished.stderr


def test_only_what_changed_is_checked_again(tmp_path: Path) -> None:
    calls: list[str] = []

    def check() -> list[Fault]:
        calls.append("")
        return []

    for inputs in ([b"a", b"b"], [b"a", b"b"], [b"ab", b""], [b"a", b"c"]):
        PassedChecks(tmp_path).faults(inputs, check)
    assert len(calls) == 3


def test_marks_of_a_merge_are_found_in_every_source(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    names = ("overrides/assets/stylesheets/print.css", "docs/ja/faq.md", "README.md", "mkdocs.yml")
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(f"{text}<<<<<<< ours\n", encoding="utf-8")
    told = run_booksite(folder, "check").stderr.splitlines()
    assert sorted({line.partition(":")[0] for line in told if "<<<<<<< ours" in line}) == sorted(
        names
    )
