"""MkDocs' navigation and tables of contents, made from our plain records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import escape
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.toc import AnchorLink, TableOfContents

from booksite.markup import Heading, nested


def safe(title: str) -> str:
    """Return a title as HTML: the theme prints what it is given."""
    return str(escape(title))


def name_sections(nav: Navigation, titles: Mapping[str, str]) -> None:
    """Give the sections of a navigation their titles, in place of ids."""
    for section in _sections(nav.items):
        if title := titles.get(section.title):
            section.title = safe(title)


def table_of_contents(headings: Sequence[Heading]) -> TableOfContents:
    """Return MkDocs' table of contents of a page with these headings."""

    def link(heading: Heading, children: list[Any]) -> AnchorLink:
        anchor = AnchorLink(safe(heading.title), heading.id, heading.level)
        anchor.children = children
        return anchor

    return TableOfContents(nested(headings, link))


def _sections(items: Iterable[Any]) -> Iterator[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)
