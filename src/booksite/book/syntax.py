"""What a mistake in the syntax of YAML is, in an author's words, and the line in which it stands.

The parser says where it stumbled, which is often a line late, and in words of its grammar. The
slips of a Japanese keyboard and of a hurried hand leave signs that are looked for around there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yaml.error import MarkedYAMLError

from booksite.errors import Fault

_KEY = r"^\s*(?:- )?[\w-]+"
_QUOTED = "Put the text in quotation marks, or write |- and the text on lines of its own below."


@dataclass(frozen=True)
class _Sign:
    """What a slip looks like, and the fault that it is; without `came` it is quoted."""

    pattern: re.Pattern[str]
    expected: str
    came: str
    remedy: str


# In this order: what is certain first.
_SIGNS = (
    _Sign(
        re.compile(rf"(?:{_KEY}|[{{,]\s*\w+)(?P<came>：)"),
        "a colon of one column and a blank, as in 'page: 171'",
        "the full-width colon '：'",
        "Write ': '.",
    ),
    _Sign(
        re.compile("(?:^ *|: ?|^ *-)(?P<came>\u3000)"),
        "blanks of one column",
        "a full-width blank",
        "Write an ordinary blank for each column.",
    ),
    _Sign(
        re.compile(r"(?P<came>[－［］｛｝，＃]|^-[^\s-])"),
        "signs of one column, and a blank behind a dash, as in '- id: e-p171-2'",
        "",
        "Write the ordinary sign.",
    ),
    _Sign(
        re.compile(rf"{_KEY}(?P<came>:[^\s/:][^\s]*)"),
        "a blank behind the colon, as in 'page: 171'",
        "",
        "Write the blank.",
    ),
    _Sign(
        re.compile(rf"(?:{_KEY}|[{{,]\s*[\w-]+): +(?P<came>[%@`*&!?][^\s,}}]*)"),
        "quotation marks or |- for text that begins with % @ ` * & ! or ?",
        "",
        _QUOTED,
    ),
    _Sign(
        re.compile(r"[{,]\s*[\w-]+: +(?P<came>#.*)"),
        "quotation marks around text that begins with #",
        "",
        _QUOTED,
    ),
    _Sign(
        re.compile(r"^(?P<came>---|\.\.\.)"),
        "one document in the file",
        "",
        "Delete the line.",
    ),
    _Sign(
        re.compile(rf"{_KEY}: +(?P<came>[|>][+-]? +[^#\s].*)"),
        "text of several lines below its |-, deeper than the field",
        "",
        "Move the text to a line of its own.",
    ),
    _Sign(
        re.compile(rf"{_KEY}: +(?P<came>(?:\[[^\]]*\]|\{{[^}}]*\}}|'[^']*'|\"[^\"]*\") *[^\s#].*)"),
        "quotation marks or |- around all of a text that begins with [ { ' or \"",
        "",
        _QUOTED,
    ),
    _Sign(
        re.compile(rf"{_KEY}: +(?P<came>-(?: .*)?)$"),
        "quotation marks or |- for text that begins with '- '",
        "",
        _QUOTED,
    ),
)
_HOLDS_COLON = "quotation marks or |- for text that holds ': '"
_COMMAS = "a comma between two texts, and quotation marks around one that holds ': ' or a comma"
_BACKSLASH = "single quotation marks, or |-, for text with a backslash"
_GENERAL = "Check indentation, quotation marks and colons on this line and the one above."


def syntax_fault(name: str, text: str, error: MarkedYAMLError) -> Fault:
    """Return the fault behind an error of the parser.

    Args:
        name: Path of the file, as messages show it.
        text: Its content.
        error: What the parser said.
    """
    search = _Search(name, text.split("\n"), error)
    return next(search.faults())


class _Search:
    """Looks around the place where the parser stumbled."""

    def __init__(self, name: str, lines: Sequence[str], error: MarkedYAMLError) -> None:
        self._name, self._lines = name, lines
        self._problem = error.problem or error.context or "no details"
        self._context = error.context or ""
        mark, began = error.problem_mark or error.context_mark, error.context_mark
        # The parser counts a line behind the last one, too.
        self._at = min(mark.line, len(lines) - 1) if mark else 0
        self._column = mark.column if mark else 0
        # What is begun there was not ended; the start of the whole entry would say nothing.
        narrow = "scanning" in self._context or "flow" in self._context
        self._began = min(began.line, self._at) if began and narrow else self._at

    def faults(self) -> Iterator[Fault]:
        """Yield what it may be, the likeliest first; there always is one."""
        yield from self._signs()
        yield from self._colons()
        yield from self._unclosed()
        yield from self._shifted()
        yield from self._bare_words()
        came = f"a mistake in the syntax ({self._problem})"
        yield self._fault(self._at, "valid YAML", came, _GENERAL)

    def _fault(self, line: int, expected: str, came: str, remedy: str) -> Fault:
        return Fault(self._name, line + 1, expected, came, remedy)

    def _signs(self) -> Iterator[Fault]:
        for number in dict.fromkeys((self._began, self._at, self._before)):
            for sign in _SIGNS:
                if match := sign.pattern.search(self._lines[number]):
                    came = sign.came or repr(match["came"])
                    yield self._fault(number, sign.expected, came, sign.remedy)

    def _colons(self) -> Iterator[Fault]:
        """Yield text that holds what YAML takes for the end of a key."""
        line = self._lines[self._at]
        if line[self._column : self._column + 1] == ":" and ": " in line[: self._column]:
            came = repr(line[: self._column].rpartition(": ")[2] + line[self._column :])
            expected = _COMMAS if "flow" in self._context else _HOLDS_COLON
            yield self._fault(self._at, expected, came, _QUOTED)
        if "escape" in self._problem:
            yield self._fault(self._at, _BACKSLASH, repr(line.strip()), _QUOTED)

    def _unclosed(self) -> Iterator[Fault]:
        """Yield a quotation mark or a bracket that was opened and not closed in its line."""
        for number in range(self._at, max(-1, self._at - 400), -1):
            line = self._lines[number]
            opened = re.search(r"(?:: +|- +|[\[{,] *)(?P<mark>['\"])(?!.*(?P=mark))", line)
            if opened and any(re.match(rf"{_KEY}:", later) for later in self._between(number)):
                yield self._unclosed_fault(number, opened["mark"])
        if "flow" in self._context and self._began < self._at:
            yield self._unclosed_fault(self._began, "}" if "mapping" in self._context else "]")
        elif "flow" in self._context:
            came = repr(self._lines[self._at].strip())
            yield self._fault(self._at, _COMMAS, came, "Write what lacks.")

    def _between(self, number: int) -> Sequence[str]:
        return self._lines[number + 1 : self._at + 1] or ("end:",)

    def _unclosed_fault(self, number: int, mark: str) -> Fault:
        came = repr(self._lines[number].strip())
        return self._fault(number, f"a closing {mark} in this line", came, "Close it.")

    def _shifted(self) -> Iterator[Fault]:
        """Yield a line that begins in another column than the entries or fields before it."""
        for number in (self._at, self._before):
            line = self._lines[number]
            if re.match(r" +- id:", line) and any(row.startswith("- id:") for row in self._lines):
                expected = "each entry at the margin, its fields two blanks deeper"
                remedy = "Take these blanks away from every line of the entry."
                yield self._fault(number, expected, _blanks(line), remedy)
        line, above = self._lines[self._at], self._lines[self._before]
        field = re.match(r"( *)[\w-]+:(?: |$)", line)
        before = re.match(r"( *(?:- )?)[\w-]+:(?: |$)", above)
        if field and before and len(field[1]) != len(before[1]):
            expected = f"the field under the one above, {len(before[1])} blanks from the margin"
            remedy = "Set it under the other."
            yield self._fault(self._at, expected, _blanks(line), remedy)

    def _bare_words(self) -> Iterator[Fault]:
        if "could not find expected ':'" in self._problem:
            came = repr(self._lines[self._began].strip())
            expected = "a field with ': ', as in 'page: 171', or a text deeper than its |-"
            yield self._fault(self._began, expected, came, "Correct it, or indent the text.")

    @property
    def _before(self) -> int:
        return self._line_before(self._at)

    def _line_before(self, number: int) -> int:
        """Return the nearest line above that says something, or the same at the beginning."""
        above = range(number - 1, -1, -1)
        return next((n for n in above if self._lines[n].strip()), number)


def _blanks(line: str) -> str:
    return f"{len(line) - len(line.lstrip(' '))} blanks before it"
