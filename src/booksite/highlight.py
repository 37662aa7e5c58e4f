"""Code blocks with the theme's own markup, so that its colours and copy button apply."""

from __future__ import annotations

import html
from functools import cache

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


def code_block(source: str, language: str = "") -> str:
    """Give a highlighted block.

    Args:
        source: The code.
        language: A name that Pygments knows; another or none gives plain text.
    """
    lexer = _lexer(language) if language else None
    if lexer is None:
        code = html.escape(source.rstrip("\n"), quote=False)
    else:
        code = highlight(source, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    return f'<div class="highlight"><pre><span></span><code>{code}\n</code></pre></div>'
