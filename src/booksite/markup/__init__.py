"""Pieces of HTML: clean, with colored code, with formulas, with a table of contents."""

from booksite.markup.code import Marks, cell_code, code_block, marked_text
from booksite.markup.difference import differences
from booksite.markup.formulas import MathError, marks_beside, to_mathml
from booksite.markup.outline import Heading, nested
from booksite.markup.sanitize import ASSET_SCHEME, PAGE_SCHEME, clean_markdown, clean_output

__all__ = [
    "ASSET_SCHEME",
    "PAGE_SCHEME",
    "Heading",
    "Marks",
    "MathError",
    "cell_code",
    "clean_markdown",
    "clean_output",
    "code_block",
    "differences",
    "marked_text",
    "marks_beside",
    "nested",
    "to_mathml",
]
