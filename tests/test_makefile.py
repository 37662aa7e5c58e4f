"""What must hold around the package: the folder may move, and line ends stay those of Unix."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project import ROOT


def asked(folder: Path, *arguments: str) -> str:
    """Return what make would do, without doing it."""
    command = ["make", "--dry-run", *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_moved_folder_gets_its_environment_anew(tmp_path: Path) -> None:
    old, moved = tmp_path / "my site", tmp_path / "moved"
    stamp = Path(".venv", ".created")
    (old / stamp).parent.mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", old)
    (old / stamp).write_text(f"{old.resolve()}\n")
    assert "venv" not in asked(old, str(stamp)).replace(str(stamp), "")
    old.rename(moved)
    assert "-m venv .venv" in asked(moved, str(stamp))


def test_every_text_has_unix_line_ends_where_git_would_change_them() -> None:
    command = ["git", "-c", "core.autocrlf=true", "ls-files", "--eol"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("no checkout of git")
    # Neither of bytes nor without any end of a line.
    told = done.stdout.splitlines()
    kept = [line for line in told if not line.startswith(("i/-text", "i/none"))]
    assert kept
    assert [line for line in kept if "eol=lf" not in line] == []
