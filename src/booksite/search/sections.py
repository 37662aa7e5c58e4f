"""A page's Markdown, or a Markdown cell, to sections of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from booksite.pages import box_id

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_HEADING = re.compile(r"^#{1,6} +(?P<title>.*?)\s*(?:\{[^}]*?#(?P<id>[\w-]+)[^}]*\})?\s*$")
_ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?) +(?P<kind>[\w-]+)(?: +"(?P<title>.*)")?\s*$')
_REMOVED = re.compile(
    r"<!--.*?-->|\$\$.*?\$\$|^\|[ :|-]+\|\s*$|\{ [^}]*\}|\[\^[^\]]*\]:?", re.DOTALL | re.MULTILINE
)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)|<(https?:[^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_FORMULA = re.compile(r"\$([^$\n]+)\$")
_LINE_START = re.compile(r"^\s*(?:[-*+]|\d+\.|>|#+|\|)\s+|\s*\|\s*$", re.MULTILINE)
_COLUMN = re.compile(r" \| ")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
_MARKUP = re.compile(r"\*\*|`|\+\+|(?<!\w)\*|\*(?!\w)")


@dataclass(frozen=True)
class Section:
    """What stands below one heading, or in one box with a title.

    Attributes:
        anchor: Id of the heading or box; nothing for the page's beginning.
        title: Its plain text.
        prose: The plain text below it.
        code: The code blocks below it.
        strong: The words in bold.
    """

    anchor: str
    title: str
    prose: str
    code: str
    strong: tuple[str, ...]


# While pages are served, those that nobody touched are divided once.
@lru_cache(maxsize=4096)
def sections(source: str) -> tuple[Section, ...]:
    """Divide a page; a titled box is a section of its own, named after its heading's id.

    Args:
        source: The page's Markdown with its front matter.
    """
    return tuple(_sections(source))


def _sections(source: str) -> Iterator[Section]:
    anchor, title, boxes, indented = "", "", 0, False
    lines: list[str] = []
    heading = ""
    for line in unfenced(_FRONT_MATTER.sub("", source)):
        start = _HEADING.match(line)
        box = _ADMONITION.match(line)
        left_box = indented and line.strip() and not line.startswith(("    ", "\x00"))
        if start or box or left_box:
            yield _section(anchor, title, lines)
            lines = []
        if start:
            heading, boxes = start["id"] or "", 0
            anchor, title, indented = heading, start["title"], False
        elif box:
            boxes += 1
            anchor, title, indented = box_id(heading, boxes), box["title"] or "", True
        elif left_box:
            anchor, title, indented = heading, "", False
            lines = [line]
        else:
            lines.append(line)
    yield _section(anchor, title, lines)


def unfenced(source: str) -> Iterator[str]:
    """Yield the lines; those inside a fence start with NUL, the fences themselves are left out."""
    fence = ""
    for line in source.splitlines():
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence):
            fence = ""
        else:
            yield f"\x00{line.strip()}" if fence else line


def _section(anchor: str, title: str, lines: list[str]) -> Section:
    code = "\n".join(line[1:] for line in lines if line.startswith("\x00"))
    prose = "\n".join(line for line in lines if not line.startswith("\x00"))
    strong = tuple(plain(words) for words in _STRONG.findall(prose))
    return Section(anchor, plain(title), plain(prose), code, strong)


def plain(markdown: str) -> str:
    """Return the text that a reader sees, on one line."""
    text = _REMOVED.sub(" ", markdown)
    text = _IMAGE.sub(r" \1 ", text)
    text = _LINK.sub(lambda match: match[1] or match[2], text)
    text = _FORMULA.sub(lambda match: "…" if "\\" in match[1] else match[1], _TAG.sub(" ", text))
    text = _MARKUP.sub("", _COLUMN.sub(" / ", _LINE_START.sub(" ", text)))
    return " ".join(text.split())
