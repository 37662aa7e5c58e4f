"""What an author sees of an edit while the site is served."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from booksite.mkdocs_adapter import HOST
from tests.project import copy_sources, run_booksite


@dataclass
class Served:
    """A copy of the project that is being served.

    Attributes:
        folder: The copy.
        temporary: What stands for the folder of temporary files.
        url: Where it is served.
        process: The server, the first of a group of processes.
        first_answer: The page at a time when there was a fault in its data.
    """

    folder: Path
    temporary: Path
    url: str
    process: subprocess.Popen[bytes]
    first_answer: str = ""

    def read(self, path: str) -> str:
        """Ask for a file below the site's root."""
        with urlopen(self.url + path) as answer:
            return str(answer.read().decode())

    def status(self) -> int:
        """Ask for a page; 0 means that nobody answers."""
        try:
            with urlopen(self.url) as answer:
                return int(answer.status)
        except HTTPError as error:
            self.first_answer = self.first_answer or error.read().decode()
            return error.code
        except URLError:
            return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """It begins with a fault, which is mended when a page has told of it."""
    folder = copy_sources(tmp_path_factory.mktemp("served"))
    temporary = tmp_path_factory.mktemp("temporary")
    port = free_port()
    command = [sys.executable, "-m", "booksite.cli", "serve", "--port", str(port)]
    environment = {"PYTHONPATH": str(folder / "src"), "TMPDIR": str(temporary)}
    links = folder / "data" / "links.yml"
    good = links.read_text(encoding="utf-8")
    links.write_text(good.replace("groups:", "groupz:", 1), encoding="utf-8")
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, start_new_session=True
    )
    served = Served(folder, temporary, f"http://{HOST}:{port}/", process)
    try:
        wait_until(lambda: served.status() == 500 or process.poll() is not None)
        links.write_text(good, encoding="utf-8")
        wait_until(lambda: served.status() == 200 or process.poll() is not None)
        yield served
    finally:
        process.terminate()
        process.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end


@pytest.mark.parametrize(
    ("file", "address", "old", "new"),
    [
        ("notebooks/en/ch03_first_ml.ipynb", "en/chapters/ch03/", "## Set-up", "## Edited set-up"),
        ("docs/ja/about.md", "about/", "# このサイトについて", "# 書き直した題"),
        ("data/faq.yml", "faq/", "p.80の脚注", "80ページの脚注"),
    ],
)
def test_an_open_page_shows_an_edit_by_itself(
    page: Page, served: Served, file: str, address: str, old: str, new: str
) -> None:
    page.goto(served.url + address)
    source = served.folder / file
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new, 1), encoding="utf-8")
    expect(page.locator(".md-content")).to_contain_text(new.strip("# "), timeout=60_000)
    language = "en" if "en/" in address else "ja"
    found = served.read(f"search/names.{language}.json") + served.read(
        f"search/texts.{language}.json"
    )
    assert new.strip("# ") in found, "the search knows nothing of the edit"


def test_a_fault_shows_from_the_beginning(served: Served) -> None:
    assert "data/links.yml:" in served.first_answer
    assert "Did you mean &#x27;groups&#x27;?" in served.first_answer


def test_a_faulty_edit_shows_in_the_page_and_the_mended_page_comes_back(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.url}links/")
    source = served.folder / "data" / "links.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("groups:", "groupz:", 1), encoding="utf-8")
    expect(page.locator("pre")).to_contain_text("Did you mean 'groups'?", timeout=60_000)
    expect(page.locator("pre")).not_to_contain_text("Traceback")
    source.write_text(text.replace("  title: ", "  title: Mended ", 1), encoding="utf-8")
    expect(page.locator(".md-content")).to_contain_text("Mended", timeout=60_000)


def test_a_configuration_that_is_no_yaml_shows_too(page: Page, served: Served) -> None:
    page.goto(served.url)
    source = served.folder / "mkdocs.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text("theme: [" + text, encoding="utf-8")
    expect(page.locator("pre")).to_contain_text("mkdocs.yml", timeout=60_000)
    source.write_text(text, encoding="utf-8")
    expect(page.locator(".md-content")).to_be_visible(timeout=60_000)


def test_a_port_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        finished = run_booksite(tmp_path, "serve", "--port", str(port))
    assert finished.returncode == 1
    assert finished.stderr == (
        f"Expected port {port} of 127.0.0.1 to be free, but another program uses it, perhaps "
        f"another `make serve`. End that one, or use `make serve PORT={port + 1}`.\n"
    )


def test_ctrl_c_leaves_no_process_and_no_file(served: Served) -> None:
    """The last test here: it ends the server."""
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait() == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(served.process.pid, 0)
    assert list(served.temporary.iterdir()) == []
