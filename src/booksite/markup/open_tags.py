"""Elements of HTML in a text that are not closed, or closed though not open.

What follows would stand in them, on pages also be lost; nothing of it folds the cells below. An end
too much would close the page around the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

# Those that end with what they stand in, such as <p> and <td>, need no end.
_TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>abbr|a|blockquote|b|caption|cite|code|del|details|dfn|div|dl"
    r"|em|figcaption|figure|ins|i|kbd|mark|ol|pre|q|ruby|samp|small|span|strong|summary|su[bp]|s"
    r"|table|ul|u|var)(?=[\s/>])[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)


def open_tags(blocks: Iterable[Token]) -> Iterator[tuple[str, str, str]]:
    """Yield the elements that have no end, and the ends of none: expected, came, what to do.

    Args:
        blocks: All tokens of a text.
    """
    html = "".join(
        part.content
        for block in blocks
        for part in (block, *(block.children or ()))
        if part.type.startswith("html_")
    )
    still_open: list[str] = []
    for tag in _TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if name and not tag["end"]:
            still_open.append(name)
        elif name in still_open:
            while (last := still_open.pop()) != name:
                yield _without_end(last)
        elif name:
            remedy = "Remove it, or open it before in the same text."
            yield f"</{name}> only behind <{name}>", f"</{name}>", remedy
    yield from map(_without_end, still_open)


def _without_end(name: str) -> tuple[str, str, str]:
    return f"</{name}> behind <{name}> in the same text", f"<{name}>", "Close it, or write &lt;."
