"""Elements of HTML on a page that are not closed, or closed though not open.

What follows would stand in them, or be lost; an end too much would close the page around the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from booksite.errors import Fault

_UNREAD = re.compile(r"(?<!`)(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)|<!--.*?-->", re.DOTALL)
# Those that end with what they stand in, such as <p> and <td>, need no end.
_TAG = re.compile(
    r"(?<!\\)<(?P<end>/?)(?P<name>abbr|a|blockquote|b|caption|cite|code|del|details|dfn|div|dl|em"
    r"|figcaption|figure|ins|i|kbd|mark|ol|pre|q|ruby|samp|small|span|strong|summary|su[bp]|s"
    r"|table|ul|u|var)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)


def tag_faults(file: str, prose: str) -> Iterator[Fault]:
    """Yield the elements of a page that have no end, and the ends of none.

    Args:
        file: Its path, for messages.
        prose: Its source, in which lines of code are empty.
    """
    text = _UNREAD.sub(lambda unread: "\n" * unread[0].count("\n"), prose)
    still_open: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        name, line = tag["name"].lower(), text.count("\n", 0, tag.start()) + 1
        if not tag["end"]:
            still_open.append((name, line))
        elif any(name == one for one, _ in still_open):
            while (last := still_open.pop())[0] != name:
                yield _without_end(file, *last)
        else:
            expected = f"</{name}> only behind <{name}>"
            yield Fault(file, line, expected, f"</{name}> alone", "Remove it, or open it before.")
    yield from (_without_end(file, *one) for one in still_open)


def _without_end(file: str, name: str, line: int) -> Fault:
    return Fault(file, line, f"</{name}> behind each <{name}>", "none", "Close it.")
