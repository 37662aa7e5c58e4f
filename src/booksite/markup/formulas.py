"""TeX to MathML at build time, so that a page needs no math script.

math-core converts. Of latex2mathml, temml, KaTeX and MathJax 4 it is the fastest by far and gives
the smallest elements; what it lacks of their commands, `tex.py` puts into its words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

from booksite.markup.formula_errors import MathError, converter_error, in_formula
from booksite.markup.long_formulas import breakable
from booksite.markup.tex import known_words
from booksite.markup.tex_elsewhere import defined, refuse_slips, refuse_unknown
from booksite.markup.tex_groups import TexError, replaced

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
# An element that only Firefox draws; formulas.css draws ours everywhere.
_ENCLOSED = re.compile(r'<menclose notation="(?P<kinds>[\w ]+)">|(?P<end></menclose>)')
_STROKE = re.compile(r'<mrow class="menclose-[\w-]+"></mrow>')
# What is stretched over or below a formula, from a font of its own (formulas.css).
_WIDE = re.compile('<mo(?: stretchy="true")?>([\u0302\u23b4\u23b5\u23dc-\u23df])</mo>')
# What stands for a tag or a reference while math-core converts.
_MARK = "booksite{}mark"
_MARKED = re.compile(r"<mtext>booksite(\d+)mark</mtext>|(?<=id=\")booksite(\d+)mark(?=\")")
_REFERENCE = re.compile("\ue002((?:eq)?ref .*?)\ue002")
_NUMBER = re.compile(r'id="(eq:[^"]*)">(.*?)</mtd>')
_PLAIN_TAG = re.compile(r"[A-Za-z0-9.*+-]+")
_JAPANESE = re.compile("[\u3001-\u3007\u300c-\u301f\u3041-\u30ff\u4e00-\u9fff\uff01-\uff9f]+")
_COMMENT = re.compile(r"(?<!\\)%")
# What XML cannot hold; a string of Python makes them of `\beta` and `\frac`.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_NAMED = (
    r"text(?:bf|it|rm|sf|tt|md|up|normal)?|[mh]box|tag\*?|label|eqref|ref|operatorname\*?"
    "|math(?:rm|bf|it|sf|tt)"
)
# Brackets and marks that belong to a formula in a line, before it and after it.
_BEFORE, _AFTER = "（「『(", "、。，．・：；？！…）」』,.:;?!)"


class Formulas:
    r"""The formulas of one page: numbers, references and macros run through them.

    Numbers are those of Jupyter: `equation`, `align`, `gather` and `multline` have them, those with
    a star and `$$` have not, but for a `\tag`.

    Attributes:
        numbers: The numbers of formulas so far, by the anchors of their labels.
    """

    def __init__(self) -> None:
        self._converter = LatexToMathML(
            fancy_error=False, global_group=True, allow_unreliable_rendering=True
        )
        self.numbers: dict[str, str] = {}
        self._macros: set[str] = set()

    def mathml(self, tex: str, *, block: bool) -> Markup:
        r"""Convert the next formula; `settled` puts in the numbers that it refers to.

        Args:
            tex: The formula without its delimiters, such as ``\frac{1}{2}``.
            block: Whether it stands on a line of its own.

        Returns:
            A ``<math>`` element; a block is wrapped so that a wide formula scrolls by itself
            (in a ``<span>``, since Markdown may put it inside a paragraph).

        Raises:
            MathError: If the formula is not valid or uses an unknown command.
        """
        tex = tex.replace("\ue002", "").strip()
        self._macros |= defined(tex)
        _refuse_words(tex, self._macros)
        try:
            marks: list[str] = []
            words = known_words(self._with_marks(tex, marks), block=block)
            mathml = self._converter.convert_with_global_state(words, displaystyle=block)
        except (LatexError, TexError) as error:
            raise converter_error(tex, error) from None
        mathml = _MARKED.sub(lambda match: marks[int(match[1] or match[2])], _mended(mathml))
        for label, shown in _NUMBER.findall(mathml):
            number = str(Markup(shown).striptags())
            if label in self.numbers:
                raise MathError(
                    tex,
                    "each label once on a page",
                    in_formula(tex, f"that of {self.numbers[label]} again"),
                    "Rename one.",
                )
            self.numbers[label] = number
        mathml = breakable(mathml)
        # Of a line that only defines macros, nothing is seen.
        seen = block and not mathml.endswith('"block"></math>')
        return Markup(f'<span class="math">{mathml}</span>' if seen else mathml)

    def settled(self, rendered: str) -> Markup:
        """Return HTML with the numbers of all formulas that it refers to.

        Args:
            rendered: HTML with formulas that were converted here, when all of the page are.
        """
        return Markup(_REFERENCE.sub(lambda match: self._number(match[1]), rendered))

    def unknown(self, rendered: str) -> Iterator[MathError]:
        """Yield an error for each reference in a piece of HTML that leads nowhere."""
        for reference in _REFERENCE.findall(rendered):
            if self._anchor(reference) not in self.numbers:
                command, label = reference.split(" ", 1)
                tex = rf"\{command}{{{html.unescape(label)}}}"
                yield MathError(
                    tex,
                    r"the `\label` of a formula with a number, as in `\begin{equation}`",
                    f"{tex}, which no formula of the page has",
                    "Correct it, or give the formula this label.",
                )

    def _number(self, reference: str) -> str:
        anchor = self._anchor(reference)
        number = self.numbers.get(anchor, "(???)")
        shown = number if reference.startswith("eqref") else number.strip("()")
        return f'<a href="#{anchor}">{shown}</a>'

    def _anchor(self, reference: str) -> str:
        return html.escape(anchor_of(html.unescape(reference.split(" ", 1)[1])))

    def _with_marks(self, tex: str, marks: list[str]) -> str:
        """Return a formula in which labels are anchors, and marks stand for what is no TeX."""

        def marked(command: str, rendered: str) -> str:
            marks.append(rendered)
            return rf"\{command}{{{_MARK.format(len(marks) - 1)}}}"

        def rewrite(name: str, body: str) -> str:
            if name == "label":
                return marked("label", html.escape(anchor_of(body)))
            if not name.startswith("tag"):
                return marked("text", f"<mtext>\ue002{name} {html.escape(body)}\ue002</mtext>")
            if _PLAIN_TAG.fullmatch(body):
                return rf"\{name}{{{body}}}"
            return marked("tag*", _tag(body if name == "tag*" else f"({body})"))

        return replaced(tex, r"label|tag\*?|eqref|ref", rewrite)


def anchor_of(label: str) -> str:
    """Return the anchor of a labelled formula: with a colon, which no id of a cell has."""
    return label if label.startswith("eq:") else f"eq:{label}"


def marks_beside(before: str, after: str) -> tuple[str, str]:
    """Return the brackets and marks that belong to a formula in a line.

    A browser would break the line between them, since a formula is no letter to it: a line could
    begin with a comma. Who makes the page keeps them together in an element.

    Args:
        before: The text before the formula.
        after: The text after it.
    """
    return before[len(before.rstrip(_BEFORE)) :], after[: len(after) - len(after.lstrip(_AFTER))]


def _refuse_words(tex: str, macros: Collection[str]) -> None:
    """Refuse what is shown as no author means it, or not by all front ends.

    Japanese that is no word in a formula: there, `$` is mostly a price. And a sign of percent that
    begins a comment, though no line follows.
    """
    if match := _CONTROL.search(tex):
        raise MathError(
            tex,
            "no control character in a formula",
            in_formula(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", tex), ascii(match[0])),
            r"Write the command with its backslash again, such as `\beta` or `\frac`.",
        )
    try:
        bare = replaced(tex, _NAMED, lambda *_: "")
        refuse_unknown(bare, macros)
        refuse_slips(bare)
    except TexError as error:
        raise converter_error(tex, error) from None
    if "\n" not in tex and _COMMENT.search(bare):
        raise MathError(
            tex,
            r"the sign of percent as `\%`: behind %, a formula ends",
            in_formula(tex, "%"),
            "Write it so.",
        )
    if match := _JAPANESE.search(bare):
        raise MathError(
            tex,
            r"Japanese in a formula only as `\text{…}`, and a price as `\$40`",
            in_formula(tex, f"'{match[0]}'"),
            "Correct the dollars, or write the words so.",
        )


def _tag(words: str) -> str:
    """Return a tag that may hold formulas and any letter."""
    mathml = Formulas().mathml(rf"\text{{{words}}}", block=False)
    return f"<mrow>{mathml.removeprefix('<math>').removesuffix('</math>')}</mrow>"


def _mended(mathml: str) -> str:
    """Return what math-core gives as all browsers and XML read it."""
    for entity, character in _NOT_IN_XML.items():
        mathml = mathml.replace(entity, character)
    mathml = _SIGN_AFTER_SPACE.sub(r'\g<before><mo lspace="0" rspace="0">\g<sign></mo>', mathml)
    mathml = _WIDE.sub(r'<mo class="wide" stretchy="true">\1</mo>', mathml)
    return _ENCLOSED.sub(_enclosed, _STROKE.sub("", mathml))


def _enclosed(match: re.Match[str]) -> str:
    return "</mrow>" if match["end"] else f'<mrow class="{match["kinds"]}">'
