"""What an author sees of an edit while the site is served."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from booksite.mkdocs_adapter.build import ADDRESS
from tests.project import copy_sources, run_booksite

URL = "http://{}:{}/".format(*ADDRESS)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project that is being served."""
    folder = copy_sources(tmp_path_factory.mktemp("served"))
    command = [sys.executable, "-m", "booksite.cli", "serve"]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    with (folder / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stderr=log)
        try:
            wait_until(lambda: answers() or server.poll() is not None)
            yield folder
        finally:
            server.terminate()
            server.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end


def answers() -> bool:
    try:
        with urlopen(URL, timeout=1):
            return True
    except URLError:
        return False


@pytest.mark.parametrize(
    ("file", "address", "old", "new"),
    [
        ("notebooks/en/ch03_first_ml.ipynb", "en/chapters/ch03/", "## Set-up", "## Edited set-up"),
        ("docs/ja/about.md", "about/", "# このサイトについて", "# 書き直した題"),
        ("data/faq.yml", "faq/", "p.80の脚注", "80ページの脚注"),
    ],
)
def test_an_open_page_shows_an_edit_by_itself(
    page: Page, served: Path, file: str, address: str, old: str, new: str
) -> None:
    page.goto(URL + address)
    source = served / file
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new, 1), encoding="utf-8")
    expect(page.locator(".md-content")).to_contain_text(new.strip("# "), timeout=60_000)


def test_a_faulty_edit_leaves_the_page_and_a_mended_one_shows(page: Page, served: Path) -> None:
    page.goto(f"{URL}links/")
    source = served / "data" / "links.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("groups:", "groupz:", 1), encoding="utf-8")
    log = served / "log"
    wait_until(lambda: "data/links.yml:" in log.read_text(encoding="utf-8"))
    expect(page.locator(".md-content")).not_to_contain_text("Mended")
    source.write_text(text.replace("  title: ", "  title: Mended ", 1), encoding="utf-8")
    expect(page.locator(".md-content")).to_contain_text("Mended", timeout=60_000)


def test_serve_says_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Where it fails, a server of somebody else already takes the port: just as good.
        with contextlib.suppress(OSError):
            other.bind(ADDRESS)
            other.listen()
        finished = run_booksite(tmp_path, "serve")
    assert finished.returncode == 1
    assert finished.stderr == (
        "Expected port 8000 of 127.0.0.1 to be free, but another program uses it, perhaps another "
        "`make serve`. End that one and try again.\n"
    )
