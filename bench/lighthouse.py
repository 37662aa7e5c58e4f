"""What Lighthouse says of the built site: `make lighthouse`.

A phone on a slow network is simulated; the site is served as GitHub Pages serves it, compressed and
below the project's name. Chromium asks no other host.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
_PROGRAM = _ROOT / "bench" / "node_modules" / ".bin" / "lighthouse"
_MOUNT = "/pytorch_book_info/"
_PAGES = ("", "chapters/ch08/", "en/", "en/chapters/ch08/")
_AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# A machine that does other things at the same time loses points now and then.
_ROUNDS = 3
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync"
)
_COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(_MOUNT).lstrip("/"))

    def send_head(self) -> io.BytesIO | None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return None
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(file)}; charset=utf-8")
        if file.suffix in _COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> int:
    """Print a table of the scores and give 1 where one is below its aim."""
    handler = functools.partial(_Handler, directory=str(_ROOT / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}{_MOUNT}"
        print("page".ljust(20), *_AIMS)
        missed = 0
        for page in _PAGES:
            scores = _scores(base + page)
            print(
                (page or "home").ljust(20),
                *(str(scores[name]).ljust(len(name)) for name in _AIMS),
            )
            missed += sum(scores[name] < aim for name, aim in _AIMS.items())
        server.shutdown()
    if missed:
        print(f"{missed} scores are below their aims: {_AIMS}.", file=sys.stderr)
    return min(missed, 1)


def _scores(address: str) -> dict[str, int]:
    """Give the median of each category; print what costs points."""
    reports = [_report(address) for _ in range(_ROUNDS)]
    for category, audit in sorted(set().union(*map(_failures, reports))):
        print(f"  {address}: {category}: {audit}", file=sys.stderr)
    return {
        name: round(statistics.median(100 * r["categories"][name]["score"] for r in reports))
        for name in _AIMS
    }


def _report(address: str) -> dict[str, Any]:
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    finished = subprocess.run(
        [str(_PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}"],
        env=os.environ | ({"CHROME_PATH": browser} if browser else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(finished.stdout)
    return report


def _failures(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Give the audits that failed, but for those of speed, whose scores are no yes or no."""
    return {
        (name, report["audits"][audit["id"]]["title"])
        for name in _AIMS
        if name != "performance"
        for audit in report["categories"][name]["auditRefs"]
        if audit["weight"] and report["audits"][audit["id"]]["score"] == 0
    }


if __name__ == "__main__":
    sys.exit(main())
