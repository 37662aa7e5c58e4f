"""Puts the parts made from data into a page, at their markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from booksite.markup import Heading
from booksite.pages.parts import PARTS, Place
from booksite.pages.site import ASSETS
from booksite.pages.source import MARKER
from booksite.pages.urls import relative_url

_ID = re.compile(r'<[a-z][^>]*? id="([^"]+)"')
_HEADING_ID = re.compile(r'<h[1-6][^>]* id="([^"]+)"')


@dataclass(frozen=True)
class WovenPage:
    """A page with its parts.

    Attributes:
        html: The page's HTML.
        headings: All its headings in order: its own and those of the parts.
        anchors: The anchors that the parts brought.
    """

    html: str
    headings: list[Heading]
    anchors: set[str]


def weave(html: str, place: Place, own: list[Heading]) -> WovenPage:
    """Replace each marker by its part.

    Args:
        html: The page as Markdown gave it.
        place: Where the page stands.
        own: The page's own headings, in order.
    """
    remaining = {heading.id: heading for heading in own}
    pieces: list[str] = []
    headings: list[Heading] = []
    anchors: set[str] = set()
    position = 0
    for marker in MARKER.finditer(html):
        before = html[position : marker.start()]
        headings += _headings_in(before, remaining)
        part = PARTS[marker["name"]](place)
        placed = part.placed(relative_url(ASSETS, place.url), partial(_page_url, place))
        pieces += [before, placed]
        headings += part.headings
        anchors |= set(_ID.findall(placed))
        position = marker.end()
    headings += _headings_in(html[position:], remaining)
    return WovenPage("".join([*pieces, html[position:]]), headings, anchors)


def _headings_in(html: str, known: dict[str, Heading]) -> list[Heading]:
    return [known[anchor] for anchor in _HEADING_ID.findall(html) if anchor in known]


def _page_url(place: Place, notebook: str) -> str:
    return relative_url(place.site.notebook_url(notebook, place.locale), place.url)
