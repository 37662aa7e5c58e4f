"""What a change does to errata and questions that are published: the rows, and their addresses.

The state before is that of a commit. An address such as errata/#e-p171-1 stands in mails and notes
of readers, so an id may not vanish: the entry that takes its place names it in `formerly`.
"""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from booksite.book import Book, Erratum, Question, load_book, pages, parse_yaml, printings, where
from booksite.errors import BooksiteError, Fault
from booksite.locales import LOCALES, Locale, text

Row = Erratum | Question
_FILES: dict[str, tuple[type[Row], Callable[[Book], Iterable[Row]]]] = {
    "data/errata.yml": (Erratum, lambda book: book.errata),
    "data/faq.yml": (Question, lambda book: book.faq),
}
_NO_NAME = re.compile(r"[^\w-]")
_OLD_FORM = ["(an entry of an older form)"]


@dataclass(frozen=True)
class Comparison:
    """What differs between a commit and the files as they are.

    Attributes:
        markdown: The rows added, changed and removed, as readers will see them.
        lost: A fault for each published id that leads nowhere any more.
    """

    markdown: str
    lost: tuple[Fault, ...]


def review_errata(root: Path, base: str) -> Comparison:
    """Compare errata and questions with a commit.

    Args:
        root: The project's root.
        base: A commit, such as origin/main.

    Raises:
        BooksiteError: The data have faults, or there is no such commit.
    """
    book = load_book(root)
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    lost: list[Fault] = []
    for file, (kind, rows_of) in _FILES.items():
        old = _entries(root, base, file)
        new = list(rows_of(book))
        before |= {str(entry.get("id")): _lines_of_entry(entry, kind) for entry in old}
        after |= {row.id: _lines(row) for row in new}
        lost += _lost(file, old, new)
    return Comparison(_markdown(before, after), tuple(lost))


def _entries(root: Path, base: str, file: str) -> list[Mapping[str, Any]]:
    command = ["git", "show", "--end-of-options", f"{base}:{file}"]
    shown = subprocess.run(command, cwd=root, check=False, capture_output=True)
    if shown.returncode:
        raise BooksiteError(
            f"expected a commit that holds {file}, such as origin/main, but received {base!r}. "
            "Correct it, or fetch it with git."
        )
    entries = parse_yaml(f"{base}:{file}", shown.stdout, list).data
    return [entry for entry in entries if isinstance(entry, dict)]


def _lost(file: str, old: Iterable[Mapping[str, Any]], new: Iterable[Row]) -> Iterable[Fault]:
    kept = {name for row in new for name in (row.id, *row.formerly)}
    for entry in old:
        for name in (entry.get("id"), *(entry.get("formerly") or ())):
            if name not in kept:
                expected = f"the published id {name}, or `formerly: [{name}]` at another entry"
                remedy = "Put it back, or name it at the entry that takes its place."
                yield Fault(file, 0, expected, "neither", remedy)


def _markdown(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> str:
    groups = {
        "Added": [name for name in after if name not in before],
        "Changed": [name for name in after if before.get(name, after[name]) != after[name]],
        "Removed": [name for name in before if name not in after],
    }
    counts = ", ".join(f"{len(names)} {title.lower()}" for title, names in groups.items())
    sections = [f"## What readers will see: {counts}"]
    for title, names in groups.items():
        for name in names:
            sections.append(f"### {title}: {_NO_NAME.sub('?', name)}")
            sections.append(_fenced(_diff(before.get(name, []), after.get(name, []))))
    return "\n\n".join(sections) + "\n"


def _diff(before: list[str], after: list[str]) -> str:
    diff = difflib.unified_diff(before, after, n=100, lineterm="")
    return "\n".join(list(diff)[3:])  # without the names of the files and the numbers of lines


def _fenced(content: str) -> str:
    """Fence a text so that nothing in it ends the block: all is shown, none is Markdown."""
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}diff\n{content}\n{fence}"


def _lines_of_entry(entry: Mapping[str, Any], kind: type[Row]) -> list[str]:
    try:
        return _lines(kind.model_validate(entry))
    except ValidationError:
        return _OLD_FORM


def _lines(row: Row) -> list[str]:
    """Give a row as text, as both languages show it."""
    texts = []
    for locale in LOCALES:
        shown = _erratum(row, locale) if isinstance(row, Erratum) else _question(row, locale)
        texts += [f"[{locale}]", *filter(None, shown), str(row.updated)]
    return "\n".join(texts).split("\n")


def _erratum(row: Erratum, locale: Locale) -> list[Any]:
    right = text("addition", locale) if row.action == "add" else row.labels.right[locale]
    glosses = (row.wrong_gloss, row.right_gloss) if locale == "en" else (None, None)
    return [
        f"{', '.join(row.chapters)}{text('separator', locale)}{where(row, locale)}",
        printings(row.printings, locale),
        row.wrong and f"{row.labels.wrong[locale]}:\n{row.wrong}",
        glosses[0],
        row.right and f"{right}:\n{row.right}",
        glosses[1],
        row.reason and row.reason[locale],
        row.remark and text("remark", locale) + row.remark[locale],
    ]


def _question(row: Question, locale: Locale) -> list[Any]:
    return [
        row.question[locale],
        row.scope and row.scope[locale],
        ", ".join(row.chapters),
        row.page and pages(row.page, None, locale),
        *(text("listing", locale, number) for number in row.listings),
        row.answer[locale],
        row.code,
        *row.urls,
        row.related and text("related_errata", locale) + ", ".join(row.related),
        row.remark and text("remark", locale) + row.remark[locale],
    ]
