"""A new entry of data/errata.yml: its id, its text, its place; checked before anything is written.

The file keeps its comments, its order and each line that it had: the entry is put between them.
"""

from __future__ import annotations

import datetime
import io
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, count
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from booksite.book import (
    Book,
    Erratum,
    YamlFile,
    chapter_of,
    details_of,
    faults_of,
    load_book,
    load_yaml,
    series_of_chapter,
    wrapped,
)
from booksite.errors import Fault, FaultsError
from booksite.files import write_whole

FILE = "data/errata.yml"
# How messages name an entry that stands in no file yet.
_NEW = "the new entry"
_CODE = ("wrong", "wrong_gloss", "right", "right_gloss")
_CODE_KINDS = ("code", "comment", "output", "rewrite")
_PLAIN = re.compile(r"\w[^:,#\[\]{}&*!|>'\"%@`\n]*")
_LONGEST_FLOW, _WIDTH = 60, 92


def completed(values: Mapping[str, Any], book: Book, today: datetime.date) -> dict[str, Any]:
    """Return the fields of an erratum with what follows from the others, in the order of records.

    Args:
        values: Fields by name; the chapter follows from a listing or a page, the action from the
            texts, and the date is today, where they are not given.
        book: The book as it is.
        today: Day of the correction.
    """
    derived: dict[str, Any] = {
        "action": "replace" if values.get("wrong") else "add",
        "updated": today,
    }
    page = values.get("page")
    page = page if isinstance(page, int) else None  # what is no page is told later
    chapter = chapter_of(values.get("listings") or (), page, book.chapters)
    if chapter:
        derived["chapters"] = [chapter]
    given = derived | {name: value for name, value in values.items() if value is not None}
    return {name: given[name] for name in Erratum.model_fields if name in given}


def record_faults(
    values: Mapping[str, Any], book: Book, today: datetime.date
) -> dict[str, list[Fault]]:
    """Return the faults of an entry that has no id yet, by field."""
    try:
        context = {"today": today, "languages": book.languages}
        Erratum.model_validate({**values, "id": "e-p1-1"}, context=context)
    except ValidationError as error:
        faults = faults_of(error, YamlFile(_NEW, dict(values), {(): 0}), Erratum)
        found: dict[str, list[Fault]] = {}
        for detail, fault in zip(details_of(error), faults, strict=True):
            found.setdefault(str(detail["loc"][0]), []).append(fault)
        return found
    return {}


def next_id(book: Book, page: int | None, chapters: list[str]) -> str:
    """Return the first id that no entry has or had: e-p171-2, or e-ch10-12-1 without a page."""
    taken = {name for row in book.errata for name in (row.id, *row.formerly)}
    place = f"p{page}" if page else _chapter_place(chapters)
    return next(name for n in count(1) if (name := f"e-{place}-{n}") not in taken)


def _chapter_place(chapters: list[str]) -> str:
    first, last = series_of_chapter(chapters[0]), series_of_chapter(chapters[-1])
    place = f"{'l' if first.lecture else 'ch'}{first.number:02}"
    return place if first == last else f"{place}-{last.number:02}"


@dataclass(frozen=True)
class NewEntry:
    """An entry that can be written.

    Attributes:
        id: Its id.
        entry: Its YAML.
        text: The text of the whole file with it.
    """

    id: str
    entry: str
    text: str


def new_entry(root: Path, values: Mapping[str, Any], today: datetime.date) -> NewEntry:
    """Give an erratum its id and its place in the file, and check the result.

    Args:
        root: The project's root.
        values: Fields of the erratum without id, see `completed`.
        today: No date may lie after this day.

    Raises:
        FaultsError: The data have faults, or would have with this entry.
    """
    book = load_book(root, today=today)
    faults = record_faults(values, book, today)
    if faults:
        raise FaultsError(fault for some in faults.values() for fault in some)
    name = next_id(book, values.get("page"), values["chapters"])
    erratum = Erratum.model_validate({**values, "id": name}, context={"today": today})
    entry = entry_text({"id": name, **values})
    text = _inserted(root, book, erratum, entry)
    _check(root, text, book, erratum, today)
    return NewEntry(name, entry, text)


def entry_text(values: Mapping[str, Any]) -> str:
    """Return an entry as YAML, in the style of the file."""
    code = values.get("kind") in _CODE_KINDS
    entry = CommentedMap((name, _styled(name, value, code)) for name, value in values.items())
    yaml = YAML()
    yaml.width = 10_000
    stream = io.StringIO()
    yaml.dump(CommentedSeq([entry]), stream)
    return stream.getvalue()


def _styled(name: str, value: Any, code: bool) -> Any:
    if isinstance(value, Mapping):
        if sum(len(str(part)) for part in value.values()) > _LONGEST_FLOW:
            return CommentedMap((language, _folded(part)) for language, part in value.items())
        pair = CommentedMap((language, _one_line(part)) for language, part in value.items())
        pair.fa.set_flow_style()
        return pair
    if isinstance(value, list | tuple):
        numbers = name in ("listings", "figures")
        items = CommentedSeq(SingleQuotedScalarString(v) if numbers else v for v in value)
        items.fa.set_flow_style()
        return items
    if name in _CODE and (code or "\n" in value):
        return LiteralScalarString(value)
    if name == "section":
        return SingleQuotedScalarString(value)
    return _one_line(value) if isinstance(value, str) else value


def _one_line(text: str) -> str:
    """Quote a text in which some character could mean something to YAML."""
    return text if _PLAIN.fullmatch(text) else SingleQuotedScalarString(text)


def _folded(text: str) -> Any:
    lines = wrapped(text, _WIDTH)
    if len(lines) == 1:
        return _one_line(text)
    folded = FoldedScalarString(" ".join(lines))
    ends = accumulate(len(line) + 1 for line in lines[:-1])
    folded.fold_pos = [end - 1 for end in ends]
    return folded


def _inserted(root: Path, book: Book, erratum: Erratum, entry: str) -> str:
    """Put an entry before the first one that belongs behind it."""
    text = (root / FILE).read_text(encoding="utf-8")
    later = [i for i, row in enumerate(book.errata) if _order(row) > _order(erratum)]
    if not book.errata:
        return f"{text.rstrip().removesuffix('[]').rstrip()}\n\n{entry}".lstrip("\n")
    if not later:
        return f"{text.rstrip()}\n\n{entry}"
    lines = text.split("\n")
    start = load_yaml(root, FILE, list).line((later[0],)) - 1
    if not lines[start].startswith("- "):
        expected, remedy = "'- id: …' at the margin", "Move the entries to the margin."
        raise FaultsError([Fault(FILE, start + 1, expected, lines[start].strip(), remedy)])
    while start > 1 and lines[start - 1].startswith("#"):
        start -= 1
    return "\n".join([*lines[:start], *entry.split("\n"), *lines[start:]])


def _order(row: Erratum) -> tuple[Any, ...]:
    return row.printings, row.page is None, row.page or 0


def _check(root: Path, text: str, book: Book, erratum: Erratum, today: datetime.date) -> None:
    """Load the data as they would be."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "data", Path(folder, "data"))
        write_whole(Path(folder, FILE), text.encode())
        try:
            loaded = load_book(Path(folder), today=today)
        except FaultsError as error:
            raise FaultsError(replace(f, file=_NEW, line=0) for f in error.faults) from None
    rows = [row for row in loaded.errata if row.id != erratum.id]
    if rows != list(book.errata) or loaded.erratum(erratum.id) != erratum:
        expected = "text that YAML can hold"
        remedy = "Leave out unusual characters."
        raise FaultsError([Fault(_NEW, 0, expected, "text that it would change", remedy)])
