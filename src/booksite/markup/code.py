"""Code blocks in the theme's colours, with as few elements as these colours need.

Pygments tells some seventy kinds of tokens apart, the theme eight colours. Neighbours of one colour
become one element, and names, operators and punctuation none: they have the colour of the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import PurePath

from markupsafe import Markup
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_for_filename, get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from booksite.markup.difference import Range

# The theme's colours: the class that we write, and the short names of Pygments that it stands for.
_COLOURS = {
    "k": "k kd kn kp kr kt ow nd ni nl nt",
    "s": "s sa sb sc dl s1 s2 si ss cpf l",
    "m": "m mb mf mh mi mo il",
    "c": "c c1 ch cm cs sd",
    "nf": "nf fm nc ne nn",
    "nb": "nb no",
    "se": "se cp sh sr sx",
    "nv": "nv na vc vg vi vm",
}
_CLASSES = {name: colour for colour, names in _COLOURS.items() for name in names.split()}
# `%pip …`, `!ls`, `files = !ls`, `f?`, besides some comments.
_MAGIC = re.compile(r"(?:^|=)[ \t]*[%!?]|\?[ \t]*$", re.MULTILINE)
# The first line of a cell that IPython hands on as a whole.
CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)(?P<rest>[^\n]*)")
# Whom it hands the cell to: to Python itself, or to what is called otherwise than its language.
PYTHON_MAGICS = frozenset({"capture", "debug", "prun", "time", "timeit"})
_HANDED_TO = dict.fromkeys(PYTHON_MAGICS, "ipython3") | {"svg": "xml"}
_OF_FILES = {"file", "writefile"}


@dataclass(frozen=True)
class Marks:
    """What is marked in a text.

    Attributes:
        tag: The HTML element of a mark: ``del`` or ``ins``.
        ranges: The marked ranges of characters, in order.
    """

    tag: str
    ranges: Iterable[Range]


def code_block(source: str, language: str = "", marks: Marks | None = None) -> Markup:
    """Return a highlighted block.

    Args:
        source: The code.
        language: A name that Pygments knows; another or none gives plain text.
        marks: What to mark in it, beside the colours.
    """
    return _block(
        _marked(_tokens(source, language), marks) if marks else _highlighted(source, language)
    )


def cell_code(source: str) -> Markup:
    """Return the highlighted code of a notebook's cell.

    IPython's lexer knows magics too, and takes three times as long as Python's.

    Args:
        source: The code.
    """
    if magic := CELL_MAGIC.match(source):
        name, rest = magic["name"], magic["rest"]
        first = f"%%{_span('k', name)}{html.escape(rest, quote=False)}"
        return _block(first + _highlighted(source[magic.end() :], _handed_to(name, rest)))
    return code_block(source, "ipython3" if _MAGIC.search(source) else "python")


def _handed_to(name: str, rest: str) -> str:
    """Return the language of a cell below its magic."""
    if name in _OF_FILES:
        lexer = find_lexer_class_for_filename((rest.split() or [""])[-1])
        return lexer.aliases[0] if lexer and lexer.aliases else ""
    if name == "script":
        return PurePath((rest.split() or [""])[0]).name
    return _HANDED_TO.get(name, name)


def _block(code: str) -> Markup:
    code = code.rstrip("\n")
    return Markup(f'<div class="highlight"><pre><code>{code}\n</code></pre></div>')


def marked_text(text: str, marks: Marks) -> Markup:
    """Return a text as HTML with its marks."""
    return Markup(_marked([("", text)], marks))


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


# The two languages of a notebook share most of their code.
@lru_cache(maxsize=512)
def _highlighted(source: str, language: str) -> str:
    return "".join(_spans(_tokens(source, language)))


def _tokens(source: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of the code with their colours."""
    lexer = _lexer(language) if language else None
    if lexer is None:
        yield "", source
    else:
        # Those of consoles read whole lines only.
        whole = lexer.get_tokens_unprocessed(source.rstrip("\n") + "\n")
        *pieces, (colour, last) = [(_colour(kind), value) for _, kind, value in whole]
        yield from pieces
        yield colour, last.removesuffix("\n")


def _marked(tokens: Iterable[tuple[str, str]], marks: Marks) -> str:
    """Join tokens to HTML; a mark may begin or end inside a token and hold several."""
    edges = {start: f"<{marks.tag}>" for start, _ in marks.ranges}
    edges |= {end: f"</{marks.tag}>" for _, end in marks.ranges}
    position, pieces = 0, []
    for colour, value in tokens:
        end = position + len(value)
        cuts = [position, *(edge for edge in sorted(edges) if position < edge < end), end]
        for start, stop in pairwise(cuts):
            piece = value[start - position : stop - position]
            pieces += [edges.get(start, ""), _span(colour, piece)]
        position = end
    return "".join([*pieces, edges.get(position, "")])


@cache
def _colour(kind: object) -> str:
    """Return the class of a kind of token; none for the colour of the text."""
    while kind not in STANDARD_TYPES:
        kind = kind.parent  # type: ignore[attr-defined]
    return _CLASSES.get(STANDARD_TYPES[kind], "")  # type: ignore[index]


def _spans(tokens: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Join neighbours of one colour, over the white space between them."""
    colour, run, space = "", "", ""
    for next_colour, text in tokens:
        if text.isspace():
            space += text
        elif next_colour == colour:
            run, space = run + space + text, ""
        else:
            yield _span(colour, run) + space
            colour, run, space = next_colour, text, ""
    yield _span(colour, run) + space


def _span(colour: str, text: str) -> str:
    escaped = html.escape(text, quote=False)
    return f'<span class="{colour}">{escaped}</span>' if colour and text else escaped
