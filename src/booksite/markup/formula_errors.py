"""What is wrong with a formula, in words for who typed it."""

from __future__ import annotations

import difflib
import re

from booksite.errors import BooksiteError
from booksite.markup.tex_groups import TexError

_LONGEST = 60
# What to write instead of commands that no formula here can have.
_INSTEAD = {
    **dict.fromkeys(("abs",), r"Write `\lvert x \rvert`."),
    **dict.fromkeys(("norm",), r"Write `\lVert x \rVert`."),
    **dict.fromkeys(("ce", "SI", "si", "num"), r"Write it with `\mathrm`, as in `\mathrm{H_2O}`."),
    **dict.fromkeys(("dv", "pdv", "dd"), r"Write it with `\frac` and `\mathrm{d}`."),
    **dict.fromkeys(("href", "url"), "Put the link into the text beside the formula."),
    **dict.fromkeys(("unicode", "char", "symbol"), "Write the sign itself."),
    **dict.fromkeys(("verb",), r"Write `\texttt{…}`."),
    **dict.fromkeys(("intertext",), "Close the environment, and begin another below the text."),
    **dict.fromkeys(
        ("bbox", "colorbox", "class", "cssId", "definecolor", "enclose", "rule", "style"),
        "Leave it out.",
    ),
    **dict.fromkeys(
        ("llap", "mathllap", "mathrlap", "rlap"), "Leave it out: nothing here overlaps."
    ),
    **dict.fromkeys(("hfill", "hfil", "vspace", "par"), r"Leave it out, or write `\quad`."),
}
# What authors type most: a slip in it is known by them.
_COMMANDS = re.findall(
    r"\w+",
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi
    Omega nabla partial infty forall exists in notin subset cup cap times div cdot cdots ldots dots
    pm mp leq geq neq approx equiv sim propto to mapsto leftarrow rightarrow Leftarrow Rightarrow
    leftrightarrow iff implies frac dfrac tfrac sqrt sum prod int lim log ln exp sin cos tan sinh
    cosh tanh max min argmax argmin det hat bar tilde vec dot ddot overline underline widehat
    widetilde mathbf mathrm mathbb mathcal mathit mathsf mathtt boldsymbol operatorname text textbf
    textit left right big Big bigg Bigg langle rangle lfloor rfloor lceil rceil lvert rvert lVert
    rVert begin end quad qquad underbrace overbrace underset overset stackrel binom substack tag
    label eqref notag boxed cancel color textcolor top circ odot oplus otimes mid parallel perp
    """,
)
_ENVIRONMENTS = re.findall(
    r"\S+",
    """
    equation equation* align align* gather gather* multline multline* aligned gathered alignat
    alignat* split cases array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix eqnarray
    """,
)


class MathError(BooksiteError):
    """A formula that cannot be shown.

    Attributes:
        tex: The formula.
        expected: What should stand there.
        came: What stands there.
        remedy: What its author should do.
    """

    def __init__(self, tex: str, expected: str, came: str, remedy: str) -> None:
        self.tex, self.expected, self.came, self.remedy = tex, expected, came, remedy
        super().__init__(f"expected {self.expected}, but received {self.came}. {self.remedy}")


def in_formula(tex: str, what: str) -> str:
    """Return what came, with the formula in which it came."""
    line = " ".join(tex.split())
    shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return f"{what} in the formula `{shown}`"


def converter_error(tex: str, error: Exception) -> MathError:
    """Say in an author's words what the converter says.

    Args:
        tex: The formula as its author wrote it.
        error: What the converter, or who prepares formulas for it, raised.
    """
    if isinstance(error, TexError):
        expected, came, remedy = error.told
    else:
        expected, came, remedy = _told(re.sub(r"^\d+: ", "", str(error)).rstrip(".\n "))
    return MathError(tex, expected, in_formula(tex, came), remedy)


def _told(reason: str) -> tuple[str, str, str]:
    """Return what was expected, what came and what to do."""
    if match := re.match(r'Unknown command "\\(.*)"', reason, re.DOTALL):
        name = match[1].strip()
        return "commands that can be shown", rf"\{name}", _instead_of(name)
    if match := re.match(r'Unknown environment "(.*)"', reason):
        expected = "an environment that can be shown, such as aligned, cases or bmatrix"
        near = difflib.get_close_matches(match[1], _ENVIRONMENTS, 1)
        remedy = f"Did you mean '{near[0]}'?" if near else "Write it with one of these."
        return expected, rf"\begin{{{match[1]}}}", remedy
    for pattern, *told in _SAID:
        if re.match(pattern, reason, re.DOTALL):
            expected, came, remedy = told
            return expected, came, remedy
    return "a formula that can be shown", f"'{reason}'", "Correct it."


# What the converter says, what was expected, what came, what to do.
_SAID = (
    (r'Expected closing token "\}"', "each { closed by }", "one that is not", "Close it."),
    (r'Unmatched closing token: "\}"', "each } opened by {", "one that is not", "Correct it."),
    (
        r"(?:Expected|Unmatched) closing token",
        r"each `\left` with its `\right`, and each `\begin` with its `\end`",
        "one without",
        r"Add it; `\left.` and `\right.` draw nothing.",
    ),
    (
        r'Found "&"',
        "& only where columns are aligned",
        "it elsewhere",
        r"Write the rows between `\begin{aligned}` and `\end{aligned}`.",
    ),
    (
        "Not valid in math mode",
        "commands of formulas",
        "one of text, such as its size",
        "Leave it out.",
    ),
    (
        r"Duplicate subscript or superscript",
        "one index above and one below",
        "a second one",
        "Put braces around what belongs together, as in `{x_1}_2`.",
    ),
    (
        r'Found "\\(?:tag|label|notag)',
        r"`\tag` and `\label` where a formula can have a number",
        "one elsewhere",
        r"Write the formula between `\begin{equation}` and `\end{equation}`.",
    ),
    (
        r"Invalid parameter number",
        r"a colour by its name, as in `\textcolor{red}{x}`, and `#1` only in a macro",
        "another #",
        "Write it so.",
    ),
    (
        "Expected non-special ASCII characters",
        r"plain letters here, such as the name of a colour in `\textcolor{red}{x}`",
        "other signs",
        "Write it so.",
    ),
    (
        "Unknown color",
        r"a colour by a name of LaTeX, as in `\textcolor{teal}{x}`",
        "another name",
        "Write red, blue, green, orange, purple, teal, brown or gray.",
    ),
    (
        "Could not extract text",
        r"letters as the name of a function, as in `\operatorname{softmax}`",
        "other signs in a name",
        r"Write `\mathop{…}` around what is no word.",
    ),
    (
        r"Expected argument",
        "something behind each ^ and _, and each argument of a command",
        "nothing at one place",
        "Add it.",
    ),
)


def _instead_of(name: str) -> str:
    near = [one for one in difflib.get_close_matches(name, _COMMANDS, 1, 0.75) if one != name]
    if name in _INSTEAD:
        return _INSTEAD[name]
    if near:
        return rf"Did you mean `\{near[0]}`?"
    return (
        r"A name is written as in `\mathrm{softmax}`; what you use often, a notebook may define"
        r" once with `\newcommand`."
    )
