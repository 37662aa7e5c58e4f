"""Slips in Markdown that publish the marks of a link, a heading or a box as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pymdownx import gemoji_db

from booksite.errors import Fault

# Those that the theme knows.
BOXES = (
    *("abstract", "bug", "danger", "example", "failure", "info"),
    *("note", "question", "quote", "success", "tip", "warning"),
)
_BOX = re.compile(r"(?:!!!|\?\?\?\+?) ")
_NOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
_NOTED = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_EMOJI = re.compile(r"(?<![\w:]):[a-z\d_+-]+:(?![\w:])")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
# What a slip looks like, what belongs there, what to do.
_SLIPS = (
    (
        re.compile(r"[\]］]\s*(?:（[^）)]*(?:\.md|https?:|#|/)[^）)]*[）)]|\([^)（]*\.md[^)]*）)"),
        "a link with brackets of one column, as in `[errata](errata.md)`",
        "Write `](` and `)`.",
    ),
    (
        re.compile(r"\][ \u3000]+\([^)\s]*(?:\.md|https?:)[^)]*\)"),
        "a link without a blank between its brackets, as in `[errata](errata.md)`",
        "Delete the blank.",
    ),
    (
        re.compile(r"！\[[^\]]*\]\("),
        "a picture that begins with !, as in `![what it shows](../assets/figures/a.svg)`",
        "Write `!` of one column.",
    ),
    (
        re.compile(r"^\s*＃+.*|^#+\u3000.*|^#{1,6}[^#\s].*|^#{7,}.*"),
        "a heading as in `## Data {#data}`",
        "Write # of one column and a blank behind it.",
    ),
    (
        re.compile(r"[{｛][#＃][\w-]*｝|[{｛]＃[\w-]*[}｝]|｛#[\w-]*\}"),
        "an id as in `{#data}`",
        "Write these signs with one column each.",
    ),
    (
        re.compile(
            rf"^ *(?:!!!|\?\?\?\+?+)(?! (?:{'|'.join(BOXES)})(?: \"[^\n]*\")? *$).*"
            r"|^[！？]{3}.*|^!![^!].*"
        ),
        f'a box of one of the kinds {", ".join(BOXES)}, as in `!!! note "Title"`',
        "Correct it.",
    ),
    (
        re.compile(
            r"(?:^|(?<=[\s)\]*_~>·]))"
            r"\{(?::[ ]*[#.\w][^}]*|\.[A-Za-z][^}]*|#[A-Za-z][\w:.-]*[ \t][^}]*)\}"
            r"|^(?!#{1,6} ).*\{#[A-Za-z][\w:.-]*\}"
        ),
        "in {…} only the id of a heading, as in `## Data {#data}`, or the size of a picture",
        "Leave it out.",
    ),
    (
        re.compile(
            r"^#{1,6} .*?(?:[^\s{]\{ *#[\w:.-]+ *\}|\{(?: +#[\w:.-]+ *|#[\w:.-]+ +)\}"
            r"|\{#[\w:.-]+\}(?= *[^\s#]))"
        ),
        "an id as in `## Data {#data}`",
        "Write it at the end, with a blank before it and none inside.",
    ),
    (
        re.compile(r"^#{1,6}[ \t]*(?:\{#[^}]*\})?[ \t]*$"),
        "words in a heading",
        "Write them, or remove the marks.",
    ),
    (
        # What could change or hide other text; its view of notebooks takes them.
        re.compile(
            r"\\(?:operatorname|mbox|[hv]?phantom|(?:re)?newcommand|def|DeclareMathOperator)(?![A-Za-z])"
        ),
        "a formula without commands that GitHub refuses on pages",
        r"Write names as `\mathrm{softmax}` or `\mathop{\mathrm{argmax}}`, words as `\text{…}`.",
    ),
    (
        re.compile(r"^\s*\[TOC\]\s*$"),
        "no list of contents in the text: it stands beside each page",
        "Leave it out.",
    ),
    (
        re.compile(r"^\s*\*\[[^\]]+\]:.*"),
        "what an abbreviation stands for in the text itself, as GitHub shows no `*[…]:`",
        "Write it where the word stands first.",
    ),
    (
        re.compile(r"^:[ \t]+\S.*"),
        "a term and what it means as `- **term**: …`, as GitHub knows no other list of them",
        "Write it so.",
    ),
    (
        re.compile(r"^(?:```|~~~|｀{3}).*"),
        "a block of code that is closed by a line with the same marks",
        "Close it, or correct its marks.",
    ),
)


def slips(file: str, prose: str) -> Iterator[Fault]:
    """Yield the slips of a page.

    Args:
        file: Its path, for messages.
        prose: Its source, in which lines of code are empty.
    """
    lines = prose.split("\n")
    yield from _note_faults(file, lines)
    for number, line in enumerate(lines, start=1):
        if line.startswith("\\begin{") and not "".join(lines[number - 2 : number - 1]).strip():
            expected = "a formula between `$$`: GitHub shows `\\begin` alone as text"
            remedy = "Write a line `$$` before it and one behind it."
            yield Fault(file, number, expected, repr(line), remedy)
        if _BOX.match(line) and not "".join(lines[number : number + 2]).startswith("    "):
            expected = "the text of the box below it, four blanks from the margin"
            yield Fault(file, number, expected, "none", "Indent each line of it.")
        text = _INLINE_CODE.sub(lambda match: "·" * len(match[0]), line)
        for name in filter(gemoji_db.emoji.get, _EMOJI.findall(text)):
            expected = "the picture itself: GitHub shows one for its name"
            yield Fault(file, number, expected, f"'{name}'", f"Write it, or `{name}`.")
        for pattern, expected, remedy in _SLIPS:
            if match := pattern.search(text):
                came = line[match.start() : match.end()]
                yield Fault(file, number, expected, repr(came), remedy)


def _note_faults(file: str, lines: list[str]) -> Iterator[Fault]:
    """Yield the notes that are not written, which stay as marks, and those that nothing names."""
    noted, named = dict[str, int](), dict[str, int]()
    for number, line in enumerate(lines, start=1):
        text = _INLINE_CODE.sub("", line)
        if note := _NOTED.match(text):
            noted.setdefault(note["name"], number)
        for name in _NOTE.findall(_NOTED.sub("", text)):
            named.setdefault(name, number)
    for name, number in named.items():
        if name not in noted:
            expected = f"a line `[^{name}]: …` with the note"
            yield Fault(file, number, expected, "none", "Write it, or correct the name.")
    for name, number in noted.items():
        if name not in named:
            expected = f"a text with `[^{name}]`: GitHub shows no other note"
            yield Fault(file, number, expected, "none", "Write it, or remove the note.")
