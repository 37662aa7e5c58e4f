"""Markdown cells: their headings with stable anchors, their links to other notebooks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from markupsafe import Markup

from booksite.locales import Locale
from booksite.locales import text as localized
from booksite.markup import (
    Formulas,
    Heading,
    MarkdownError,
    Surroundings,
    render_markdown,
)
from booksite.notebooks.links import CellLink, read_link

# A mistake in one cell.
CellError = MarkdownError


class Picture(Protocol):
    """Finds a picture that a cell shows."""

    def __call__(self, target: str, attributes: Mapping[str, str], *, linked: bool) -> Markup:
        """Return it as HTML."""


@dataclass
class CellContext(Surroundings):
    """What a Markdown cell must know of its surroundings, and what it gives back.

    Attributes:
        cell_id: Becomes the anchor of the cell's heading.
        locale: The language.
        colab: Address of the notebook in Colab.
        notebooks: Names of the notebooks that may be linked to.
        picture: Finds a picture, as `CellPictures.show` does.
        formulas: Those of the notebook so far.
        headings: Headings found so far, in order.
        links: Its links.
        anchors: The places that its HTML names.
    """

    cell_id: str
    locale: Locale
    colab: str
    notebooks: Collection[str]
    picture: Picture
    formulas: Formulas = field(default_factory=Formulas)
    headings: list[Heading] = field(default_factory=list)
    links: list[CellLink] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def heading(self, level: int, title: str) -> tuple[int, str, Markup]:
        """Put beside a heading, and no part of its name, a link to its cell in Colab."""
        if level == 1 or self.headings:
            raise CellError(
                "at most one heading in a cell, of level ## or deeper",
                f"another heading: {'#' * level} {title}",
                "Move it to a cell of its own, or lower its level.",
            )
        if not title.strip():
            raise CellError("words in a heading", "one without", "Write them, or remove the marks.")
        # The page's own sections are level 2; the notebook's stand below the one "Notebook".
        level += 1
        self.headings.append(Heading(level, self.cell_id, title))
        link = Markup('<a class="nb-colab" href="{}#scrollTo={}" title="{}"></a>\n')
        colab_here = localized("colab_here", self.locale)
        return level, self.cell_id, link.format(self.colab, self.cell_id, colab_here)

    def link(self, target: str) -> str:
        """Let what leads to another notebook, or a page's file, lead to its page."""
        link = read_link(self.cell_id, target, self.locale, self.notebooks)
        self.links.append(link)
        return link.address

    def anchor(self, name: str) -> None:
        """Note a place that links may lead to."""
        self.anchors.append(name)

    def image(self, target: str, attributes: Mapping[str, str], *, linked: bool) -> Markup:
        """Return a picture that was found."""
        return self.picture(target, attributes, linked=linked)


def markdown_cell(source: str, context: CellContext) -> tuple[Markup, list[CellError]]:
    """Render a Markdown cell to clean HTML; return it, and the mistakes in the cell."""
    return render_markdown(source, context)
