"""The real site, built once, served as on GitHub Pages, and a real browser to read it with."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.hosting import MOUNT
from bench.visits import opened_browser
from tests.firefox import opened_firefox
from tests.project import copy_sources, run_booksite

# As long as Playwright waits for a click: what is expected takes its time on a busy machine.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built site; its sources stand beside it."""
    if site := os.environ.get("BUILT_SITE"):  # of a copy that a test has built (test_additions.py)
        return Path(site)
    folder = copy_sources(tmp_path_factory.mktemp("project"))
    finished = run_booksite(folder, "build")
    assert finished.returncode == 0, finished.stderr
    assert finished.stderr == finished.stdout == "", "a tool had something to say"
    return folder / "site"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder, as GitHub Pages does."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(MOUNT).lstrip("/"))

    def send_error(self, code: int, *args: object) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((Path(self.directory) / "404.html").read_bytes())

    def copyfile(self, source: Any, outputfile: Any) -> None:
        # The page may be closed by now.
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path, kind: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder, and give the address of the host; below MOUNT there is the folder again."""
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def base_url(built: Path) -> Iterator[str]:
    """Address of the site's root."""
    with served(built) as host:
        yield host + MOUNT


# Not for the whole session: while Playwright is open, its event loop runs in this thread, and
# tests that run notebooks start one of their own.
@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One browser for the tests of a module: Chromium, or what `tests.firefox.BOTH` asks for."""
    firefox = getattr(request, "param", "chromium") == "firefox"
    with opened_firefox() if firefox else opened_browser() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A desktop window with a clipboard, as a reader has it."""
    # Only Chromium asks before a page may read what was copied.
    asked = browser.browser_type.name == "chromium"
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"] if asked else [],
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A new tab."""
    return context.new_page()
