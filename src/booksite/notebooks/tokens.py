"""The words of a cell's code: Python's tokens, and IPython's commands as one text each.

Not Python's own `tokenize`: it refuses what it cannot read, and each version of Python cuts other
pieces, while a hash of them stands in committed files (`code.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from booksite.markup import CELL_MAGIC, PYTHON_MAGICS

Token = tuple[str, str]  # kind and text

MAGIC = "MAGIC"
# `%pip …`, `!ls`, `?print`, `print?`, `files = !ls`; a backslash goes on in the next line.
_REST = r"(?:[^\\\n]|\\(?:.|\n|$))*"
_LINE_MAGIC = re.compile(
    rf"(?:%{{1,2}}[A-Za-z]|!(?!=)|\?|[,;/](?=\S)){_REST}"
    rf"|[^\n=#'\"(]+=[ \t]*(?:%[A-Za-z]|!(?!=)){_REST}"
    r"|[^\n#'\"]*\?(?=[ \t]*(?:\n|$))"
)
_BLANKS = re.compile(r"[ \t\f]*")
_PREFIX = r"(?P<prefix>(?i:[rbuft]|br|rb|fr|rf|tr|rt)?)"
_QUOTES = re.compile(_PREFIX + r"(?P<quote>'''|\"\"\"|'|\")")
_ENDS = {
    "'": re.compile(r"(?:[^\\\n']|\\(?:.|\n))*'?"),
    '"': re.compile(r'(?:[^\\\n"]|\\(?:.|\n))*"?'),
    "'''": re.compile(r"(?:[^\\]|\\.)*?(?:'''|$)", re.DOTALL),
    '"""': re.compile(r'(?:[^\\]|\\.)*?(?:"""|$)', re.DOTALL),
}
_WORD = re.compile(
    r"(?P<NUMBER>0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?[jJ]?)"
    r"|(?P<NAME>\w+)"
    r"|(?P<OP>\*\*=|//=|>>=|<<=|\.\.\.|!=|->|:=|\*\*|//|>>|<<|<>|[-+*/%@&|^=<>]=|.)"
)
_COMMENT = re.compile(r"[^\n]*")
_LINE = re.compile(r"[^\n]*\n?")
_WIDTH_OF_TAB = 8
_MOST_LEVELS = 9  # of fields in fields; Python itself reads two in one string


@cache
def tokens(source: str) -> tuple[Token, ...]:
    """Return kind and text of all that counts in a cell's code: comments and layout do not.

    They are kept: both languages have most cells alike, and the run's hash counts them as well.
    """
    magic = CELL_MAGIC.match(source)
    if not magic:
        return tuple(_Lexer(source).tokens())
    if magic["name"] not in PYTHON_MAGICS:
        return ((MAGIC, source.strip()),)
    first = ((MAGIC, magic[0].strip()), ("NEWLINE", ""))
    return (*first, *_Lexer(source[magic.end() :]).tokens())


class _Lexer:
    """Reads a text from its beginning; whatever it holds, it comes to its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.depth = 0  # of brackets
        self.levels = [0]  # of indentation

    def tokens(self) -> Iterator[Token]:
        """Yield all tokens."""
        while self.place < len(self.source):
            yield from self._logical_line()
        yield from (("DEDENT", "") for _ in self.levels[1:])
        yield "ENDMARKER", ""

    def _logical_line(self) -> Iterator[Token]:
        """Yield the tokens of a line, with those that it goes on in; none for an empty one."""
        indent = self._take(_BLANKS)
        if self._at("\n", "#", "\r"):
            self._take_to_line_end()
            return
        if self.place == len(self.source):
            return
        yield from self._indentation(indent)
        if magic := _LINE_MAGIC.match(self.source, self.place):
            self.place = magic.end()
            yield MAGIC, magic[0].strip()
            self._take_to_line_end()
        else:
            yield from self._words()
        yield "NEWLINE", ""

    def _indentation(self, indent: str) -> Iterator[Token]:
        width = len(indent.rpartition("\f")[2].expandtabs(_WIDTH_OF_TAB))
        if width > self.levels[-1]:
            self.levels.append(width)
            yield "INDENT", indent
        while width < self.levels[-1]:
            self.levels.pop()
            yield "DEDENT", ""

    def _words(self) -> Iterator[Token]:
        while self.place < len(self.source):
            self._take(_BLANKS)
            if self._at("\\\n", "\\\r\n"):
                self._take_to_line_end()
            elif self._at("#"):
                self._take(_COMMENT)
            elif self._at("\n", "\r\n"):
                self._take_to_line_end()
                if not self.depth:
                    return
            elif self.place < len(self.source):
                yield self._word()

    def _word(self) -> Token:
        start = self.place
        if quotes := _QUOTES.match(self.source, start):
            self.place = _end_of_string(self.source, quotes)
            return "STRING", self.source[start : self.place]
        word = _WORD.match(self.source, start)
        assert word
        assert word.lastgroup
        self.place = word.end()
        self.depth = max(0, self.depth + (word[0] in "([{") - (word[0] in ")]}"))
        return word.lastgroup, word[0]

    def _at(self, *texts: str) -> bool:
        return self.source.startswith(texts, self.place)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.place)
        assert match
        self.place = match.end()
        return match[0]

    def _take_to_line_end(self) -> None:
        self._take(_LINE)


def _end_of_string(source: str, quotes: re.Match[str]) -> int:
    """Return where a string ends; one that nobody closed, at the end of its line or of the text."""
    return _end_of_closed(source, quotes, 0) or _plain_end(source, quotes)


def _end_of_closed(source: str, quotes: re.Match[str], level: int) -> int:
    """Return where a string ends that somebody closed; else 0."""
    if set(quotes["prefix"].lower()) & {"f", "t"}:
        return _end_of_text(source, quotes.end(), quotes["quote"], level)
    end = _plain_end(source, quotes)
    return end if source.endswith(quotes["quote"], quotes.end(), end) else 0


def _plain_end(source: str, quotes: re.Match[str]) -> int:
    match = _ENDS[quotes["quote"]].match(source, quotes.end())
    assert match
    return match.end()


def _end_of_text(source: str, place: int, quote: str, level: int) -> int:
    """Return where an f-string ends, whose fields may hold its own quotation mark; 0 if nowhere."""
    while place < len(source):
        if source.startswith(quote, place):
            return place + len(quote)
        if source[place] == "\n" and len(quote) == 1:
            return 0
        if source[place] == "\\" or source.startswith(("{{", "}}"), place):
            place += 2
        elif source[place] == "{":
            place = _end_of_field(source, place + 1, level + 1)
            if not place:
                return 0
        else:
            place += 1
    return 0


def _end_of_field(source: str, place: int, level: int) -> int:
    """Return where a field of an f-string ends, behind its brace; 0 if nowhere."""
    depth, in_format = 0, False
    if level > _MOST_LEVELS:
        return 0
    while place < len(source):
        sign = source[place]
        if sign == "}" and not depth:
            return place + 1
        if in_format and sign == "{":
            place = _end_of_field(source, place + 1, level + 1)
            if not place:
                return 0
            continue
        quotes = None if in_format else _QUOTES.match(source, place)
        if quotes:
            place = _end_of_closed(source, quotes, level)
            if not place:
                return 0
            continue
        depth += 0 if in_format else (sign in "([{") - (sign in ")]}")
        in_format = in_format or (sign == ":" and not depth)
        place += 1
    return 0
