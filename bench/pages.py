"""What a page weighs: its HTML, as a server sends it, and how many elements it has."""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

_COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".map", ".xml"}


class Weight(NamedTuple):
    """Bytes of the HTML (as gzip), and its elements."""

    html: int
    elements: int


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements += 1


def sent(file: Path) -> tuple[bytes, str]:
    """Return what a server sends of a file, and the name of its compression, or nothing."""
    content = file.read_bytes()
    if file.suffix in _COMPRESSED:
        return gzip.compress(content, 9), "gzip"
    return content, ""


def transferred(file: Path) -> int:
    """Return the number of bytes in which a server sends a file."""
    return len(sent(file)[0])


def weigh(page: Path) -> Weight:
    """Weigh a built page."""
    return Weight(transferred(page), _Page(page.read_text(encoding="utf-8")).elements)
