r"""TeX as authors write it, put into the words that the converter knows.

GitHub, Jupyter and Colab show some commands that math-core lacks. Each has an equal in what it
knows: `split` is `aligned`, `\substack` an array in small type, `$` in `\text` its end and its next
beginning. Groups in braces and environments stay whole.
"""

from __future__ import annotations

import html
import re
from string import ascii_lowercase, ascii_uppercase
from unicodedata import lookup

from booksite.markup.tex_groups import (
    TexError,
    argument,
    has_lost_row,
    in_environments,
    refuse_gap,
    refuse_note,
    replaced,
    split_at,
)

# What HTML needs, and authors write for it.
_ENTITY = re.compile(r"&(?:[A-Za-z]+|#\d+);")
# Other names for a command. Those that are nothing here only change how wide or high TeX takes
# something to be; `\require` and its like name packages that are always there.
_NAMES = {
    "cr": r"\\",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "hbox": r"\text",
    "mbox": r"\text",
    "textnormal": r"\text",
    "textup": r"\text",
    "mathds": r"\mathbb",
    "pmb": r"\boldsymbol",
    "smallsetminus": r"\setminus",
    "strut": r"\mathstrut",
    "newline": r"\\",
    "mit": r"\mathit",
    "mathbfit": r"\boldsymbol",
    "textdegree": r"{}^\circ",
    "varpropto": r"\propto",
    **dict.fromkeys(("allowbreak", "displaybreak", "ensuremath", "mathnormal", "nobreak"), ""),
    **dict.fromkeys(("mathclap", "noindent", "smash"), ""),
}
_NAME = re.compile(
    r"\\(?:(?P<noted>begin\s*\{(?:aligned|alignedat|gathered)\}|smash|displaybreak|cfrac|[bx]?cancel"
    r"|mathclap|overbracket|underbracket)\s*\[(?P<note>[^\[\]]*)\]?"
    r"|(?P<name>[A-Za-z]+)(?P<star>\*?)|(?P<row>\\)\*?(?:\[(?P<gap>[^\[\]]*)\]?)?|.)",
    re.DOTALL,
)
# Of these, only Firefox draws the line.
_UNDRAWN = {"angl", "phase"}
# A star behind any other command is a sign.
_STARRED = {"operatorname", "tag", "DeclareMathOperator", "newcommand", "renewcommand"}
_ANGLE = re.compile(r"(\\(?:left|right|middle|[bB]igg?[lrm]?))\s*(?:([<>])|\\([lg]t)(?![A-Za-z]))")
_COLUMNS = re.compile(r"(\\begin\{array\}\s*)(?:\[[tbc]\]\s*)?(?=\{)")
_REPEATED = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}")
# What only tells the columns of an array how wide to be.
_COLUMN_NOTES = re.compile(r"[@!<>]\s*\{[^{}]*\}|\{[^{}]*\}|\s")
_TEXTS = "text(?:bf|it|rm|sf|tt|md)?"
_TEXT_SIGNS = {"&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_", "^": r"\textasciicircum "}
_TEXT_SIGN = re.compile(r"(?<!\\)[&#%_^]")
_TEXT_SIGN_BLANK = re.compile(r"(?<!\\)(\\[&#%_${}]) ")
_INNER_MATH = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$|\\\((.+?)\\\)", re.DOTALL)
# Where Unicode has the bold letters of a type, A first.
_BOLD = {"mathcal": 0x1D4D0, "mathscr": 0x1D4D0, "mathfrak": 0x1D56C, "mathsf": 0x1D5D4}
_LETTERS = ascii_uppercase + ascii_lowercase
_BLACKBOARD = re.compile(r"\\mathbb\s*\{?\s*([A-Z])\s*\}?")
_UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|rm)(?:\s*\{|\s+)([\w\\, ]+)\}?")
_ENVIRONMENTS = {
    "split": "aligned",
    "flalign": "align",
    "flalign*": "align*",
    "xalignat": "align",
    "alignat": "align",
    "alignat*": "align*",
    "alignedat": "aligned",
    "eqnarray": "align",
    "eqnarray*": "align*",
    "smallmatrix": "subarray",
    **{f"{kind}matrix*": f"{kind}matrix" for kind in ("", "p", "b", "B", "v", "V")},
}
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}(\s*\{\d+\}|\[[lcr]\])?")
# Those that stand by themselves, not within a formula.
_NUMBERED = "equation|align|gather|multline"
_DEFINITION = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand)\*?\s*(?:\{\s*(\\[A-Za-z]+|\\.)\s*\}|(\\[A-Za-z]+))"
    r"\s*(?:\[(\d)\])?(?!\s*\[)"
)
_OPERATOR = re.compile(r"\\DeclareMathOperator(\*?)\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))\s*")


def known_words(tex: str, *, block: bool) -> str:
    """Return a formula in the words that math-core knows.

    Args:
        tex: The formula without its delimiters.
        block: Whether it stands on a line of its own.

    Raises:
        TexError: A brace is not closed, or a macro of a kind that is not known.
    """
    if "\\" not in tex and "&" not in tex:
        return tex
    tex = _ENTITY.sub(lambda match: html.unescape(match[0]), tex)
    tex = _NAME.sub(_renamed, tex)
    tex = replaced(tex, _TEXTS, _words)
    tex = replaced(tex, "require|usepackage", lambda *_: "")
    tex = replaced(
        tex, "substack", lambda _, rows: rf"\begin{{subarray}}{{c}}{rows}\end{{subarray}}"
    )
    tex = replaced(tex, r"(?:bm|boldsymbol)(?=\s*\{)", _bold)
    tex = replaced(tex, "mathop", _operator)
    tex = replaced(tex, r"operatorname\*?", _operator)
    tex = _ANGLE.sub(_angle, tex)
    tex = in_environments(tex, r"eqnarray\*?", _three_columns)
    tex = _plain_columns(_ENVIRONMENT.sub(_environment, _definitions(tex)))
    tex = in_environments(tex, rf"(?:{_NUMBERED})\*", _tagged)
    tex = in_environments(
        tex, r"equation\*?", lambda name, body: _environment_of(name, _lines(body))
    )
    # A macro may hold rows for an environment.
    if r"\def" not in tex and has_lost_row(tex):
        raise TexError(
            r"`\\` between the lines of a formula or of an environment",
            "one in braces",
            r"Write the lines as in `\substack{a \\ b}`.",
        )
    return _alone(tex.strip(), block=block)


def _renamed(match: re.Match[str]) -> str:
    if match[0] == "\\\n":
        return r"\ "
    if match["noted"]:
        refuse_note(match["noted"], match["note"])
        return _NAMES.get(match["noted"], rf"\{match['noted']}")
    if match["row"]:
        refuse_gap(match["gap"] or "")
        return r"\\"
    if not match["name"]:
        return match[0]
    name, star = match["name"], match["star"] or ""
    if name in _STARRED:
        return match[0]
    if name in _UNDRAWN:
        raise TexError("commands that can be shown", rf"\{name}", "Leave it out.")
    if name == "hspace":
        return r"\hspace"
    return _NAMES.get(name, match[0].removesuffix(star)) + (star and " *")


def _words(name: str, body: str) -> str:
    r"""Return words in a formula: any sign is one of them, but for a formula between `$`."""
    words, *rest = _INNER_MATH.split(body)
    joined = _text(name, words)
    for one, other, words in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        joined += f"{{{replaced(one or other, _TEXTS, _words)}}}{_text(name, words)}"
    return joined


def _text(name: str, words: str) -> str:
    escaped = _TEXT_SIGN.sub(lambda match: _TEXT_SIGNS[match[0]], words)
    # The converter takes the blank behind such a sign for its end.
    escaped = _TEXT_SIGN_BLANK.sub(r"\1{} ", escaped)
    return rf"\{name}{{{escaped}}}"


def _angle(match: re.Match[str]) -> str:
    return match[1] + (r"\langle " if (match[2] or match[3]) in ("<", "lt") else r"\rangle ")


def _operator(name: str, body: str) -> str:
    r"""Return a name of a function without the type that it has anyway."""
    if letter := _BLACKBOARD.fullmatch(body.strip()):
        return rf"\{name}{{{_double_struck(letter[1])}}}".replace("mathop", "operatorname*")
    word = _UPRIGHT.fullmatch(body.strip())
    if name == "mathop":
        return rf"\operatorname*{{{word[1]}}}" if word else rf"\mathop{{{body}}}"
    return rf"\{name}{{{word[1] if word else body}}}"


def _double_struck(letter: str) -> str:
    name = f"DOUBLE-STRUCK CAPITAL {letter}"
    return lookup(name if letter in "CHNPQRZ" else f"MATHEMATICAL {name}")


def _bold(name: str, body: str) -> str:
    """Return bold letters of other types too, in which the converter leaves them thin."""
    return rf"\{name}{{{replaced(body, '|'.join(_BOLD), _bold_letters)}}}"


def _bold_letters(name: str, letters: str) -> str:
    places = {ord(one): _BOLD[name] + place for place, one in enumerate(_LETTERS)}
    return f"{{{letters.translate(places)}}}"


def _definitions(tex: str) -> str:
    r"""Let every definition be one that may come again, as `\def` is."""
    tex = _DEFINITION.sub(_definition, tex)
    if re.search(r"\\(?:re)?newcommand|\\providecommand", tex):
        raise TexError(
            r"macros as in `\newcommand{\norm}[1]{\lVert #1 \rVert}`",
            "one with another form",
            "Give each argument where the macro is used.",
        )
    pieces, position = list[str](), 0
    while match := _OPERATOR.search(tex, position):
        name, end = argument(tex, match.end())
        operator = rf"\def{match[2] or match[3]}{{\operatorname{match[1]}{{{name}}}}}"
        pieces += [tex[position : match.start()], operator]
        position = end
    return "".join(pieces) + tex[position:]


def _definition(match: re.Match[str]) -> str:
    signs = (f"#{number + 1}" for number in range(int(match[3] or 0)))
    return rf"\def{match[1] or match[2]}{''.join(signs)}"


def _three_columns(name: str, body: str) -> str:
    """Return the rows of `eqnarray`, which has the sign of equality between two columns."""
    rows = [split_at("&", row) for row in split_at(r"\\", body)]
    return _environment_of(name, r"\\".join(f"{row[0]}&{' '.join(row[1:])}" for row in rows))


def _environment(match: re.Match[str]) -> str:
    name = _ENVIRONMENTS.get(match[2])
    if name is None:
        return match[0]
    # Its argument is the number of columns, which we need not know.
    columns = "{c}" if name == "subarray" and match[1] == "begin" else ""
    return rf"\{match[1]}{{{name}}}{columns}"


def _plain_columns(tex: str) -> str:
    """Leave out what arrays say of the width of their columns."""
    pieces, position = [], 0
    while match := _COLUMNS.search(tex, position):
        columns, end = argument(tex, match.end())
        columns = _REPEATED.sub(lambda times: times[2] * int(times[1]), columns)
        plain = re.sub(r"[pmbX](?=$|[lcr|])", "l", _COLUMN_NOTES.sub("", columns))
        pieces += [tex[position : match.start()], match[1], f"{{{plain}}}"]
        position = end
    return "".join(pieces) + tex[position:]


def _tagged(name: str, body: str) -> str:
    """Return an environment without numbers as one with, where it has a tag of its own."""
    rows = split_at(r"\\", body)
    if not any(r"\tag" in row for row in rows):
        return _environment_of(name, body)
    marked = [row if r"\tag" in row else row + r"\notag " for row in rows]
    return _environment_of(name.rstrip("*"), r"\\".join(marked))


def _environment_of(name: str, body: str) -> str:
    return rf"\begin{{{name}}}{body}\end{{{name}}}"


def _lines(tex: str) -> str:
    r"""Return a formula in which `\\` begins a new line, outside of all environments too."""
    rows = split_at(r"\\", tex)
    if not rows[-1].strip():
        rows.pop()
    if len(rows) < 2:
        return "".join(rows)
    notes = [note for row in rows for note in _NUMBERING.findall(row)]
    rows = [_NUMBERING.sub("", row) for row in rows]
    return _environment_of("gathered", r"\\".join(rows)) + "".join(notes)


# What belongs to a formula as a whole.
_NUMBERING = re.compile(r"\\(?:tag\*?|label)\s*\{[^{}]*\}|\\(?:notag|nonumber)(?![A-Za-z])")


def _alone(tex: str, *, block: bool) -> str:
    """Return a formula that stands in no environment, with its lines and its tag."""
    if re.match(rf"\\begin\{{(?:{_NUMBERED})\*?\}}", tex):
        return tex
    notes = "".join(_NUMBERING.findall(_outside(tex)))
    if block and r"\tag" in notes:
        return _environment_of("equation", _lines(tex))
    # A number that nobody would see.
    return _lines(re.sub(r"\\label\s*\{[^{}]*\}", "", tex) if r"\label" in notes else tex)


def _outside(tex: str) -> str:
    return re.sub(r"\\begin\{([a-z]+\*?)\}.*?\\end\{\1\}", "", tex, flags=re.DOTALL)
