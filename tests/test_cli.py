"""The command line as a maintainer meets it."""

from __future__ import annotations

import errno
import re
import sys
from pathlib import Path

import pytest

from booksite import cli
from tests.helpers import write_book
from tests.project import ROOT, copy_sources, run_booksite


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    undocumented = [t for t in phony[1].split() if not re.search(rf"^{t}:.*## \S", makefile, re.M)]
    assert undocumented == []


@pytest.mark.parametrize("command", ["check", "build"])
def test_faults_of_several_files_are_text_and_no_traceback(tmp_path: Path, command: str) -> None:
    folder = copy_sources(tmp_path)
    errata = folder / "data/errata.yml"
    errata.write_text(
        errata.read_text(encoding="utf-8").replace("page: 171", "page: p.171"), encoding="utf-8"
    )
    links = folder / "data/links.yml"
    links.write_text(
        links.read_text(encoding="utf-8").replace("kind: slides", "kind: slide", 1),
        encoding="utf-8",
    )
    finished = run_booksite(folder, command)
    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr
    assert "data/errata.yml:" in finished.stderr
    assert "such as 143, in 'page' of e-p171-1, but received 'p.171'" in finished.stderr
    assert "data/links.yml:" in finished.stderr
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("ended_by", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "Stopped: every file is whole, the old one or the new one.\n"),
        (
            OSError(errno.EROFS, "Read-only file system", "data/errata.yml"),
            1,
            "data/errata.yml: expected a place that can be written, but received 'Read-only file "
            "system'. Let yourself write there (its rights, its owner, or how its disk is "
            "mounted), then try again.\n",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "source", None, "copy"),
            1,
            "copy: expected a place that can be written, but received 'No space left on device'. "
            "Free some space on that disk, then try again.\n",
        ),
    ],
)
def test_what_ends_a_command_from_outside_is_told_in_a_sentence(
    ended_by: BaseException,
    status: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def ended(_: Path) -> None:
        raise ended_by

    monkeypatch.setattr(cli, "build_site", ended)
    assert cli.main(["build"]) == status
    assert capsys.readouterr().err == told


def test_the_project_is_found_from_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(tmp_path)
    (tmp_path / "docs/ja").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "docs/ja")
    monkeypatch.setattr(cli, "build_site", lambda root: print(root))
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}\n"


def test_a_command_in_a_message_works_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write_book(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv/bin/python"))
    assert cli.main(["errata", "add"]) == 1
    assert "Run `.venv/bin/booksite errata add --help`" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path / "data")
    assert cli.main(["errata", "add"]) == 1
    assert "Run `../.venv/bin/booksite errata add --help`" in capsys.readouterr().err


def test_an_unknown_notebook_cannot_be_executed() -> None:
    finished = run_booksite(ROOT, "execute", "ch99_nothing")
    assert finished.returncode == 1
    assert (
        "expected the name or path of a notebook, but received ch99_nothing. Did" in finished.stderr
    )
