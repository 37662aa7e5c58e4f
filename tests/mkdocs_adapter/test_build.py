"""When a site is built anew and when not; MkDocs is replaced by a function that writes a page."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from booksite.mkdocs_adapter.build import build_site


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, list[Callable[[], Any]]]:
    """A project with one source, and what happens in each run of MkDocs."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text("first", encoding="utf-8")
    runs: list[Callable[[], Any]] = []

    def mkdocs(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        site = Path(command[-1])
        site.mkdir(parents=True)
        (site / "index.html").write_text((tmp_path / "docs/page.md").read_text("utf-8"), "utf-8")
        runs.pop(0)()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", mkdocs)
    monkeypatch.setattr("booksite.publish.write_offline_files", lambda folder: None)
    return tmp_path, runs


def test_nothing_changed_means_nothing_to_do(project) -> None:
    root, runs = project
    runs += [lambda: None]
    build_site(root)
    build_site(root)  # would find no run left
    assert runs == []


@pytest.mark.parametrize("changed", ["docs/page.md", "data/errata.yml", "site/index.html"])
def test_a_changed_source_or_a_damaged_site_is_built_anew(project, changed: str) -> None:
    root, runs = project
    runs += [lambda: None, lambda: None]
    build_site(root)
    (root / changed).parent.mkdir(exist_ok=True)
    (root / changed).write_text("other text", encoding="utf-8")
    build_site(root)
    assert runs == []


def test_what_is_edited_during_a_build_is_built_by_the_next(project) -> None:
    root, runs = project
    page = root / "docs/page.md"
    runs += [lambda: page.write_text("second", encoding="utf-8"), lambda: None]
    build_site(root)
    build_site(root)
    assert (root / "site/index.html").read_text(encoding="utf-8") == "second"
