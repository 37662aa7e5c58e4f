"""Pieces of HTML: of Markdown, clean, with colored code, formulas, a table of contents."""

from booksite.markup.code import (
    CELL_MAGIC,
    PYTHON_MAGICS,
    Marks,
    cell_code,
    code_block,
    marked_text,
)
from booksite.markup.difference import differences
from booksite.markup.dollars import (
    FORMULA_IN_LINE,
    between_tags,
    formulas_in_html,
    hide_inner_dollars,
    show_inner_dollars,
)
from booksite.markup.formula_errors import MathError
from booksite.markup.formula_text import plain_text
from booksite.markup.formulas import Formulas, marks_beside
from booksite.markup.japanese import join_text, joins_without_space
from booksite.markup.markdown import render_inline, render_markdown
from booksite.markup.outline import Heading, nested
from booksite.markup.sanitize import ASSET_SCHEME, PAGE_SCHEME, clean_output, lost_in_output
from booksite.markup.surroundings import MarkdownError, Surroundings

__all__ = [
    "ASSET_SCHEME",
    "CELL_MAGIC",
    "FORMULA_IN_LINE",
    "PAGE_SCHEME",
    "PYTHON_MAGICS",
    "Formulas",
    "Heading",
    "MarkdownError",
    "Marks",
    "MathError",
    "Surroundings",
    "between_tags",
    "cell_code",
    "clean_output",
    "code_block",
    "differences",
    "formulas_in_html",
    "hide_inner_dollars",
    "join_text",
    "joins_without_space",
    "lost_in_output",
    "marked_text",
    "marks_beside",
    "nested",
    "plain_text",
    "render_inline",
    "render_markdown",
    "show_inner_dollars",
]
