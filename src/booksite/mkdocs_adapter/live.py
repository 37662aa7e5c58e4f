"""The process that serves: it builds after each edit, and shows a fault until it is mended.

MkDocs' own way to serve ends at a fault in the beginning, and lets requests hang at a later one.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from html import escape
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from booksite.mkdocs_adapter.fingerprint import SOURCES, source_files
from booksite.mkdocs_adapter.plugin import BooksitePlugin
from booksite.mkdocs_adapter.serving import HOST
from booksite.pages import Site
from booksite.processes import end_with_parent
from booksite.search import FOLDER as INDEXES
from booksite.search import write_indexes

# MkDocs looks for edits twice a second.
_SECONDS_BETWEEN_LOOKS = 0.1
_FAULT = """\
<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not built</title>
<style>
:root {{ color-scheme: light dark; font: 1.1rem/1.6 system-ui, sans-serif }}
body {{ max-width: 50rem; margin: 3rem auto; padding: 0 1rem }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1rem }}
</style></head><body><h1>Not built</h1><pre>{}</pre>
<p>The page comes back by itself when this is mended.</p></body></html>"""


class LiveServer(LiveReloadServer):
    """Serves a folder; every edit of a source builds the site in it anew."""

    def __init__(self, root: Path, folder: Path, port: int) -> None:
        super().__init__(
            self.build, HOST, port, str(folder), polling_interval=_SECONDS_BETWEEN_LOOKS
        )
        self._project, self._built_at, self._started = root, 0.0, False
        self._complaints = _Complaints()
        logging.getLogger("mkdocs").addHandler(self._complaints)
        # Every request that is not answered by a file.
        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
        self.fault = ""
        # Most of an edit's time would go to the search, in which its author hardly ever looks.
        self._not_indexed: Site | None = None
        self._indexing = Lock()

    def build(self) -> None:
        """Build the site; a fault is kept for whoever asks for a page."""
        start, edited = time.time(), self._edited()
        self._complaints.errors.clear()
        try:
            config = load_config(str(self._project / "mkdocs.yml"), site_dir=self.root)
            if not self._started:
                config.plugins.on_startup(command="serve", dirty=True)
                self._started = True
            config.site_url = self.url
            build(config, serve_url=self.url, dirty=True)
            plugin = config.plugins["booksite"]
            assert isinstance(plugin, BooksitePlugin)
            with self._indexing:
                self._not_indexed = plugin.site
            self.fault = ""
            print(f"{edited}: built in {time.time() - start:.1f} s", file=sys.stderr)
        except MkDocsException as error:
            self.fault = "\n".join(self._complaints.errors) or str(error)
        except Exception:
            self.fault = traceback.format_exc()
            print(self.fault, file=sys.stderr)
        self._built_at = start

    def serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer with a file, or with the fault where a page is asked for."""
        path = environ["PATH_INFO"]
        if f"/{INDEXES}/" in path:
            self._index()
        if path.startswith("/livereload/") or Path(path).suffix not in ("", ".html"):
            return super().serve_request(environ, start_response)
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            fault, epoch = self.fault, self._visible_epoch
        if not fault:
            return super().serve_request(environ, start_response)
        inject: Callable[[bytes, int], bytes] = self._inject_js_into_html
        page = inject(_FAULT.format(escape(fault)).encode(), epoch)
        start_response("500 Not Built", [("Content-Type", "text/html; charset=utf-8")])
        return [page]

    def _index(self) -> None:
        """Let the search know the site as it is, if it does not yet."""
        with self._indexing:
            if self._not_indexed:
                write_indexes(self._not_indexed, Path(self.root))
            self._not_indexed = None

    def _edited(self) -> str:
        """Name the sources that have changed since the last build began."""
        if not self._built_at:
            return "The site"
        files = [
            file.relative_to(self._project).as_posix()
            for file in source_files(self._project)
            if file.is_relative_to(self._project) and file.stat().st_mtime > self._built_at
        ]
        return ", ".join(files) or "A source that is gone"


class _Complaints(logging.Handler):
    """Shows what MkDocs warns of in the terminal, and keeps what it calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage().strip()
        print(message, file=sys.stderr)
        if record.levelno >= logging.ERROR:
            self.errors.append(message)


def serve(root: Path, folder: Path, port: int) -> None:
    """Serve a project until the process is ended.

    Args:
        root: The project's root.
        folder: An empty folder for the site.
        port: Where browsers find it.
    """
    end_with_parent()
    # Ctrl-C leaves nothing to do here: who started this process removes the folder.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server = LiveServer(root, folder, port)
    server.build()
    for name in SOURCES:
        server.watch(str(root / name))
    # What converts notebooks is ready for the first edit.
    Thread(target=import_module, args=("booksite.notebooks.render",), daemon=True).start()
    print(f"Serving on {server.url} until you press Ctrl-C.", file=sys.stderr)
    server.serve()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    serve(Path.cwd(), Path(sys.argv[1]), int(sys.argv[2]))
