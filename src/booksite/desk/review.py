"""What a change does to the entries that readers see: the rows, and their addresses.

The state before is that of a commit. An address such as errata/#e-p171-1 stands in mails and notes
of readers, so an id of a kind whose ids stay may not vanish: the entry that takes its place names
it in `formerly`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from booksite.book import KINDS, Entry, Kind, load_book, parse_yaml, top_of
from booksite.desk.history import file_at, git
from booksite.desk.notebook_review import review_notebooks
from booksite.errors import BooksiteError, Fault
from booksite.locales import Locale

_NO_NAME = re.compile(r"[^\w-]")
_OLD_FORM = ["(an entry of an older form)"]


@dataclass(frozen=True)
class Comparison:
    """What differs between a commit and the files as they are.

    Attributes:
        markdown: The rows added, changed and removed, as readers will see them; texts that may
            name an old value of a notebook's setting.
        lost: A fault for each published id that leads nowhere any more.
    """

    markdown: str
    lost: tuple[Fault, ...]


def review_entries(root: Path, base: str) -> Comparison:
    """Compare the entries of all kinds that have a page with a commit.

    Args:
        root: The project's root.
        base: A commit, such as origin/main.

    Raises:
        BooksiteError: The data have faults, or there is no such commit.
    """
    book = load_book(root)
    # Of a language whose translation has only begun, an entry may have nothing.
    languages = [locale for locale in book.languages if not locale.fallback]
    _require_commit(root, base)
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    lost: list[Fault] = []
    for kind in KINDS:
        if kind.page:
            old, new = _entries(root, base, kind), book.rows(kind.record)
            before |= {
                _title(kind, entry.get("id")): _lines_of_entry(entry, kind, languages)
                for entry in old
            }
            after |= {_title(kind, row.id): _lines(row, languages) for row in new}
            lost += _lost(kind.file, old, new) if kind.ids_stay else ()
    hints, lost_cells = review_notebooks(root, base, book)
    old_values = ["## Texts that may name an old value", *(f"- {hint}" for hint in hints)]
    markdown = _markdown(before, after) + "\n".join(["", *old_values, ""] if hints else [])
    return Comparison(markdown, (*lost, *lost_cells))


def _require_commit(root: Path, base: str) -> None:
    if git(root, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}") is None:
        raise BooksiteError(
            f"expected a commit, such as origin/main, but received {base!r}. "
            "Correct it, or fetch it with git."
        )


def _entries(root: Path, base: str, kind: Kind) -> list[Mapping[str, Any]]:
    """Return the entries at a commit: none where the kind is newer than that."""
    content = file_at(root, base, kind.file)
    if content is None:
        return []
    data = parse_yaml(f"{base}:{kind.file}", content, top_of(kind.form)).data
    entries = data.get(kind.name, ()) if isinstance(data, dict) else data
    return [entry for entry in entries if isinstance(entry, dict)]


def _lost(file: str, old: Iterable[Mapping[str, Any]], new: Iterable[Entry]) -> Iterable[Fault]:
    kept = {name for row in new for name in (row.id, *getattr(row, "formerly", ()))}
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
            sections.append(f"### {title}: {name}")
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


def _title(kind: Kind, name: object) -> str:
    """Return what an entry is called; its id may come from an unchecked file."""
    return f"{kind.singular} {_NO_NAME.sub('?', str(name))}"


def _lines_of_entry(entry: Mapping[str, Any], kind: Kind, languages: Sequence[Locale]) -> list[str]:
    try:
        row = kind.record.model_validate(entry, context={"languages": languages})
    except ValidationError:
        return _OLD_FORM
    return _lines(row, languages)


def _lines(row: Entry, languages: Iterable[Locale]) -> list[str]:
    """Return an entry as text, as all languages show it."""
    texts = []
    for locale in languages:
        texts += [f"[{locale}]", *(str(part) for part in row.shown(locale) if part)]
        texts += [str(row.day)] if row.day else []
    return "\n".join(texts).split("\n")
