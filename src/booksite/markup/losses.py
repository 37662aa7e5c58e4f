"""What of an output's HTML would be lost on a page: what only its own scripts or frames can show.

The colours and widths of an output are no loss: looks are the site's.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Elements without which the same text stands there.
# fmt: off
_WRAPPERS = {
    "html", "head", "body", "meta", "link", "style", "title", "article", "section", "main",
    "header", "footer", "nav", "aside", "address", "center", "font", "big", "tt", "nobr", "hgroup",
    "col", "colgroup", "time", "data", "bdi", "bdo", "search",
}
# fmt: on
_UNSEEN = ("style", "title")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)


class Losses(HTMLParser):
    """Collects what a page would not show of HTML.

    Attributes:
        found: Names of elements and attributes.
    """

    def __init__(self, shown: frozenset[str]) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._shown = shown | _WRAPPERS
        self._unseen = 0
        self._has_text = False

    @classmethod
    def of(cls, html: str, shown: frozenset[str]) -> list[str]:
        """Return what would be lost, in words.

        Args:
            html: The HTML.
            shown: The elements that pages show.
        """
        losses = cls(shown)
        losses.feed(html)
        losses.close()
        return sorted(losses.found) or ([] if losses._has_text else ["no text"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element or an attribute that pages do not have."""
        if tag not in self._shown:
            self.found.add(f"<{tag}>")
        for name, value in attrs:
            hides = name == "hidden" or (name == "style" and _HIDDEN.search(value or ""))
            leads_nowhere = tag == "a" and name == "href" and not _ADDRESS.match(value or "")
            if hides or name.startswith("on"):
                self.found.add("what is hidden" if hides else name)
            elif leads_nowhere:
                self.found.add(f'href="{value}"')
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """Note the end of what nobody sees."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        """Note that there is a text to see."""
        self._has_text = self._has_text or not (self._unseen or data.isspace())
