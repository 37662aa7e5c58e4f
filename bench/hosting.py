"""A host for the built site: compressed and below the project's name, as on GitHub Pages."""

from __future__ import annotations

import http.server
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from bench.pages import sent
from bench.stacks import book

# GitHub Pages serves a project's site below its name.
MOUNT = urlsplit(book().repository.site_url).path
# Of a slow host: seconds before each answer, and what Chromium's "Fast 3G" lets through.
LATENCY, BYTES_PER_SECOND = 0.5625, 180_000
_PIECE = 9_000


class Host(http.server.BaseHTTPRequestHandler):
    """Answers with the files of a folder.

    Attributes:
        folder: The built site.
        slow: Whether answers take as long as on a phone's network.
    """

    protocol_version = "HTTP/1.1"
    folder: Path
    slow = False

    def do_GET(self) -> None:
        """Send a file, or say that there is none."""
        path = self.path.split("?")[0].removeprefix(MOUNT).lstrip("/")
        file = self.folder / path
        file = file / "index.html" if file.is_dir() else file
        body, encoding = sent(file) if file.is_file() else (b"", "")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if type(self).slow:
            time.sleep(LATENCY)
        self.send_response(200 if file.is_file() else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "max-age=600")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # The page may be closed by now.
        with suppress(BrokenPipeError):
            self._write(body)

    def _write(self, body: bytes) -> None:
        for start in range(0, len(body), _PIECE):
            piece = body[start : start + _PIECE]
            if type(self).slow:
                time.sleep(len(piece) / BYTES_PER_SECOND)
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Host a built site, and give the address of its root."""
    Host.folder = folder
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
        server.shutdown()
