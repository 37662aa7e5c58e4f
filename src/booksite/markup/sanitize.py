"""What HTML a notebook may bring into a page: a list of what is allowed, kept by nh3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import nh3
from markupsafe import Markup

from booksite.markup.losses import Losses

# fmt: off
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul", "var", "wbr",
}
# fmt: on
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "aria-label"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "div": {"style"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "p": {"style"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan", "scope"},
}
# What is written otherwise, and what stands for it.
_ALSO = {tag: {"align"} for tag in ("div", "p", "td", "th")} | {"a": {"name"}}
# What stands there of an image is made here.
_IMAGE = {"src", "alt", "width", "height", "title"}
_STYLE = re.compile(r"\s*text-align\s*:\s*\w+\s*;?\s*")
# Jupyter's boxes; all other classes are the site's own to give.
_BOX = re.compile(r"\s*(?:alert(?:-(?:block|info|success|warning|danger))?\s*)+")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
# Of an output, words that are marked stay marked.
_OUTPUT_TAGS = frozenset(_TAGS) | {"h1"}
_OUTPUT_ATTRIBUTES = {tag: names for tag, names in _ATTRIBUTES.items() if tag != "img"} | {
    "*": {"dir", "lang", "title"},
    "span": {"style"},
}
_OUTPUT_STYLED = frozenset(tag for tag, names in _OUTPUT_ATTRIBUTES.items() if "style" in names)
_OUTPUT_STYLES = {"font-style", "font-weight", "text-align", "text-decoration"}
# What is left of a style of which nothing is kept.
_EMPTY = re.compile(r'(<[^<>]*) style=""')
# A heading of an output is none of the page's.
_HEADING = re.compile(r"<(?P<end>/?)h[1-6]>")
# Addresses that later steps replace: a page of the book, a file made from an output.
PAGE_SCHEME = "booksite-page"
ASSET_SCHEME = "booksite-asset"
_SCHEMES = {"http", "https", "mailto", PAGE_SCHEME, ASSET_SCHEME}


def refusals(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Say what would be lost of an element that an author wrote: expected, came, remedy.

    Args:
        tag: Its name.
        attributes: Its attributes.
    """
    if tag in _HEADINGS:
        yield "a heading as `## …`", f"<{tag}>", "Write it in Markdown."
    elif tag != "img" and tag not in _TAGS:
        expected = "an element that GitHub shows too, such as <details>, <kbd>, <ruby> or <table>"
        remedy = f"Write text as `&lt;{tag}>`; else say it in Markdown, or leave it out."
        yield expected, f"<{tag}>", remedy
    else:
        yield from _refused_attributes(tag, attributes)


def _refused_attributes(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    shown = (_IMAGE if tag == "img" else _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set())) - {"class"}
    taken = shown | _ALSO.get(tag, set())
    for name, value in attributes.items():
        expected = f"on <{tag}> only {', '.join(sorted(shown))}"
        expected += " (of styles text-align)" if "style" in shown else ""
        lost = name not in taken or (name == "style" and not _STYLE.fullmatch(value))
        if name == "class" and tag != "img":
            lost = not _BOX.fullmatch(value)
            expected = 'of classes only those of boxes, as in class="alert alert-info"'
        if lost:
            yield expected, f'{name}="{value}"', "Leave it out: GitHub shows nothing of it."


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


def lost_in_output(html: str) -> list[str]:
    """Return in words what a page could not show of an output's HTML; nothing where all of it."""
    return Losses.of(html, _OUTPUT_TAGS, _OUTPUT_STYLED)


def clean_output(html: str) -> Markup:
    """Clean the HTML of an output, such as a pandas table: structure stays, looks are ours."""
    cleaned = nh3.clean(
        html,
        tags=set(_OUTPUT_TAGS),
        clean_content_tags={"script", "style", "title"},
        attributes=_OUTPUT_ATTRIBUTES,
        # One of its own: the theme's tables are for prose.
        set_tag_attribute_values={"table": {"class": "nb-frame"}},
        filter_style_properties=_OUTPUT_STYLES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    cleaned = _EMPTY.sub(r"\1", cleaned)
    return Markup(_HEADING.sub(lambda tag: "</b></p>" if tag["end"] else "<p><b>", cleaned))
