"""Titled boxes (admonitions) have ids, so that a search's result can lead to one."""

from __future__ import annotations

import re

_HTML_START = re.compile(
    r'<h[1-6][^>]* id="(?P<heading>[^"]+)"'
    r'|(?P<box><(?:div class="admonition|details class=")[^">]*")'
)


def box_id(heading: str, count: int) -> str:
    """Give the id of a box (an admonition) by its heading and its number below it."""
    return f"{heading or 'top'}-box-{count}"


def with_box_ids(html: str) -> str:
    """Give the boxes of a page's HTML the ids by which `sections` knows them."""
    heading, count = "", 0

    def identified(match: re.Match[str]) -> str:
        nonlocal heading, count
        if match["heading"]:
            heading, count = match["heading"], 0
            return match[0]
        count += 1
        return f'{match["box"]} id="{box_id(heading, count)}"'

    return _HTML_START.sub(identified, html)
