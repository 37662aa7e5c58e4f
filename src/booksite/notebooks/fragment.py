"""What a piece of a page is made of, before it knows on which page it will stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from booksite.markup import ASSET_SCHEME, PAGE_SCHEME, Heading
from booksite.notebooks.checked import Checked

_ASSET = re.compile(rf"{ASSET_SCHEME}:([\w.-]+)")
_PAGE = re.compile(rf'"{PAGE_SCHEME}:([^"#]+)(#[^"]*)?"')


@dataclass(frozen=True)
class Fragment:
    """HTML to be put into a page, with what the page must know of it.

    Attributes:
        html: The HTML; addresses of pages and files are still symbolic (see `placed`).
        headings: Its headings in order.
        assets: Files that it shows, by name; the name holds a hash of the content.
        checked: What the outputs of the notebook rest on.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    assets: Mapping[str, Path] = field(default_factory=dict)
    checked: Checked = field(default_factory=Checked)

    def placed(self, asset_base: str, page_url: Callable[[str], str]) -> str:
        """Give the HTML with real addresses.

        Args:
            asset_base: Address of the folder of the assets, seen from the page, with slash.
            page_url: Gives the address of a notebook's page, seen from this page.
        """
        html = _ASSET.sub(lambda match: asset_base + match[1], self.html)
        return _PAGE.sub(lambda match: f'"{page_url(match[1])}{match[2] or ""}"', html)
