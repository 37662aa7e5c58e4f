"""Serving while an author looks on, in a process that starts anew when the program changes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from booksite.errors import BooksiteError
from booksite.mkdocs_adapter.build import ENVIRONMENT
from booksite.processes import child_environment

HOST, PORT = "127.0.0.1", 8000


def serve_site(root: Path, port: int) -> None:
    """Serve the site with live reload until interrupted.

    The process that serves watches the sources of pages, but keeps Python modules as they were
    when it started, so a change of the package starts it anew.

    Args:
        root: The project's root.
        port: Where browsers find it.

    Raises:
        BooksiteError: The port is taken, or the process that serves has ended.
    """
    # Imported here: a build needs nothing of it.
    from watchfiles import watch

    _check_port(port)
    # Ended from outside, it shall tidy up too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt), TemporaryDirectory(prefix="booksite-") as folder:
        process = _started(root, folder, port)
        try:
            for changes in watch(root / "src", yield_on_timeout=True):
                if process.poll() == -signal.SIGINT:
                    break  # Ctrl-C has come there first
                if process.poll() is not None:
                    raise BooksiteError("Nothing is served; see above.")
                if changes:
                    _end(process)
                    process = _started(root, folder, port)
        finally:
            _end(process)


def _started(root: Path, folder: str, port: int) -> subprocess.Popen[bytes]:
    module = "booksite.mkdocs_adapter.live"
    # The last word is for mkdocs-static-i18n, which looks for it on the command line.
    command = [sys.executable, "-m", module, mkdtemp(dir=folder), str(port), "--dirty"]
    return subprocess.Popen(command, cwd=root, env=child_environment() | ENVIRONMENT)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        # As the server does: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise BooksiteError(
                f"Expected port {port} of {HOST} to be free, but another program uses it, perhaps "
                f"another `make serve`. End that one, or use `make serve PORT={port + 1}`."
            ) from None
