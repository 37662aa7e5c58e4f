"""What of an output's HTML would be lost on a page: what only its scripts, frames or colors show.

Colors are of no scheme of the page, and often all that an output says, as where the largest value
is marked. Widths, fonts and borders are no loss: looks are the site's.
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
_COLOR = re.compile(
    r"(?:^|[;{\s])(?:color|background(?:-color|-image)?)\s*:\s*"
    r"(?!(?:inherit|initial|unset|revert|transparent|none|currentcolor)\b)[^;}\s]",
    re.IGNORECASE,
)
_COLORED = ("bgcolor", "color", "background")
_TYPE = re.compile(
    r"(?:^|[;{\s])(?P<name>font-weight|font-style|text-decoration)[\w-]*\s*:"
    r"\s*(?!(?:inherit|initial|unset|normal|none|400)\b)[^;}\s]",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)


class Losses(HTMLParser):
    """Collects what a page would not show of HTML.

    Attributes:
        found: Names of elements and attributes.
    """

    def __init__(self, shown: frozenset[str], styled: frozenset[str]) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._shown, self._styled = shown | _WRAPPERS, styled
        self._unseen = 0
        self._has_text = False

    @classmethod
    def of(cls, html: str, shown: frozenset[str], styled: frozenset[str]) -> list[str]:
        """Return what would be lost, in words.

        Args:
            html: The HTML.
            shown: The elements that pages show.
            styled: Those that keep how their letters are marked by a style.
        """
        losses = cls(shown, styled)
        losses.feed(html)
        losses.close()
        return sorted(losses.found) or ([] if losses._has_text else ["no text"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element or an attribute that pages do not have."""
        if tag not in self._shown:
            self.found.add(f"<{tag}>")
        for name, given in attrs:
            value = given or ""
            if name == "hidden":
                self.found.add("what is hidden")
            elif name == "style":
                self._read_style(value, keeps_type=tag in self._styled)
            elif name in _COLORED or (tag, name, value.lower()) == ("link", "rel", "stylesheet"):
                self.found.add("colors")
            elif name.startswith("on"):
                self.found.add(name)
            elif tag == "a" and name == "href" and not _ADDRESS.match(value):
                self.found.add(f'href="{value}"')
        self._unseen += tag in _UNSEEN

    def _read_style(self, style: str, *, keeps_type: bool) -> None:
        if _HIDDEN.search(style):
            self.found.add("what is hidden")
        if _COLOR.search(style):
            self.found.add("colors")
        if not keeps_type and (mark := _TYPE.search(style)):
            self.found.add(mark["name"].lower())

    def handle_endtag(self, tag: str) -> None:
        """Note the end of what nobody sees."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        """Note that there is a text to see, and what a style sheet does."""
        if self.cdata_elem == "style":
            self._read_style(data, keeps_type=False)
        self._has_text = self._has_text or not (self._unseen or data.isspace())
