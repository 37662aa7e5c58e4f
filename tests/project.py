"""Copies of the project that a test may change, and the command line run on them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from booksite.book.loading import load_book
from booksite.book.repository import Repository

ROOT = Path(__file__).parents[1]
SOURCES = (
    "data",
    "docs",
    "notebooks",
    "overrides",
    "src",
    ".github",
    "mkdocs.yml",
    "README.md",
    "README.ja.md",
)


@cache
def repository() -> Repository:
    """Return the repository that the data name: a fork's tests know the fork's addresses."""
    return load_book(ROOT).repository


def copy_sources(folder: Path) -> Path:
    """Copy the project's sources, so that a test may change them."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    # Conversions are named by their content: sharing them only saves time.
    cache = ROOT / ".cache" / "booksite"
    if cache.is_dir():
        shutil.copytree(cache, folder / ".cache" / "booksite")
    return folder


def built_anew(folder: Path) -> Path:
    """Let a changed copy be generated, checked and built; return its site."""
    for command in ("generate", "check", "build"):
        finished = run_booksite(folder, command, PYTHONPATH=str(folder / "src"))
        assert finished.returncode == 0, finished.stderr
    return folder / "site"


def run_booksite(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a maintainer does."""
    return subprocess.run(
        [sys.executable, "-m", "booksite.cli", *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "GITHUB_REPOSITORY": ""} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
