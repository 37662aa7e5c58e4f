"""What a page weighs: its HTML, what a first visit transfers, how many elements it has."""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

_COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".map", ".xml"}


class Weight(NamedTuple):
    """Bytes of the HTML, of CSS and scripts, of a first visit in all (as gzip), and elements."""

    html: int
    styles_and_scripts: int
    first_visit: int
    elements: int


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements = 0
        self.loaded: dict[str, None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        given = dict(attributes)
        address = given.get("src")
        if tag == "link" and (given.get("rel") or "") in ("stylesheet", "icon"):
            address = given.get("href")
        if tag == "use":
            address = given.get("href")
        if address and not address.startswith(("data:", "#")):
            self.loaded[urldefrag(address).url] = None


def sent(file: Path) -> tuple[bytes, str]:
    """Give what a server sends of a file, and the name of its compression, or nothing."""
    content = file.read_bytes()
    if file.suffix in _COMPRESSED:
        return gzip.compress(content, 9), "gzip"
    return content, ""


def transferred(file: Path) -> int:
    """Give the number of bytes in which a server sends a file."""
    return len(sent(file)[0])


def weigh(page: Path) -> Weight:
    """Weigh a built page with the files that it names; other hosts' files are not counted."""
    parsed = _Page(page.read_text(encoding="utf-8"))
    named = [page.parent / unquote(address.split("?")[0]) for address in parsed.loaded]
    files = {file.resolve() for file in named if file.is_file()}
    code = sum(transferred(file) for file in files if file.suffix in (".css", ".js"))
    rest = sum(transferred(file) for file in files if file.suffix not in (".css", ".js"))
    html = transferred(page)
    return Weight(html, code, html + code + rest, parsed.elements)
