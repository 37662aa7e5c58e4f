"""TeX to MathML at build time, so that a page needs no math script."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

from booksite.errors import BooksiteError

# Entities of math-core that XML does not know.
_NOT_IN_XML = {
    "&ApplyFunction;": "\N{FUNCTION APPLICATION}",
    "&InvisibleTimes;": "\N{INVISIBLE TIMES}",
}
# A sign that is no operation, behind a space such as `\ ` in TeX; math-core sees to the others.
_SIGN_AFTER_SPACE = re.compile(
    r"(?P<before>(?:<math[^<>]*>|<mrow>|<mtd[^<>]*>|<mo[^<>]*>[^<)\]}|∥⟩⌉⌋!⋯…]*</mo>)"
    "(?:<mtext>\N{NO-BREAK SPACE}</mtext>|<mspace[^<>]*/>)+)<mo>(?P<sign>[−+±∓])</mo>"
)
# Brackets and marks that belong to a formula in a line, before it and after it.
_BEFORE, _AFTER = "（「『(", "、。，．・：；？！…）」』,.:;?!)"


class MathError(BooksiteError):
    """A formula that cannot be understood; says the formula and why.

    Attributes:
        tex: The formula.
        expected: What should stand there.
        remedy: What its author should do.
    """

    expected = "a formula that TeX understands"
    remedy = "Correct it."

    def __init__(self, tex: str, reason: object) -> None:
        super().__init__(f"the formula {tex!r} is not understood: {reason}".rstrip("."))
        self.tex = tex


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False, annotation=False)


def to_mathml(tex: str, *, block: bool) -> Markup:
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
        raise MathError(tex.strip(), error) from None
    for entity, character in _NOT_IN_XML.items():
        mathml = mathml.replace(entity, character)
    mathml = _SIGN_AFTER_SPACE.sub(r'\g<before><mo lspace="0" rspace="0">\g<sign></mo>', mathml)
    return Markup(f'<span class="math">{mathml}</span>' if block else mathml)


def marks_beside(before: str, after: str) -> tuple[str, str]:
    """Return the brackets and marks that belong to a formula in a line.

    A browser would break the line between them, since a formula is no letter to it: a line could
    begin with a comma. Who makes the page keeps them together in an element.

    Args:
        before: The text before the formula.
        after: The text after it.
    """
    return before[len(before.rstrip(_BEFORE)) :], after[: len(after) - len(after.lstrip(_AFTER))]
