"""What a page holds once it is converted: anchors, links, pictures and parts."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

from booksite.errors import Fault
from booksite.pages.source import OF_THEME, MarkdownPage

# A dollar beside a digit is a price.
_MARK = re.compile(
    r"(?:\$\$|(?<!\d)\$(?!\d)|\*\*|\]\(|(?<![\w\]])\[[^\[\]\n]+\]\[(?!\d)|`|\\begin\{)[^\n]{0,20}"
)


@dataclass(frozen=True)
class Link:
    """A link or a picture.

    Attributes:
        target: Where it leads, as the author wrote it.
        raw: Whether it is the author's own HTML, of which addresses stay as they are.
        picture: Whether it is a picture.
        alt: What a picture shows; None where nothing is said.
    """

    target: str
    raw: bool = False
    picture: bool = False
    alt: str | None = None


@dataclass(frozen=True)
class Seen:
    """What a page holds.

    Attributes:
        ids: Its anchors but those of its parts, also those that stand there twice.
        links: Its links and pictures.
        parts: The names of the parts that its markers ask for.
        marks: Marks of formulas, bold words and links that stay as text.
    """

    ids: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Seen:
        """Make it of what `asdict` made of it."""
        links = tuple(Link(**link) for link in plain["links"])
        return cls(tuple(plain["ids"]), links, tuple(plain["parts"]), tuple(plain["marks"]))


def seen_in(tree: Element, raw: Iterable[str], parts: Iterable[str]) -> Seen:
    """Look through a converted page.

    Args:
        tree: What Markdown made.
        raw: The pieces of HTML that stood in the source.
        parts: The names of its markers that became places of parts.
    """
    ids, links = [], []
    for element in tree.iter():
        if anchor := element.get("id"):
            ids.append(anchor)
        if element.tag == "a" and "href" in element.attrib:
            # Addresses of mail are written in numbers.
            target = html.unescape(element.attrib["href"].replace(AMP_SUBSTITUTE, "&"))
            links.append(Link(target))
        elif element.tag == "img":
            links.append(Link(element.get("src", ""), picture=True, alt=element.get("alt")))
    reader = _Reader()
    reader.feed("\n".join(raw))
    return Seen((*ids, *reader.ids), (*links, *reader.links), tuple(parts), tuple(_marks_in(tree)))


def _marks_in(element: Element) -> Iterator[str]:
    """Yield marks that Markdown left in the text of an element, with some letters around."""
    # A formula that cannot be shown is told as that.
    if element.tag not in ("code", "pre", "math") and element.get("class") != "arithmatex":
        texts = [element.text, *(child.tail for child in element)]
        for match in (match for text in texts for match in _MARK.finditer(text or "")):
            yield match[0]
        for child in element:
            yield from _marks_in(child)


class _Reader(HTMLParser):
    """Reads the author's own HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(Link(values["href"], raw=True))
        elif tag == "img":
            # An empty description, which Markdown cannot tell from none, says here: an ornament.
            alt = values.get("alt")
            alt = "ornament" if alt == "" else alt
            self.links.append(Link(values.get("src", ""), raw=True, picture=True, alt=alt))


def seen_faults(page: MarkdownPage, seen: Seen) -> Iterator[Fault]:
    """Yield what is wrong with a page by itself.

    Args:
        page: The page.
        seen: What it holds.
    """
    told = Counter(page.heading_ids)
    for anchor, count in Counter(seen.ids).items():
        if count > 1 and told[anchor] < 2:
            line = page.line_with(anchor, 2)
            yield Fault(page.file, line, "each id once on a page", f"'{anchor}'", "Rename one.")
    for anchor in seen.ids:
        # The title of a chapter is not written on its page.
        if OF_THEME.match(anchor) or (page.chapter and anchor == "top"):
            expected = "an id that is none of the theme's, such as top and all with __ or bs-"
            yield Fault(page.file, page.line_with(anchor), expected, f"'{anchor}'", "Rename it.")
    for link in seen.links:
        if link.picture and not (link.alt or "").strip():
            expected = "words for who cannot see the picture, as in `![A parabola](../a.svg)`"
            came = f"{link.target} without any"
            line = page.line_with(link.target)
            yield Fault(page.file, line, expected, came, "Say what it shows.")
    for mark in seen.marks:
        expected = "each $, $$, **, ` and [ of a link closed"
        found = page.source.find(mark.strip())
        line = page.source.count("\n", 0, found) + 1 if found >= 0 else 0
        remedy = (
            r"Close it. `$$` and `\begin` stand by themselves between empty lines; money is `\$`."
        )
        yield Fault(page.file, line, expected, f"'{mark}' as text", remedy)
    for line, name in page.markers():
        if name not in seen.parts:
            expected = f"`<!-- booksite:{name} -->` by itself between two empty lines"
            remedy = "Take it out of the block of HTML or the list around it."
            yield Fault(page.file, line, expected, "it within something else", remedy)
