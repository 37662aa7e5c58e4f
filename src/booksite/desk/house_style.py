"""One way of writing: rules for the prose of data, pages and notebooks, held by the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from booksite.book import FORMS, parse_yaml, printings, top_of
from booksite.desk.spelling import SPELLINGS
from booksite.errors import Fault
from booksite.locales import Locale
from booksite.notebooks import Notebook
from booksite.pages import read_pages


@dataclass(frozen=True)
class Rule:
    """A rule of one language.

    Attributes:
        locale: The code of the language.
        pattern: Finds what the rule is about.
        mend: Gives what should stand there; the same again where nothing is wrong.
        expected: What is expected, with an example.
    """

    locale: str
    pattern: re.Pattern[str]
    mend: Callable[[re.Match[str]], str]
    expected: str


def _named(match: re.Match[str], locale: str) -> str:
    """Name printings as the site does, whatever signs stand between the numbers."""
    numbers: list[int] = []
    for sign, number in re.findall(r"(\D*)(\d+)", match["numbers"]):
        first = numbers[-1] + 1 if sign in ("〜", "–", "-", "~", "～") and numbers else int(number)
        numbers += range(first, int(number) + 1)
    return printings(sorted(set(numbers)), Locale(locale))


_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "first": 1, "second": 2, "third": 3}
_NUMBERS = r"(?P<numbers>\d+(?:{}\d+)*)"

RULES: tuple[Rule, ...] = (
    Rule(
        "ja",
        re.compile(rf"第?{_NUMBERS.format('[〜–—~～、・-]')}刷"),
        lambda match: _named(match, "ja"),
        "printings written as in 第1〜2刷 or 第1・3刷",
    ),
    Rule(
        "en",
        re.compile(rf"\bprintings? {_NUMBERS.format('(?:[–-]|, | and )')}"),
        lambda match: _named(match, "en"),
        "printings written as in printing 1, printings 1–2 or printings 1 and 3",
    ),
    Rule(
        "en",
        re.compile(rf"\bthe (?P<which>{'|'.join(_ORDINALS)}) printing\b", re.IGNORECASE),
        lambda match: (
            f"{match[0][0].replace('t', 'p').replace('T', 'P')}rinting "
            f"{_ORDINALS[match['which'].lower()]}"
        ),
        "printings written as in printing 1",
    ),
    Rule(
        "ja",
        # Headings have a space behind their number: 2章 PyTorch入門, 練習2 よい項目を選ぶ.
        re.compile(
            r"(?<=[A-Za-z`]) (?=[ぁ-んァ-ヶー一-龠])"
            r"|(?<=[ぁ-んァ-ヶー一-龠]) (?=[A-Za-z`])(?<!章 )(?<!章補足 )"
            r"|(?<=[ぁ-ん]) (?=\d)"
            r"|(?<=\d) (?=[のをはがにでもとへやか]|まで|だ|以降|前後|時点)"
        ),
        lambda match: "",
        "no space between Japanese and other letters, as in PyTorchの",
    ),
    Rule(
        "ja",
        re.compile(r"(?<!Jupyter )\bNotebook", re.ASCII),
        lambda match: "ノートブック",
        "ノートブック in Japanese prose",
    ),
)


SHEETS = {"ja": "STYLE.ja.md", "en": "STYLE.md"}


def _spelling(locale: str, pattern: str, right: str) -> Rule:
    sheet = f"the spelling of {SHEETS[locale]}"
    return Rule(locale, re.compile(pattern), lambda match: match.expand(right), sheet)


RULES += tuple(
    _spelling(locale, pattern, right)
    for locale, spellings in SPELLINGS.items()
    for pattern, right in spellings
)

# No prose: code, formulas, addresses, and the book's title.
_NO_PROSE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)\s*$|(?P<marks>`+)[^\n]+?(?P=marks)|\$\$.*?\$\$|\$[^$\n]+\$"
    r"|\]\([^)\n]*\)|https?://[!-~]+|最短コースでわかる PyTorch &深層学習プログラミング",
    re.MULTILINE | re.DOTALL,
)


def style_faults(file: str, first_line: int, text: str, locale: str) -> Iterator[Fault]:
    """Find where prose departs from the rules.

    Args:
        file: Path of the file, for messages.
        first_line: Line of the text's beginning.
        text: Markdown.
        locale: Language of the text.
    """
    prose = _NO_PROSE.sub(lambda match: re.sub(r"[^\n`]", "$", match[0]), text)
    for rule in RULES:
        for match in rule.pattern.finditer(prose) if rule.locale == locale else ():
            mended = rule.mend(match)
            if mended != match[0]:
                line = first_line + prose.count("\n", 0, match.start())
                start, end = max(0, match.start() - 8), match.end() + 8
                came = " ".join(text[start:end].split("\n"))
                remedy = f"Write '{mended}'." if mended else "Delete the space."
                yield Fault(file, line, rule.expected, f"'…{came}…'", remedy)


def data_faults(root: Path, languages: Collection[str]) -> Iterator[Fault]:
    """Check the texts of the data files that are given by language."""
    for stem, form in FORMS.items():
        name = f"data/{stem}.yml"
        file = parse_yaml(name, (root / name).read_bytes(), top_of(form))
        for place, text in file.texts():
            if place[-1] in languages:
                yield from style_faults(name, file.line(place), text, str(place[-1]))


def page_faults(root: Path, languages: Iterable[Locale]) -> Iterator[Fault]:
    """Check the Markdown pages."""
    for page in read_pages(root, languages):
        yield from style_faults(page.file, 1, page.source, page.locale)


def notebook_faults(notebook: Notebook) -> Iterator[Fault]:
    """Check the Markdown cells of a notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for fault in style_faults(notebook.file, 1, cell.source, notebook.locale):
                remedy = f"{fault.remedy} (cell {cell.id})"
                yield replace(fault, line=notebook.line(cell.id), remedy=remedy)
