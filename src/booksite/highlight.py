"""Code blocks with the theme's own markup, so that its colours and copy button apply."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from booksite.difference import Range


@dataclass(frozen=True)
class Marks:
    """What is marked in a text.

    Attributes:
        tag: The HTML element of a mark: ``del`` or ``ins``.
        ranges: The marked ranges of characters, in order.
    """

    tag: str
    ranges: Iterable[Range]


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


def code_block(source: str, language: str = "", marks: Marks | None = None) -> str:
    """Give a highlighted block.

    Args:
        source: The code.
        language: A name that Pygments knows; another or none gives plain text.
        marks: What to mark in it, beside the colours.
    """
    lexer = _lexer(language) if language else None
    if marks:
        code = _marked(_tokens(source, lexer), marks)
    elif lexer is None:
        code = html.escape(source, quote=False)
    else:
        code = highlight(source, lexer, HtmlFormatter(nowrap=True))
    code = code.rstrip("\n")
    return f'<div class="highlight"><pre><span></span><code>{code}\n</code></pre></div>'


def marked_text(text: str, marks: Marks) -> str:
    """Give a text as HTML with its marks."""
    return _marked([("", text)], marks)


def _tokens(source: str, lexer: Lexer | None) -> Iterator[tuple[str, str]]:
    """Give the pieces of the code with their CSS classes."""
    if lexer is None:
        yield "", source
        return
    for _, kind, value in lexer.get_tokens_unprocessed(source):
        css_class = next(STANDARD_TYPES[k] for k in reversed(kind.split()) if k in STANDARD_TYPES)
        yield css_class, value


def _marked(tokens: Iterable[tuple[str, str]], marks: Marks) -> str:
    """Join tokens to HTML; a mark may begin or end inside a token and hold several."""
    edges = {start: f"<{marks.tag}>" for start, _ in marks.ranges}
    edges |= {end: f"</{marks.tag}>" for _, end in marks.ranges}
    position, pieces = 0, []
    for css_class, value in tokens:
        end = position + len(value)
        cuts = [position, *(edge for edge in sorted(edges) if position < edge < end), end]
        for start, stop in pairwise(cuts):
            piece = html.escape(value[start - position : stop - position], quote=False)
            span = f'<span class="{css_class}">{piece}</span>' if css_class else piece
            pieces += [edges.get(start, ""), span]
        position = end
    return "".join([*pieces, edges.get(position, "")])
