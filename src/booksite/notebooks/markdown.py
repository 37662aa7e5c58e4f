"""Markdown cells to HTML: headings with stable anchors, math, links between notebooks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markupsafe import Markup
from mkdocs_jupyter.nbconvert2 import CustomMarkdownRendered
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from booksite.errors import BooksiteError
from booksite.locales import text as localized
from booksite.markup import (
    PAGE_SCHEME,
    Heading,
    clean_markdown,
    code_block,
    marks_beside,
    to_mathml,
)

_NOTEBOOK_LINK = re.compile(r"^(?:\./)?(?P<name>[\w-]+)\.ipynb(?P<hash>#.*)?$")
# Formulas wait outside while the HTML is cleaned: a private-use character marks the place.
_MARK = "\ue000"
_FORMULA = re.compile(f"{_MARK}([0-9]+){_MARK}")


class CellError(BooksiteError):
    """A mistake in one cell: what was expected, what came, what to do."""

    def __init__(self, expected: str, came: str, remedy: str) -> None:
        super().__init__(f"expected {expected}, but received {came}. {remedy}")
        self.expected, self.came, self.remedy = expected, came, remedy


@dataclass
class CellContext:
    """What a Markdown cell must know of its surroundings, and what it gives back.

    Attributes:
        cell_id: Becomes the anchor of the cell's heading.
        locale: The language.
        colab: Address of the notebook in Colab.
        notebooks: Names of the notebooks that may be linked to.
        headings: Headings found so far, in order.
    """

    cell_id: str
    locale: str
    colab: str
    notebooks: Collection[str]
    headings: list[Heading] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


class CellRenderer(CustomMarkdownRendered):  # type: ignore[misc]
    """mkdocs-jupyter's Markdown renderer with the site's headings, links, code and math.

    Attributes:
        context: The surroundings of the cell that is being rendered.
    """

    context: CellContext

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Render a heading, and beside it, no part of its name, a link to its cell in Colab."""
        cell = self.context
        if level == 1 or (cell.headings and cell.headings[-1].id == cell.cell_id):
            raise CellError(
                "at most one heading in a cell, of level ## or deeper",
                f"another heading: {'#' * level} {text}",
                "Move it to a cell of its own, or lower its level.",
            )
        title = Markup(self.with_formulas(text)).striptags()
        # The page's own sections are level 2; the notebook's stand below the one "Notebook".
        level += 1
        cell.headings.append(Heading(level, cell.cell_id, title))
        colab_here = localized("colab_here", cell.locale)
        return (
            f'<h{level} id="{cell.cell_id}">{text}</h{level}>\n'
            f'<a class="nb-colab" href="{cell.colab}#scrollTo={cell.cell_id}"'
            f' title="{colab_here}"></a>\n'
        )

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Render a link; another notebook's file name becomes its page."""
        match = _NOTEBOOK_LINK.match(url)
        if not match:
            return str(super().link(text, url, title))
        if match["name"] not in self.context.notebooks:
            raise CellError(
                "a link to a notebook of this book, such as ch03_first_ml.ipynb",
                url,
                "Correct the file name.",
            )
        return f'<a href="{PAGE_SCHEME}:{match["name"]}{match["hash"] or ""}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Refuse: an image in a Markdown cell would be asked from another host."""
        raise CellError(
            "images only as outputs of code cells",
            f"an image in Markdown: {url}",
            "Draw it in a code cell, or leave it out.",
        )

    def block_code(self, code: str, info: str | None = None) -> str:
        """Render a fenced block as the theme does."""
        return code_block(code, (info or "").split(" ")[0])

    def inline_math(self, body: str) -> str:
        """Render a formula in a line."""
        return self._formula(body, block=False)

    def block_math(self, body: str) -> str:
        """Render a formula on a line of its own."""
        return self._formula(body, block=True)

    def latex_environment(self, name: str, body: str) -> str:
        """Render a LaTeX environment such as ``align``."""
        return self._formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def with_formulas(self, rendered: str) -> str:
        """Put the formulas at the places that were kept for them."""
        pieces = _FORMULA.split(rendered)
        for place in range(1, len(pieces), 2):
            formula = self.context.formulas[int(pieces[place])]
            before, after = marks_beside(pieces[place - 1], pieces[place + 1])
            if (before or after) and formula.startswith("<math>"):
                pieces[place - 1] = pieces[place - 1].removesuffix(before)
                pieces[place + 1] = pieces[place + 1].removeprefix(after)
                formula = f"<span>{before}{formula}{after}</span>"
            pieces[place] = formula
        return "".join(pieces)

    def _formula(self, tex: str, *, block: bool) -> str:
        self.context.formulas.append(to_mathml(tex, block=block))
        return f"{_MARK}{len(self.context.formulas) - 1}{_MARK}"


def markdown_cell(source: str, context: CellContext) -> str:
    """Render a Markdown cell to clean HTML.

    Raises:
        CellError: For a second heading, an unknown notebook or an image.
        MathError: For a formula that is not understood.
    """
    markdown, renderer = _markdown()
    renderer.context = context
    rendered = markdown.render(source.replace(_MARK, ""))
    return renderer.with_formulas(clean_markdown(rendered))


@cache
def _markdown() -> tuple[MarkdownWithMath, CellRenderer]:
    """Return the one parser with its renderer: making it takes longer than a cell."""
    renderer = CellRenderer(escape=False)
    return MarkdownWithMath(renderer=renderer), renderer
