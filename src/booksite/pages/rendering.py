"""The one rendering of a page: what Markdown gave, with parts, formulas and places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from booksite.locales import text
from booksite.markup import Heading, keep_marks, lighter, replace_arithmatex
from booksite.notebooks import with_large_figures
from booksite.pages.boxes import with_box_ids
from booksite.pages.parts import PARTS, Place
from booksite.pages.site import ASSETS
from booksite.pages.source import MARKER
from booksite.pages.urls import relative_url

_ID = re.compile(r'<[a-z][^>]*? id="([^"]+)"')
_HEADING_ID = re.compile(r'<h[1-6][^>]* id="([^"]+)"')


@dataclass(frozen=True)
class RenderedPage:
    """A page with all that stands on it.

    Attributes:
        html: The page's HTML.
        headings: All its headings in order: its own and those of the parts.
        anchors: The anchors that the parts brought.
    """

    html: str
    headings: list[Heading]
    anchors: set[str]


def render_page(html: str, place: Place, outline: list[Heading]) -> RenderedPage:
    """Render a page.

    Args:
        html: The page as Markdown gave it.
        place: Where the page stands.
        outline: The page's own headings, in order.

    Raises:
        MathError: A formula cannot be shown.
    """
    own = with_large_figures(with_box_ids(html), text("open_large", place.locale))
    woven = _woven(own, place, outline)
    return replace(woven, html=lighter(keep_marks(replace_arithmatex(woven.html))))


def _woven(html: str, place: Place, own: list[Heading]) -> RenderedPage:
    """Replace each marker by its part."""
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
    return RenderedPage("".join([*pieces, html[position:]]), headings, anchors)


def _headings_in(html: str, known: dict[str, Heading]) -> list[Heading]:
    return [known[anchor] for anchor in _HEADING_ID.findall(html) if anchor in known]


def _page_url(place: Place, notebook: str) -> str:
    return relative_url(place.site.notebook_url(notebook, place.locale), place.url)
