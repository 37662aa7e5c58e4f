"""One table of contents for a page and the parts that were put into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Node = TypeVar("Node")


@dataclass(frozen=True)
class Heading:
    """A heading that joins the page's table of contents.

    Attributes:
        level: 2 for a section, 3 for a subsection, …
        id: Its anchor, the same in both languages.
        title: Its text, without markup.
    """

    level: int
    id: str
    title: str


def nested(headings: Sequence[Heading], make: Callable[[Heading, list[Node]], Node]) -> list[Node]:
    """Turn a flat list of headings into a tree.

    Args:
        headings: Headings in the order of the page.
        make: Makes a node of a heading and its children.

    Returns:
        The nodes of the highest level.
    """
    nodes = []
    position = 0
    while position < len(headings):
        end = position + 1
        while end < len(headings) and headings[end].level > headings[position].level:
            end += 1
        nodes.append(make(headings[position], nested(headings[position + 1 : end], make)))
        position = end
    return nodes
