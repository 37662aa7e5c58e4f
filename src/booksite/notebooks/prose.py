"""Outputs that are written in Markdown or LaTeX, as pieces of HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from booksite.markup import (
    Formulas,
    MarkdownError,
    Surroundings,
    between_tags,
    formulas_in_html,
    render_markdown,
)

# A formula in the marks that MathJax looks for.
_FORMULA = re.compile(
    r"\$\$(?P<display>.+?)\$\$|\\\[(?P<bracket>.+?)\\\]"
    r"|(?<![\\$])\$(?P<inline>[^$]+?)(?<!\\)\$(?!\d)|\\\((?P<round>.+?)\\\)"
    r"|(?P<environment>\\begin\{(?P<name>[a-zA-Z]+\*?)\}.*?\\end\{(?P=name)\})",
    re.DOTALL,
)
_ADDRESS = re.compile(r"https?:|mailto:")


class _Output(Surroundings):
    """An output has no place on the page that headings, files or links could name."""

    def __init__(self, locale: str, formulas: Formulas) -> None:
        self.locale, self.formulas = locale, formulas

    def heading(self, level: int, title: str) -> tuple[int, str, Markup]:
        """Let a heading be no part of the page's table of contents."""
        return level, "", Markup()

    def link(self, target: str) -> str:
        """Refuse what would lead to a file beside the notebook."""
        if _ADDRESS.match(target):
            return target
        raise MarkdownError("a link to a site", target, "Write its whole address.")


def markdown_prose(
    source: str, locale: str, formulas: Formulas
) -> tuple[Markup, list[MarkdownError]]:
    """Return Markdown as HTML, and what of it cannot be shown.

    Args:
        source: The text.
        locale: The language of the page.
        formulas: Those of the page, which numbers and macros run through.
    """
    return render_markdown(source, _Output(locale, formulas))


def html_prose(html: Markup, formulas: Formulas) -> Markup:
    """Return clean HTML with its formulas, which front ends show in it too.

    Raises:
        MathError: A formula cannot be shown.
    """

    def convert(tex: str, block: bool) -> str:
        return formulas.mathml(tex, block=block)

    return Markup(between_tags(html, lambda words: formulas_in_html(words, convert)))


def latex_prose(source: str, formulas: Formulas) -> Markup:
    """Return a text in LaTeX as HTML; without any mark of a formula, it is one.

    Raises:
        MathError: A formula cannot be shown.
    """
    found = list(_FORMULA.finditer(source))
    if not found or (len(found) == 1 and found[0][0] == source.strip()):
        return formulas.mathml(_tex(found[0]) if found else source, block=True)
    html, position = Markup(), 0
    for formula in found:
        is_block = not (formula["inline"] or formula["round"])
        html += escape(source[position : formula.start()])
        html += formulas.mathml(_tex(formula), block=is_block)
        position = formula.end()
    return html + escape(source[position:])


def _tex(formula: re.Match[str]) -> str:
    tex: str = next(filter(None, formula.groups()))
    return tex
