"""A finished page without what no reader sees: white space, quotes and tags that HTML lets out."""

from __future__ import annotations

import re

import minify_html

_GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
# An empty element of MathML, such as `<mspace/>`.
_EMPTY = re.compile(r"<(m[a-z]+|none)((?:\s[^<>]*)?)/>")


def trimmed(html: str) -> str:
    """Give a page in its shortest form; it means the same to a browser.

    Args:
        html: The page.
    """
    # The versions of MkDocs and its theme: they would change all pages, and nobody reads them.
    html = _GENERATOR.sub("", html)
    # minify-html knows elements that close themselves in SVG only (its issue 192).
    html = _EMPTY.sub(r"<\1\2></\1>", html)
    return minify_html.minify(html, keep_input_type_text_attr=True)
