"""The drawings of figures, made by their own scripts: what is seen where no script runs."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from booksite.book import Book
from booksite.errors import BooksiteError, Fault
from booksite.pages import Figure, is_figure, read_pages

_SCRIPTS = Path("overrides/assets/javascripts/figures")
_DRAW = Path("scripts/draw.js")
_LISTENING = re.compile(r"figures?\.js$")


def outdated_drawings(root: Path, book: Book) -> list[Figure]:
    """Return the figures of pages whose drawing is missing, or made by other scripts."""
    scripts = _digest(root)
    return [figure for figure in _figures(root, book) if _made_by(root, figure) != scripts]


def outdated_drawing_faults(root: Path, book: Book) -> Iterator[Fault]:
    """Yield a fault for each drawing that other scripts have made."""
    for figure in outdated_drawings(root, book):
        if (root / figure.drawing).is_file():
            expected = f"what the scripts of {_SCRIPTS} draw"
            remedy = "Run `make generate` and commit the result."
            yield Fault(figure.drawing.as_posix(), 0, expected, "an older drawing", remedy)


def draw(root: Path, figures: list[Figure]) -> Iterator[tuple[Path, str]]:
    """Yield the files of drawings with what belongs into them.

    Raises:
        BooksiteError: Node is missing, or a script failed.
    """
    if not figures:
        return
    node = shutil.which("node")
    if not node:
        raise BooksiteError("Figures are drawn by Node 20 or newer, which is not installed.")
    asked = json.dumps([{"kind": figure.kind, "values": figure.values} for figure in figures])
    command = [node, str(root / _DRAW)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BooksiteError(f"{_DRAW} could not draw the figures:\n{done.stderr.strip()}")
    for figure, drawn in zip(figures, json.loads(done.stdout), strict=True):
        content = {"made_by": _digest(root), **drawn}
        yield root / figure.drawing, json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _figures(root: Path, book: Book) -> Iterator[Figure]:
    """Yield each figure once: the pages of all languages ask for the same."""
    found: dict[Path, Figure] = {}
    for page in read_pages(root, book.languages):
        for _, marker in page.markers():
            if is_figure(marker):
                figure = Figure.of(marker)
                found.setdefault(figure.drawing, figure)
    yield from found.values()


def _made_by(root: Path, figure: Figure) -> str:
    file = root / figure.drawing
    return str(json.loads(file.read_bytes()).get("made_by", "")) if file.is_file() else ""


def _digest(root: Path) -> str:
    """Return a hash of all that draws; what only listens to readers draws nothing."""
    scripts = sorted((root / _SCRIPTS).glob("*.js"))
    files = [file for file in scripts if not _LISTENING.search(file.name)]
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(content).hexdigest()[:16]
