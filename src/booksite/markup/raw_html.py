"""HTML that an author writes in Markdown: formulas, links and images in it, and what is refused.

A text of Markdown holds its HTML in pieces, of which each is read by itself: an element may begin
in one piece and end in another.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Protocol

from markupsafe import Markup

from booksite.markup.dollars import formulas_in_html
from booksite.markup.japanese import join_text
from booksite.markup.lost_marks import lost_in_html, unlike_in_html
from booksite.markup.sanitize import refusals

Attributes = list[tuple[str, str | None]]
# Elements whose text stays as it is.
_VERBATIM = ("code", "pre", "kbd", "samp", "script", "style", "textarea")
# What each version of Python reads otherwise.
_UNREAD = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<[A-Za-z/][^<>]*\Z", re.DOTALL)
# The mark of the place of what was made here, see `markdown`.
MARK = "\ue000"
_IN_LINE = (
    "a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|ruby|s|samp|small|span|strong|su[bp]|u|var"
)
# Between such elements, minify-html takes a space out of <div> and <blockquote>.
_GAP = re.compile(rf"(</(?:{_IN_LINE})>|{MARK})\s+(?=<(?:{_IN_LINE})[ >]|{MARK})")
_ALIGNED = ("left", "right", "center", "justify")


class Taker(Protocol):
    """Takes what stands in HTML; each method returns what stands there instead."""

    def formula(self, tex: str, block: bool) -> str:
        """Take a formula."""

    def link(self, target: str) -> str:
        """Take the address of a link."""

    def link_end(self) -> None:
        """Take the end of a link."""

    def image(self, attributes: dict[str, str]) -> str:
        """Take an image with its attributes."""

    def anchor(self, name: str) -> None:
        """Take the name of a place that links may lead to."""

    def refuse(self, expected: str, came: str, remedy: str) -> None:
        """Take what the site does not show."""


def read_html(html: str, taker: Taker) -> str:
    """Return a piece of HTML with what its taker puts in place of what stands there.

    Args:
        html: The piece.
        taker: Takes formulas, links, images, anchors and what is refused.
    """
    for unread in _UNREAD.finditer(html):
        came, remedy = repr(unread[0][:40]), "Write text as `&lt;` and `&amp;`."
        taker.refuse("tags that end with >, and no <![CDATA[…]]>", came, remedy)
    reader = _Reader(taker)
    reader.feed(_UNREAD.sub("", html))
    reader.close()
    return _GAP.sub(r"\1<span> </span>", reader.finished())


class _Reader(HTMLParser):
    def __init__(self, taker: Taker) -> None:
        super().__init__(convert_charrefs=False)
        self._taker, self._verbatim = taker, 0
        self._text, self._pieces = "", list[str]()

    def finished(self) -> str:
        """Return all that was read."""
        text, self._text = self._text, ""
        if text and not self._verbatim:
            slips = list(unlike_in_html(text))
            text = join_text(formulas_in_html(text, self._taker.formula))
            for slip in (*slips, *lost_in_html(text)):
                self._taker.refuse(*slip)
        self._pieces.append(text)
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Read the beginning of an element."""
        self.finished()
        self._verbatim += tag in _VERBATIM
        values = {name: value or "" for name, value in attrs}
        for expected, came, remedy in refusals(tag, values):
            self._taker.refuse(expected, came, remedy)
        if tag == "img":
            self._pieces.append(self._taker.image(values))
            return
        if "href" in values:
            values["href"] = self._taker.link(values["href"])
        if tag == "a" and "name" in values:
            values.setdefault("id", values.pop("name"))
        if "id" in values:
            self._taker.anchor(values["id"])
        if values.get("align") in _ALIGNED:
            values["style"] = f"text-align:{values.pop('align')}"
        written = [Markup(' {}="{}"').format(*one) for one in values.items()]
        self._pieces.append(f"<{tag}{''.join(written)}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Read an element that has no end: HTML knows which ones, whatever is written."""
        self.handle_starttag(tag, attrs)
        self._verbatim -= tag in _VERBATIM

    def handle_endtag(self, tag: str) -> None:
        """Read the end of an element."""
        self.finished()
        self._verbatim -= tag in _VERBATIM and self._verbatim > 0
        if tag == "a":
            self._taker.link_end()
        self._pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Read text."""
        self._text += data

    def handle_entityref(self, name: str) -> None:
        """Read a character by its name."""
        self._text += f"&{name};"

    def handle_charref(self, name: str) -> None:
        """Read a character by its number."""
        self._text += f"&#{name};"
