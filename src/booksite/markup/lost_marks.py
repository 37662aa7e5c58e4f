r"""Marks of Markdown and LaTeX that stay in a text: GitHub, Jupyter and Colab show them to readers.

Where one front end makes something of them and another does not, none will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from booksite.markup.dollars import (
    formula_beside_digit,
    formulas_beside_letters,
    html_formulas_beside_letters,
    lost_formula,
    single_dollar,
)

# Expected, came, what to do.
Slip = tuple[str, str, str]

_CLOSED = r"Close it, or write a backslash before it where it is text: `\*\*`."
_SLIPS = (
    (
        re.compile(r"(?:\*\*(?=\S)|(?<=\S)\*\*|`|\]\((?![^)\n…]* [^)\n…]*\)))[^\n]{0,20}"),
        "each **, ` and [ of a link closed",
        _CLOSED,
    ),
    (
        re.compile(r"\]\([^)\n…]* [^)\n…]*\)"),
        "an address without blanks, or within < >",
        "Write it as in `![A photo](<images/my photo.png>)`.",
    ),
    (
        re.compile(r"\{(?:[#.][A-Za-z][\w-]*|(?:width|height)=[^}\n]*)\}"),
        "nothing in {…} behind a text, where it stays as text",
        "Leave it out; a picture has its size in <img>.",
    ),
    (
        re.compile(
            r"(?<![A-Za-z0-9…])__(?=\S)[^…]{0,20}|(?<=[^\s…])__(?![A-Za-z0-9…])"
            r"|(?<=[^\x00-\x7f…])_[^…]{0,20}|[^…]{0,20}_(?=[^\x00-\x7f…])"
        ),
        "emphasis as `**語**` or `*語*`: an underscore beside a letter is none",
        "Write asterisks, or names of code as `code`.",
    ),
    (
        re.compile(r"^(?:＃+|#{1,6}(?:\u3000|[^\x00-\x7f])|#{2,6}[^#\s])[^\n]{0,20}"),
        "a heading as `## Title`",
        "Write # of one column and a blank behind it.",
    ),
    (
        re.compile(r"\\[A-Za-z]+\{[^\n]{0,20}"),
        r"LaTeX as a formula: `$…$`, `$$…$$` or `\begin{…}…\end{…}`",
        "Write these marks, or close them.",
    ),
    (
        re.compile(r"\[\^[^\]\s]+\]|(?<=…)\^\w+(?=…)"),
        "notes in the text itself: Jupyter and Colab have no footnotes",
        "Write (…) instead.",
    ),
    (
        re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE),
        "words such as `**Note:**`: only GitHub has such boxes",
        "Write them.",
    ),
    (
        re.compile(r"^(?:(?:!!!|\?\?\?\+?) ?|:{3,} *)\{?[a-z]+\}?"),
        "words such as `**Note:**`: only pages of MkDocs or Jupyter Book have such boxes",
        "Write them.",
    ),
    (
        re.compile(r"(?:^|(?<=…)) *\|?(?: *[:：]?-+[:：]? *\|)+[-:： ]*(?=…|$)"),
        "below the head of a table a line such as `|---|---|`, of as many cells",
        "Give both as many bars, no empty line between, and signs of one column.",
    ),
    (
        re.compile(r"(?<![\w\]…])\[[^\[\]\n…]+\]\[[^\[\]\n\d…][^\[\]\n…]*\]"),
        "a line `[name]: https://…` for each `[words][name]`",
        "Add it, or correct the name.",
    ),
    (
        re.compile(
            r"(?<!\d)\](?:[ \u3000]+[(（]|（)(?:…?https?:|[^)）\n…]*\.(?:md|ipynb|svg|png))"
        ),
        "a link without a blank between its brackets, and with brackets of one column",
        "Write `](` and `)`.",
    ),
)
_IN_HTML = re.compile(
    r"\*\*[^\s*][^*]*\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\)"
    r"|(?<=\n)[ \t]*(?:[-*+]|\d{1,9}\.|#{1,6}|>)[ \t]+[^\s\d][^\n]*"
)
# Any sign but blanks and those that have no width.
_SEEN = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff]")


def lost_marks(tokens: Sequence[Token]) -> Iterator[Slip]:
    """Yield what stays as text of the marks in a block.

    Args:
        tokens: The tokens of its text, escaped signs still apart from it.
    """
    text = "".join(map(_text, tokens))
    yield from lost_dollars(text)
    yield from _beside_letters(formulas_beside_letters(tokens))
    for pattern, expected, remedy in _SLIPS:
        if match := pattern.search(text):
            yield expected, f"'{match[0]}' as text", remedy


def torn_formulas(blocks: Sequence[Token]) -> Iterator[Slip]:
    """Yield the formulas that Jupyter sees across blocks, such as the items of a list.

    Args:
        blocks: The tokens of the texts of all blocks.
    """
    for block, following in pairwise(blocks):
        begins, ends = (
            single_dollar("".join(map(_text, one.children or ()))) for one in (block, following)
        )
        if begins and ends and (block.map or [0, 0])[1] == (following.map or [1])[0]:
            expected = "a formula in one line: a line that begins as a list is one on GitHub"
            yield (
                expected,
                f"'{begins[:20]}'",
                r"Join the lines, and write a dollar of a text as `\$`.",
            )


def _beside_letters(formulas: Iterable[str]) -> Iterator[Slip]:
    for formula in formulas:
        expected = "a blank or a mark between a formula and letters: GitHub takes it for text"
        remedy = r"Put one there; write code as `$HOME`, and a dollar of a text as `\$`."
        yield expected, f"'{formula}'", remedy


def lost_dollars(text: str) -> Iterator[Slip]:
    """Yield a dollar that stays in a text though it is no price, with what follows."""
    if lost := formula_beside_digit(text):
        yield (
            "a digit beside a formula within it: GitHub takes the rest for text",
            f"'{lost}'",
            r"Write `$10^3$` for `10$^3$`, and a dollar of a text as `\$`.",
        )
    elif lost := lost_formula(text):
        yield (
            r"formulas as `$x$`, and dollars of a text as `\$`",
            f"'{lost}' as text",
            "Correct it.",
        )


def unlike_in_html(text: str) -> Iterator[Slip]:
    """Yield the formulas in a text of HTML that GitHub takes for text."""
    yield from _beside_letters(html_formulas_beside_letters(text))


def lost_in_html(text: str) -> Iterator[Slip]:
    """Yield what stays as text of the marks in a text of HTML, its formulas apart."""
    yield from lost_dollars(text)
    if match := _IN_HTML.search(text):
        expected = "an empty line between HTML and Markdown"
        remedy = "Put one there, or write HTML, such as <b> and <code>."
        yield expected, f"'{match[0][:30]}' as text", remedy


def _text(token: Token) -> str:
    """Return the text of a token; a backslash that escapes nothing stands there."""
    is_text = token.type == "text" or (token.type == "text_special" and len(token.content) > 1)
    return token.content if is_text else "…"


def bars_in_formulas(tokens: Sequence[Token]) -> Iterator[Slip]:
    r"""Yield the formulas of a table's cell whose `\|` is one bar on GitHub, and two in Jupyter."""
    for token in tokens:
        if token.type == "math_inline" and r"\|" in token.content:
            expected = r"in a formula of a table `\vert` or `\Vert`: front ends differ on `\|`"
            yield expected, f"'${token.content}$'", "Write one of them."


def is_seen(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether there is something to click on in the link that begins at a place."""
    for token in tokens[place + 1 :]:
        if token.type == "link_close" or token.content.startswith("</a"):
            return False
        is_mark = token.type == "html_inline" and not token.content.startswith("<img")
        if token.type == "image" or (_SEEN.search(token.content) and not is_mark):
            return True
    return False
