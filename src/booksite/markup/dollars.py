r"""Formulas in Markdown: what stands between dollars, and LaTeX's environments.

A price is no formula: `$5`, `5$` and `\$` are text. Formulas come before all other marks, those of
tables too, so that each is kept whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as gfm_table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

# Both are what front ends show as a dollar: GitHub the first, Jupyter the second.
_DOLLAR = re.compile(r"\\\\?\$")
FORMULA_IN_LINE = re.compile(r"(?<![\\$\d])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?!\d)")
_PIPE = "\ue001"
_INNER = "\ue004"
_WORDS = re.compile(r"\\(?:text[a-z]*|[hm]box)\s*\{[^{}]*\}")
_ENVIRONMENT = r"\\begin\{(?P<name>[A-Za-z]+\*?)\}.*?\\end\{(?P=name)\}"
_BLOCK = re.compile(
    rf"(?:\$\$(?P<tex>(?:(?!\$\$).)+)\$\$|{_ENVIRONMENT})[ \t]*(?:\n|\Z)", re.DOTALL
)
# What Jupyter takes for a formula besides.
_FURTHER = re.compile(
    rf"{_ENVIRONMENT}"
    r"|\\\\\((?P<line>.+?)\\\\\)|\\\\\[(?P<block>.+?)\\\\\]",
    re.DOTALL,
)
# All of them in HTML, where a backslash stands for itself.
_IN_HTML = re.compile(
    rf"(?P<dollar>\\{{1,2}}\$)|\$\$(?P<tex>(?:(?!\$\$).)+)\$\$|(?P<environment>{_ENVIRONMENT})"
    r"|\\{1,2}\((?P<line>.+?)\\{1,2}\)|\\{1,2}\[(?P<block>.+?)\\{1,2}\]"
    r"|(?<!\d)\$(?![\s$])(?P<own>[^$]*?)(?<![\s\\])\$(?!\d)",
    re.DOTALL,
)
# What of HTML is no text.
_NO_TEXT = re.compile(r"(<!--.*?-->|<pre\b.*?</pre>|<code\b.*?</code>|<[^<>]*>)", re.DOTALL)
_CODE = re.compile(r"<code[\s>]")
_PRICE = re.compile(r"(?<=\d)\$|\$(?=\d)")
# A formula right beside a digit: Jupyter shows one, GitHub text. Prices alone are text to us.
_BESIDE_DIGIT = re.compile(
    r"""(?<=\d)\$(?=[!-#%-~…])(?:
        (?=[A-Za-z])[ -#%-~…]*(?<!\ ) | [ -#%-~…]*[\\^_={][ -#%-~…]*(?<!\ ) | [ -#%-~…]*[^\d\ $]
    )\$ | \$(?=\d)[ -#%-~…]*[\\^_={][ -#%-~…]*(?<!\ )\$(?=\d)""",
    re.VERBOSE,
)
_LETTER = re.compile(r"[A-Za-z0-9]")
# By the type of the token: whether the formula stands on a line of its own.
FORMULAS = {"math_inline": False, "math_inline_double": True, "math_block": True}


def read_formulas(md: MarkdownIt) -> None:
    """Let a parser find formulas."""
    dollarmath_plugin(
        md, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True
    )
    # Its own rule for blocks ends no paragraph, as Jupyter does.
    md.block.ruler.at(
        "math_block", _display, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.at("math_inline", _in_line)
    md.inline.ruler.before("math_inline", "dollar", _dollar)
    md.inline.ruler.before("dollar", "further_formulas", _further)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


_between_dollars = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)


def _in_line(state: StateInline, silent: bool) -> bool:
    """Find a formula between dollars.

    The plugin takes the last character of a text for the one before the first: were it a digit, no
    formula could begin the text.
    """
    source, count = state.src, len(state.tokens)
    state.src = hide_inner_dollars(source) + " "
    try:
        return _between_dollars(state, silent)
    finally:
        state.src = source
        for token in state.tokens[count:]:
            token.content = show_inner_dollars(token.content)


def hide_inner_dollars(text: str) -> str:
    r"""Return a text in which the dollars within `\text{…}` neither begin nor end a formula."""
    return _WORDS.sub(lambda words: words[0].replace("$", _INNER), text)


def show_inner_dollars(text: str) -> str:
    """Undo `hide_inner_dollars`."""
    return text.replace(_INNER, "$")


def lost_formula(text: str) -> str:
    """Return the first dollar of a text that is no formula and no price, with what follows.

    A single one never makes a formula anywhere.

    Args:
        text: A text without its formulas and escaped dollars.
    """
    lost = _PRICE.sub(" ", text).find("$")
    return text[lost:][:20] if lost >= 0 and text.count("$") > 1 else ""


def single_dollar(text: str) -> str:
    """Return what follows the only dollar of a text that is no price; nothing if there is none.

    Args:
        text: A text without its formulas and escaped dollars.
    """
    _, dollar, rest = _PRICE.sub(" ", text).partition("$")
    return "" if "$" in rest else dollar + rest


def formula_beside_digit(text: str) -> str:
    """Return what stands between dollars beside a digit and is no price; nothing, if none is.

    Args:
        text: A text without its formulas, with … for each and for escaped signs.
    """
    match = _BESIDE_DIGIT.search(text)
    return match[0] if match else ""


def formulas_beside_letters(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield formulas that GitHub shows as text, since a letter stands right before or behind.

    Args:
        tokens: The tokens of the text of one block.
    """
    texts = [token.content if token.type == "text" else "" for token in tokens]
    sides = zip(tokens, ["", *texts], [*texts[1:], ""], strict=False)
    for token, before, behind in sides:
        if token.type == "math_inline" and token.markup == "$":
            before, behind = before[-1:], behind[:1]
            if _LETTER.fullmatch(before) or _LETTER.fullmatch(behind):
                yield f"{before}${token.content}${behind}".strip()


def html_formulas_beside_letters(text: str) -> Iterator[str]:
    """Yield the formulas in a text of HTML that GitHub shows as text for the same reason.

    Args:
        text: The text, its formulas still between dollars.
    """
    for match in _IN_HTML.finditer(text):
        before, behind = text[: match.start()][-1:], text[match.end() :][:1]
        if match["own"] and (_LETTER.fullmatch(before) or _LETTER.fullmatch(behind)):
            yield f"{before}{match[0]}{behind}".strip()


def keep_in_code(tokens: list[Token]) -> None:
    """Let what looks like a formula between `<code>` and `</code>` be text, as Jupyter does.

    Args:
        tokens: The tokens of the text of one block; they are changed.
    """
    depth = 0
    for token in tokens:
        if token.type == "html_inline":
            depth += bool(_CODE.match(token.content)) - token.content.startswith("</code")
        elif depth > 0 and token.type in FORMULAS:
            token.type, token.content = "code_text", f"{token.markup}{token.content}{token.markup}"


def formulas_in_html(text: str, formula: Callable[[str, bool], str]) -> str:
    """Return a text of HTML with its formulas replaced.

    Args:
        text: The text, its characters still escaped.
        formula: Gives what stands for a formula; told whether it is one on a line of its own.
    """

    def replaced(match: re.Match[str]) -> str:
        if match["dollar"]:
            return "&#36;"
        line = match["line"] or match["own"]
        tex = line or match["tex"] or match["block"] or match["environment"]
        return formula(html.unescape(tex), not line)

    return _IN_HTML.sub(replaced, text)


def between_tags(html_piece: str, changed: Callable[[str], str]) -> str:
    """Return HTML with its text changed, but for code.

    Args:
        html_piece: The HTML.
        changed: Gives what stands for a text.
    """
    pieces = _NO_TEXT.split(html_piece)
    pieces[::2] = map(changed, pieces[::2])
    return "".join(pieces)


def _display(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a formula on lines of its own: between two dollars each, or an environment."""
    begins = state.src.startswith(("$$", "\\begin{"), state.bMarks[start] + state.tShift[start])
    if not begins or state.is_code_block(start):
        return False
    match = _BLOCK.match("\n".join(_lines(state, start, end)))
    if not match:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block, token.content = True, match["tex"] or match[0]
        state.line = start + match[0].rstrip("\n").count("\n") + 1
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """Yield lines until one is empty, or stands outside of the list or quotation."""
    for line in range(start, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return
        yield state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _further(state: StateInline, silent: bool) -> bool:
    r"""Find `\begin{…}` in a line, `\\(…\\)` and `\\[…\\]`."""
    match = _FURTHER.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("math_inline" if match["line"] else "math_block", "math", 0)
        token.content = match["line"] or match["block"] or match[0]
    state.pos = match.end()
    return True


def _dollar(state: StateInline, silent: bool) -> bool:
    match = _DOLLAR.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("text_special", "", 0).content = "$"
    state.pos = match.end()
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, of which the bars in formulas part no cells."""
    source, count = state.src, len(state.tokens)
    state.src = _without_bars(source)
    try:
        return gfm_table(state, start, end, silent)
    finally:
        state.src = source
        for token in state.tokens[count:]:
            token.content = token.content.replace(_PIPE, "|")


# Each line of a paragraph is asked whether a table begins there.
@lru_cache(maxsize=1)
def _without_bars(source: str) -> str:
    return FORMULA_IN_LINE.sub(lambda match: match[0].replace("|", _PIPE), source)
