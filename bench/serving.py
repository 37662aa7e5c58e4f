"""How long edits take to show while the site is served."""

from __future__ import annotations

import http.client
import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from urllib.request import urlopen

from bench.stacks import Stack
from booksite.mkdocs_adapter import HOST, PORT


def edits_show_after(stack: Stack, notebook: str, chapter: str) -> dict[str, float]:
    """Serve a project, edit a page, a datum and a notebook, and wait until a page shows each.

    Args:
        stack: This site; a build must have filled its cache.
        notebook: Name of the notebook.
        chapter: Id of its chapter.

    Returns:
        Seconds from each edit to the page that shows it.
    """
    edits: dict[str, tuple[Callable[[str], None], str]] = {
        "page": (partial(stack.edit_page, f"ja/chapters/{chapter}.md"), f"chapters/{chapter}/"),
        "datum": (stack.edit_datum, "errata/"),
        "notebook": (partial(stack.edit, notebook), f"chapters/{chapter}/"),
    }
    command = [*stack.command[:-1], "serve"]
    site = f"http://{HOST}:{PORT}/"
    server = subprocess.Popen(
        command,
        cwd=stack.folder,
        env={**os.environ, **stack.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(site, "")
        return {name: _shows_after(edit, site + page) for name, (edit, page) in edits.items()}
    finally:
        server.terminate()
        server.wait()


def _shows_after(edit: Callable[[str], None], url: str) -> float:
    sentence = f"at {time.time():.3f}"
    start = time.perf_counter()
    edit(sentence)
    _wait_for(url, f"edited {sentence}")
    return time.perf_counter() - start


def _wait_for(url: str, text: str, limit: float = 300) -> None:
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        try:
            with urlopen(url) as response:
                if text in response.read().decode():
                    return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{url} did not show {text!r}")
