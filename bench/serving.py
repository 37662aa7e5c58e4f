"""How long an edit takes to show while the site is served."""

from __future__ import annotations

import http.client
import os
import subprocess
import time
from urllib.request import urlopen

from bench.stacks import Stack
from booksite.mkdocs_adapter.build import ADDRESS


def edit_shows_after(stack: Stack, notebook: str, address: str) -> float:
    """Serve a project, edit a notebook and wait until its page shows the edit.

    Args:
        stack: This site; a build must have filled its cache.
        notebook: Name of the notebook.
        address: Its page, below the site's root.

    Returns:
        Seconds from the edit to the page that shows it.
    """
    command = [*stack.command[:-1], "serve"]
    host, port = ADDRESS
    url = f"http://{host}:{port}/{address}"
    server = subprocess.Popen(
        command,
        cwd=stack.folder,
        env={**os.environ, **stack.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url, "")
        sentence = f"at {time.time():.3f}"
        start = time.perf_counter()
        stack.edit(notebook, sentence)
        _wait_for(url, f"edited {sentence}")
        return time.perf_counter() - start
    finally:
        server.terminate()
        server.wait()


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
