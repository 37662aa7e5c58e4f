"""The one rendering of a page: what Markdown gave, with parts and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from booksite.markup import Heading
from booksite.pages.dialect import Outlined
from booksite.pages.parts import make_part
from booksite.pages.place import Place
from booksite.pages.site import ASSETS
from booksite.pages.source import MARKER
from booksite.pages.urls import relative_url


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


def render_page(html: str, place: Place, outline: Sequence[Outlined]) -> RenderedPage:
    """Put parts in place of markers, and their headings between those of the page.

    Args:
        html: The page as Markdown gave it (see `Dialect`).
        place: Where the page stands.
        outline: The page's own headings and its markers, in order.
    """
    parts = {name: make_part(name, place) for name in outline if isinstance(name, str)}
    base, address = relative_url(ASSETS, place.url), partial(_page_url, place)
    placed = {name: part.placed(base, address) for name, part in parts.items()}
    headings: list[Heading] = []
    for one in outline:
        headings += parts[one].headings if isinstance(one, str) else [one]
    anchors = {anchor for part in parts.values() for anchor in part.anchors}
    return RenderedPage(MARKER.sub(lambda marker: placed[marker["name"]], html), headings, anchors)


def _page_url(place: Place, name: str) -> str:
    """Return the address of a page, of which the name of a notebook is known, or the path."""
    if name.endswith(".md"):
        return place.link(place.site.page(place.locale, name).address)
    return relative_url(place.site.notebook_url(name, place.locale), place.url)
