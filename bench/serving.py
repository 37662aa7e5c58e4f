"""How long an edit takes to show while the site is served."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

from bench.stacks import Stack


def edit_shows_after(stack: Stack, notebook: str, address: str) -> float:
    """Serve a project, edit a notebook and wait until its page shows the edit.

    Args:
        stack: This site; a build must have filled its cache.
        notebook: Name of the notebook.
        address: Its page, below the site's root.

    Returns:
        Seconds from the edit to the page that shows it.
    """
    port = _free_port()
    _serve_at(stack.folder, port)
    command = [*stack.command[:-1], "serve"]
    url = f"http://127.0.0.1:{port}/{address}"
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve_at(folder: Path, port: int) -> None:
    file = folder / "mkdocs.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("dev_addr")]
    file.write_text("\n".join([*kept, f"dev_addr: 127.0.0.1:{port}", ""]), encoding="utf-8")


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
