"""When a site is built anew and when not; MkDocs is replaced by a function that writes a page."""

from __future__ import annotations

import errno
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from booksite.errors import BooksiteError
from booksite.mkdocs_adapter.build import build_site
from booksite.mkdocs_adapter.plugin import BooksitePlugin


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
        site.mkdir(parents=True, exist_ok=True)
        (site / "index.html").write_text((tmp_path / "docs/page.md").read_text("utf-8"), "utf-8")
        try:
            runs.pop(0)()
        except subprocess.CalledProcessError as ended:
            return subprocess.CompletedProcess(command, ended.returncode, "", "")
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


def test_of_two_builds_at_once_the_second_waits_and_finds_nothing_to_do(
    project, monkeypatch
) -> None:
    root, runs = project
    waits = Event()
    monkeypatch.setattr(time, "sleep", lambda _: waits.set())
    second = Thread(target=build_site, args=(root,))

    def meet_the_second() -> None:
        second.start()
        waits.wait(60)

    runs += [meet_the_second]
    build_site(root)
    second.join()
    assert waits.is_set()
    assert (root / "site/index.html").read_text(encoding="utf-8") == "first"
    assert runs == []
    assert sorted(path.name for path in root.iterdir()) == [".cache", "docs", "site"]


def a_file(path: Path) -> None:
    path.write_text("in the way", encoding="utf-8")


def a_link(path: Path) -> None:
    path.with_name("elsewhere").mkdir()
    path.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("name", "put", "told"),
    [
        ("site", a_file, "site: expected a folder or nothing, but received a file. Move it away,"),
        ("site", a_link, "site: expected a folder or nothing, but received a link. Move it away,"),
        (".cache", a_file, ".cache/booksite: expected a place that can be written, but received"),
        (".site.new", a_file, ".site.new: expected a place that can be written, but received"),
    ],
)
def test_what_is_in_the_way_is_named_and_stays(project, name: str, put, told: str) -> None:
    root, runs = project
    put(root / name)
    runs += [lambda: None]
    with pytest.raises(BooksiteError) as caught:
        build_site(root)
    message, last = str(caught.value).splitlines()
    assert message.startswith(told)
    assert message.endswith("again.")
    assert last == "Nothing was built: site/ is as it was."
    assert os.path.lexists(root / name)
    assert not (root / name / "index.html").exists()


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_site(project, monkeypatch) -> None:
    root, runs = project
    runs += [lambda: None, lambda: None]
    build_site(root)
    (root / "docs/page.md").write_text("second", encoding="utf-8")
    monkeypatch.setattr("booksite.publish.write_offline_files", full)
    with pytest.raises(BooksiteError, match="Free some space on that disk, then try again"):
        build_site(root)
    assert (root / "site/index.html").read_text(encoding="utf-8") == "first"
    assert sorted(path.name for path in root.iterdir()) == [".cache", "docs", "site"]


def test_inside_mkdocs_a_full_disk_is_no_traceback_either() -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        full()
    with pytest.raises(PluginError, match="Free some space on that disk, then try again"):
        BooksitePlugin().on_build_error(error=caught.value)
    BooksitePlugin().on_build_error(error=OSError("a bug of ours keeps its traceback"))


def test_the_rest_of_a_killed_build_is_gone_though_nothing_is_to_do(project) -> None:
    root, runs = project
    runs += [lambda: None]
    build_site(root)
    (root / ".site.new" / "killed" / "fresh").mkdir(parents=True)
    build_site(root)
    assert sorted(path.name for path in root.iterdir()) == [".cache", "docs", "site"]


def test_mkdocs_ended_by_the_system_is_told(project) -> None:
    root, runs = project

    def killed() -> None:
        raise subprocess.CalledProcessError(-9, "mkdocs")

    runs += [killed]
    with pytest.raises(BooksiteError, match="ended without a word"):
        build_site(root)
