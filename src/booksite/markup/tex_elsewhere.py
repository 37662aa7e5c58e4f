"""What the converter shows of TeX, and MathJax on GitHub and in Jupyter refuses in red.

The names were found by MathJax 3.2 with all the packages that JupyterLab loads.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from booksite.markup.tex_groups import TexError

# By what all of them know: the names that only the converter does.
_INSTEAD = {
    r"\mathbb{R}": "R N Z Reals reals natnums cnums Complex mathds",
    r"\mathop{\mathrm{argmax}}": "argmax argmin plim operatornamewithlimits",
    r"\mathrm{erf}": "erf erfc arcctg arctg ch cosec cotg ctg cth sh tg th",
    r"\boldsymbol{x}": "bm bold",
    r"\mathrm{A}": "Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi",
    r"\textit{…}": "emph textsc",
    r"\rightarrow": "larr lArr Larr rarr rArr Rarr uarr uArr Uarr darr dArr Darr harr hArr Harr"
    " lrarr lrArr Lrarr",
    r"\infty": "infin",
    r"\in": "isin",
    r"\subset": "sub sube supe",
    r"\exists": "exist",
    r"\emptyset": "empty",
    r"\not": "nequiv nsubset nsupset notni ngtrless ngtrsim nlessgt nlesssim",
    r"\langle": "lang rang lAngle rAngle llangle rrangle llparenthesis rrparenthesis",
    r"\Re": "real image",
    r"\dagger": "dag ddag Dagger",
    r"\;": "medspace thickspace",
    ":=": "coloncolon coloncolonequals colonequals vcentcolon ratio dashcolon minuscolon"
    " equalscolon equalscoloncolon",
    r"\newcommand": "gdef providecommand",
    "another one": "alef alefsym thetasym weierp bull clubs diamonds hearts spades plusmn utilde"
    " underbar widecheck slashed ensuremath llbracket rrbracket lBrace rBrace minuso oiint oiiint"
    " fint awint sumint intBar intbar intclockwise cirfnint ointctrclockwise varointclockwise"
    " bigsqcap bigcupdot bigdoublevee bigdoublewedge lightning ascnode eqdef measeq questeq stareq"
    " arceq veeeq wedgeq botdoteq dotsminusdots kernelcontraction fcmp imageof origof rupee"
    " mathsterling copyright pounds P lq rq Yleft Yright displaybreak nobreak allowbreak noindent",
}
_UNKNOWN = {name: instead for instead, names in _INSTEAD.items() for name in names.split()}
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
_DEFINED = re.compile(
    r"\\(?:def|let|(?:re)?newcommand\*?|DeclareMathOperator\*?)\s*\{?\s*\\([A-Za-z]+)"
)
_NUMBERED = re.compile(
    r"\\begin\s*\{((?:equation|align|alignat|flalign|gather|multline|eqnarray)\*?)\}"
)
# A newline that was meant as the beginning of a command, as in strings of Python.
_TWO_BACKSLASHES = re.compile(
    r"(?<!\\)\\\\(?:d?frac|sqrt|sum|prod|int|partial|nabla|text|math(?:rm|bf|bb|cal)|left|right|begin|end"
    r"|alpha|beta|gamma|theta|lambda|sigma|hat|boldsymbol|operatorname|times|cdot)(?![A-Za-z])"
)
# An index above, and a prime behind it.
_LATE_PRIME = re.compile(r"\^\s*(?:\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\])\s*'")


def defined(tex: str) -> set[str]:
    """Return the names of the macros that a formula defines."""
    return set(_DEFINED.findall(tex))


def refuse_unknown(tex: str, own: Collection[str]) -> None:
    """Refuse commands that GitHub and Jupyter do not know.

    Args:
        tex: A formula without its words.
        own: Names of macros that the page defines.

    Raises:
        TexError: There is one.
    """
    for name in _COMMAND.findall(tex):
        if name in _UNKNOWN and name not in own:
            raise TexError(
                "commands that GitHub and Jupyter show",
                rf"\{name}",
                f"Write {_UNKNOWN[name]}, or define it in a notebook with `\\newcommand`.",
            )


def refuse_slips(tex: str) -> None:
    """Refuse what front ends show in red, or as letters, for its form.

    Args:
        tex: A formula.

    Raises:
        TexError: There is some of it.
    """
    numbered = _NUMBERED.findall(tex)
    if len(numbered) > 1:
        expected = "one environment with numbers in a formula, and in it `aligned` or `split`"
        remedy = "Write one of these inside, or two formulas."
        raise TexError(
            expected, rf"\begin{{{numbered[1]}}} besides \begin{{{numbered[0]}}}", remedy
        )
    if match := _TWO_BACKSLASHES.search(tex):
        expected = "one backslash before the name of a command"
        raise TexError(expected, match[0], "Leave one out, or put a blank behind a new line.")
    if match := _LATE_PRIME.search(tex):
        expected = "a prime before an index above"
        raise TexError(expected, match[0], "Write it first, as in `x'^2`, or as in `{x^2}'`.")
