"""What HTML a notebook may bring into a page: a list of what is allowed, kept by nh3."""

from __future__ import annotations

import nh3
from markupsafe import Markup

# fmt: off
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl",
    "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li",
    "ol", "p", "pre", "s", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "u", "ul",
}
# fmt: on
_ATTRIBUTES = {
    "*": {"class", "id", "lang"},
    "a": {"href", "title", "aria-label"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "title", "loading", "decoding"},
    "ol": {"start"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan", "scope"},
}
_TABLE_ATTRIBUTES = {key: _ATTRIBUTES[key] for key in ("td", "th")}
# Addresses that later steps replace: a page of the book, a file made from an output.
PAGE_SCHEME = "booksite-page"
ASSET_SCHEME = "booksite-asset"
_SCHEMES = {"http", "https", "mailto", PAGE_SCHEME, ASSET_SCHEME}


def clean_markdown(html: str) -> Markup:
    """Clean the HTML of a Markdown cell: scripts, styles, frames and event handlers go.

    Args:
        html: HTML as the Markdown renderer gave it, raw HTML of the author included.
    """
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        filter_style_properties={"text-align"},
        link_rel=None,
    )
    return Markup(cleaned)


def clean_output(html: str) -> Markup:
    """Clean the HTML of an output, such as a pandas table: structure stays, looks are ours."""
    cleaned = nh3.clean(
        html,
        tags=_TAGS - {"img"},
        attributes=_TABLE_ATTRIBUTES,
        # One of its own: the theme's tables are for prose.
        set_tag_attribute_values={"table": {"class": "nb-frame"}},
        filter_style_properties={"text-align"},
        link_rel=None,
    )
    return Markup(cleaned)
