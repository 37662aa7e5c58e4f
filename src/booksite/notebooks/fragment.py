"""What a piece of a page is made of, before it knows on which page it will stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from booksite.markup import ASSET_SCHEME, PAGE_SCHEME, Heading
from booksite.notebooks.checked import Checked
from booksite.notebooks.links import CellLink

_ASSET = re.compile(rf"{ASSET_SCHEME}:([\w.-]+)")
_PAGE = re.compile(rf'"{PAGE_SCHEME}:([^"#]+)(#[^"]*)?"')

_SLOT = re.compile("<!--here:(.*?)-->")


def slot(anchor: str) -> Markup:
    """Return the place of what a page may say at an anchor (see `Fragment.filled`).

    It is a comment, which no cell brings into a page.
    """
    return Markup("<!--here:{}-->").format(anchor)


@dataclass(frozen=True)
class Fragment:
    """HTML to be put into a page, with what the page must know of it.

    Attributes:
        html: The HTML; addresses of pages and files are still symbolic (see `placed`).
        headings: Its headings in order.
        anchors: The ids that links may lead to.
        assets: Files that it shows, by name; the name holds a hash of the content.
        checked: What the outputs of the notebook rest on.
        links: The links of its cells.
    """

    html: Markup
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    assets: Mapping[str, bytes] = field(default_factory=dict)
    checked: Checked = field(default_factory=Checked)
    links: tuple[CellLink, ...] = ()

    def filled(self, pieces: Mapping[str, Markup]) -> Fragment:
        """Return the fragment with pieces of HTML at anchors; other slots go.

        Args:
            pieces: What is put there, by the anchor.
        """
        html = _SLOT.sub(lambda slot: pieces.get(slot[1], ""), self.html)
        return replace(self, html=Markup(html))

    def placed(self, asset_base: str, page_url: Callable[[str], str]) -> str:
        """Return the HTML with real addresses.

        Args:
            asset_base: Address of the folder of the assets, seen from the page, with slash.
            page_url: Gives the address of a page, of which the name of a notebook is known, or the
            path, seen from this page.
        """
        html = _ASSET.sub(lambda match: asset_base + match[1], self.html)
        return _PAGE.sub(lambda match: f'"{page_url(match[1])}{match[2] or ""}"', html)
