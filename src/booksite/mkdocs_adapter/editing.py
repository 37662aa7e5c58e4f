"""While an author looks on: an edit makes no page anew that would stay as it is.

MkDocs can leave out pages (`--dirty`), but looks at nothing than the times of Markdown files.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from booksite.cache import digest
from booksite.mkdocs_adapter.fingerprint import listing
from booksite.pages import MarkdownPage, Place, Site, make_part


class Unchanged:
    """Remembers of what the pages of the last build were made.

    Two questions are asked of a page: whether any of its sources is another, which is soon
    answered; if so, whether its parts come out otherwise.
    """

    def __init__(self) -> None:
        self._data = ""
        self._always: dict[str, str] = {}  # by the folder of a language
        self._coming: dict[str, tuple[str, str]] = {}
        self._made: dict[str, tuple[str, str]] = {}
        # It says that pages may be wrong then, and sees no more than the times of files.
        logging.getLogger("mkdocs.commands.build").addFilter(_is_of_use)

    def begin(self, root: Path, site: Site) -> None:
        """Look at what pages have in common."""
        files = {file.name: _hash(file) for file in sorted((root / "data").glob("*.yml"))}
        # The theme shows these on every page, outside of its parts.
        theme = [listing(root / "overrides"), _hash(root / "mkdocs.yml"), files["book.yml"]]
        for folder in {page.locale.root for page in site.pages}:
            titles = [page.title for page in site.pages if page.locale.root == folder]
            self._always[folder] = digest(theme, titles)
        fragments = [notebook.fragment for notebook in site.notebooks.values()]
        told = [(sorted(fragment.anchors), repr(fragment.checked)) for fragment in fragments]
        self._data = digest(files, told)
        self._coming.clear()

    def is_new(self, place: Place, source: MarkdownPage) -> bool:
        """Tell whether a page would come out otherwise than it last did."""
        made = self._made.get(place.url, ("", ""))
        if place.url not in self._coming:
            notebook = place.notebook.fragment.html if place.notebook else ""
            sources = digest(self._always[place.locale.root], self._data, source.source, notebook)
            parts = made[1] if sources == made[0] else self._parts(place, source)
            self._coming[place.url] = (sources, parts)
        return made[1] != self._coming[place.url][1]

    def made(self, url: str) -> None:
        """Remember that a page was written."""
        self._made[url] = self._coming[url]

    def _parts(self, place: Place, source: MarkdownPage) -> str:
        parts = [make_part(name, place).html for _, name in source.markers()]
        return digest(self._always[place.locale.root], source.source, parts)


def _is_of_use(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage()


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
