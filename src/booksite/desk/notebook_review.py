"""What a change does to the notebooks that readers see.

Cells are addresses, as entries are: one that vanishes is named in `formerly` of the cell that takes
its place. And where a setting changes, texts that still say its old value are pointed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booksite.book import Book
from booksite.desk.history import file_at
from booksite.errors import Fault, FaultsError
from booksite.notebooks import Notebook, read_parameters, removed_parts

# How texts say a setting, by a part of its name: only beside these words a number means it.
_SAID = {
    "epoch": r"{value}\s?(?:回|エポック|歩|周|epochs?\b|times\b|steps\b|rounds\b|iterations\b)"
    r"|(?:回数|エポック数|[Ee]pochs?|[Ii]terations)[ |:は]*{value}",
    "batch": r"(?:バッチサイズ|[Bb]atch size|[Bb]atches of)[ |:は]*{value}",
    "lr": r"(?:学習率|[Ll]earning rate)[ |:は$]*{value}",
    "size": r"{value}\s?[×x]\s?{value}|{value}\s?(?:画素|pixels?\b)",
}
_NAMED = r"`{name}`[^\n。.]{{0,20}}?{value}"


@dataclass(frozen=True)
class Change:
    """A notebook before and after, in the language of the book.

    Attributes:
        before: As it was at a commit.
        after: As it is.
        languages: As it is in all languages.
        chapter: Id of its chapter.
    """

    before: Notebook
    after: Notebook
    languages: tuple[Notebook, ...]
    chapter: str

    def lost(self) -> Iterator[Fault]:
        """Yield a fault for each published cell that leads nowhere any more."""
        kept = _addresses(self.after)
        for name in _addresses(self.before):
            if name not in kept:
                expected = (
                    f'the published cell {name}, or "formerly": ["{name}"] in metadata.booksite of '
                    "another cell"
                )
                remedy = "Put it back, or name it at the cell that takes its place, in both files."
                yield Fault(self.after.file, 0, expected, "neither", remedy)

    def old_values(self) -> Iterator[str]:
        """Yield in a sentence each text that still names the old value of a setting."""
        before, after = read_parameters(self.before), read_parameters(self.after)
        for name in sorted(before.keys() & after.keys()):
            old, new = before[name], after[name]
            said = _pattern(name, old)
            for place, text in _texts(self.languages, self.chapter) if old != new else ():
                for match in said.finditer(text):
                    yield f"`{name}` was {old} and is {new}: {place} says “{_excerpt(text, match)}”"


def changes(root: Path, base: str, book: Book) -> Iterator[Change]:
    """Yield the notebooks that are there, and are others than at a commit."""
    for chapter in book.chapters:
        opened = [Notebook(root, chapter.notebook, locale) for locale in book.languages]
        after = opened[0]
        source = file_at(root, base, after.file)
        if source and (source != after.source or _any_changed(root, base, opened)):
            before = after.in_language(after.locale)
            before.hold(source)
            there = tuple(one for one in opened if one.path.is_file())
            yield Change(before, after, there, chapter.id)


def review_notebooks(root: Path, base: str, book: Book) -> tuple[list[str], list[Fault]]:
    """Return sentences on texts with old values, and faults for cells that are lost.

    Raises:
        FaultsError: A notebook cannot be read.
    """
    hints: list[str] = []
    lost: list[Fault] = []
    for change in changes(root, base, book):
        try:
            change.before.notes  # noqa: B018
        except FaultsError:
            continue  # of an older form
        lost += change.lost()
        hints += change.old_values()
    return hints, lost


def _any_changed(root: Path, base: str, notebooks: Iterable[Notebook]) -> bool:
    return any(one.source != (file_at(root, base, one.file) or b"") for one in notebooks)


def _addresses(notebook: Notebook) -> list[str]:
    """Return the ids of cells that the page has, former ones included."""
    shown = [cell for cell in notebook.cells if "cell" not in removed_parts(cell)]
    return [name for cell in shown for name in (cell.id, *notebook.notes[cell.id].formerly)]


def _pattern(name: str, value: Any) -> re.Pattern[str]:
    number = rf"(?<![A-Za-z0-9_.,]){re.escape(str(value))}(?![A-Za-z0-9_]|[.,]\d)"
    ways = [way for part, way in _SAID.items() if part in name]
    ways = ways if isinstance(value, int | float) and not isinstance(value, bool) else []
    return re.compile(
        "|".join(way.format(name=re.escape(name), value=number) for way in [*ways, _NAMED])
    )


def _texts(notebooks: Iterable[Notebook], chapter: str) -> Iterator[tuple[str, str]]:
    """Yield what readers read, each text with its place."""
    for notebook in notebooks:
        for cell in notebook.cells:
            place = f"{notebook.file}:{notebook.line(cell.id)}"
            if cell.cell_type == "markdown":
                yield place, cell.source
            yield from ((place, alt) for alt in notebook.notes[cell.id].alt)
        page = f"docs/{notebook.locale}/chapters/{chapter}.md"
        if (notebook.root / page).is_file():
            lines = (notebook.root / page).read_text(encoding="utf-8").splitlines()
            yield from ((f"{page}:{number}", line) for number, line in enumerate(lines, 1))


def _excerpt(text: str, match: re.Match[str]) -> str:
    """Return the surroundings of a match in one line; nothing in it is Markdown or HTML."""
    around = " ".join(text[max(0, match.start() - 15) : match.end() + 15].split())
    return re.sub(r"[`<>|*_\[\]]", " ", around).strip()
