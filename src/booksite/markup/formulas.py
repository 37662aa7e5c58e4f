"""TeX to MathML at build time, so that a page needs no math script."""

from __future__ import annotations

import html
import re
from functools import cache

from math_core import LatexError, LatexToMathML

from booksite.errors import BooksiteError

# What pymdownx.arithmatex writes with `generic: true`.
_ARITHMATEX = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">'
    r"(?:\\\((?P<inline>.*?)\\\)|\\\[(?P<block>.*?)\\\])</(?P=tag)>",
    re.DOTALL,
)

# A sign that is no operation, behind a space such as `\ ` in TeX; math-core sees to the others.
_SIGN_AFTER_SPACE = re.compile(
    r"(?P<before>(?:<math[^<>]*>|<mrow>|<mtd[^<>]*>|<mo[^<>]*>[^<)\]}|∥⟩⌉⌋!⋯…]*</mo>)"
    "(?:<mtext>\N{NO-BREAK SPACE}</mtext>|<mspace[^<>]*/>)+)<mo>(?P<sign>[−+±∓])</mo>"
)
# A formula in a line with the brackets and marks that belong to it.
_WITH_MARKS = re.compile(
    r"(?P<before>[（「『(]*)(?P<math><math>.*?</math>)(?P<after>[、。，．・：；？！…）」』,.:;?!)]*)",
    re.DOTALL,
)


class MathError(BooksiteError):
    """A formula that cannot be understood; says the formula and why."""


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False, annotation=False)


def to_mathml(tex: str, *, block: bool) -> str:
    r"""Convert one formula.

    Args:
        tex: The formula without its delimiters, such as ``\frac{1}{2}``.
        block: Whether it stands on a line of its own.

    Returns:
        A ``<math>`` element; a block is wrapped so that a wide formula scrolls by itself
        (in a ``<span>``, since Markdown may put it inside a paragraph).

    Raises:
        MathError: If the formula is not valid or uses an unknown command.
    """
    try:
        mathml = _converter().convert_with_local_state(tex.strip(), displaystyle=block)
    except LatexError as error:
        raise MathError(f"the formula {tex.strip()!r} is not understood: {error}") from error
    mathml = _SIGN_AFTER_SPACE.sub(r'\g<before><mo lspace="0" rspace="0">\g<sign></mo>', mathml)
    return f'<span class="math">{mathml}</span>' if block else mathml


def replace_arithmatex(page_html: str) -> str:
    """Replace each formula that ``pymdownx.arithmatex`` has marked in a page by MathML.

    Raises:
        MathError: For the first formula that is not understood.
    """

    def convert(match: re.Match[str]) -> str:
        block = match["block"] is not None
        tex = match["block"] if block else match["inline"]
        return to_mathml(html.unescape(tex), block=block)

    return _ARITHMATEX.sub(convert, page_html)


def keep_marks(page_html: str) -> str:
    """Join each formula to the brackets and marks beside it.

    A browser would break the line between them, since a formula is no letter to it: a line could
    begin with a comma.
    """

    def join(match: re.Match[str]) -> str:
        marked = match["before"] or match["after"]
        return f"<span>{match[0]}</span>" if marked else match[0]

    return _WITH_MARKS.sub(join, page_html)
