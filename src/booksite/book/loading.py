"""The book as the site knows it: everything from data/*.yml, loaded once and checked.

    data/book.yml    the book, its parts and chapters, the repository
    data/<kind>.yml  the entries of each kind of record; the kinds stand in `kinds.py`

`load_book` reads all files, collects every fault of every file, and raises them together.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from booksite.book.changes import Change
from booksite.book.checks import Source
from booksite.book.contents import BookInfo, Chapter, Contents, Part, contents_faults, locales_of
from booksite.book.entry import Entries, Entry, Known, entry_faults
from booksite.book.errata import Erratum
from booksite.book.explain import faults_of
from booksite.book.faq import Question
from booksite.book.glossary import Term
from booksite.book.kinds import KINDS, Kind, top_of
from booksite.book.links import Link, LinkGroup
from booksite.book.repository import Repository
from booksite.book.yamlfile import load_yaml
from booksite.errors import Fault, FaultsError
from booksite.locales import Locale

_Content = TypeVar("_Content")
_EntryT = TypeVar("_EntryT", bound=Entry)


@dataclass(frozen=True)
class Book:
    """All data of the site, in the order of the files.

    Attributes:
        contents: The file data/book.yml.
        files: The file of each kind of record, by the kind's name.
    """

    contents: Source[Contents]
    files: Mapping[str, Entries[Any]]

    def rows(self, record: type[_EntryT]) -> tuple[_EntryT, ...]:
        """Return the entries of a kind, by the class of its records."""
        return cast(tuple[_EntryT, ...], self._file(record).rows)

    def line(self, row: Chapter | Entry) -> int:
        """Return the line in which the id of a chapter or an entry stands, for messages."""
        if isinstance(row, Chapter):
            return self.contents.file.line(("chapters", self.chapters.index(row), "id"))
        source = self._file(type(row))
        return source.file.line((*source.within, source.rows.index(row), "id"))

    def _file(self, record: type[Entry]) -> Entries[Any]:
        return self.files[next(kind.name for kind in KINDS if kind.record is record)]

    @property
    def info(self) -> BookInfo:
        """The printed book itself."""
        return self.contents.value.book

    @cached_property
    def languages(self) -> tuple[Locale, ...]:
        """The languages of the site, of which the first one leads."""
        return locales_of(self.contents.value.languages)

    @property
    def repository(self) -> Repository:
        """The repository that the data name."""
        return self.contents.value.repository

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of the pages in the order of the menu, without those of chapters."""
        return self.contents.value.pages

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the book."""
        return self.contents.value.parts

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in their order."""
        return self.contents.value.chapters

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The errata."""
        return self.rows(Erratum)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes since the print."""
        return self.rows(Change)

    @property
    def faq(self) -> tuple[Question, ...]:
        """The questions."""
        return self.rows(Question)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of all groups."""
        return self.rows(Link)

    @property
    def link_groups(self) -> tuple[LinkGroup, ...]:
        """The groups of links."""
        return cast(tuple[LinkGroup, ...], self.files["links"].value.groups)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The glossary."""
        return self.rows(Term)

    def language(self, code: str) -> Locale:
        """Return a language by its code."""
        return self.languages[self.languages.index(code)]

    def chapter(self, chapter_id: str) -> Chapter:
        """Return a chapter by its id.

        Raises:
            KeyError: There is no such chapter.
        """
        return {chapter.id: chapter for chapter in self.chapters}[chapter_id]

    def chapters_of(self, part_id: str) -> tuple[Chapter, ...]:
        """Return the chapters of a part."""
        return tuple(chapter for chapter in self.chapters if chapter.part == part_id)

    def erratum(self, erratum_id: str) -> Erratum:
        """Return an erratum by its id.

        Raises:
            KeyError: There is no such erratum.
        """
        return {erratum.id: erratum for erratum in self.errata}[erratum_id]

    def errata_of(self, chapter_id: str) -> tuple[Erratum, ...]:
        """Return the errata that concern a chapter, by page; those without a page stand last."""
        rows = [erratum for erratum in self.errata if chapter_id in erratum.chapters]
        return tuple(sorted(rows, key=lambda row: (row.page is None, row.page, row.id)))

    def errata_opening(self, chapter_id: str) -> tuple[Erratum, ...]:
        """Return the errata that begin in a chapter: together, all errata of the book once."""
        return tuple(row for row in self.errata_of(chapter_id) if row.chapter == chapter_id)

    def questions_of(self, chapter_id: str) -> tuple[Question, ...]:
        """Return the questions that concern a chapter."""
        return tuple(question for question in self.faq if chapter_id in question.chapters)

    def questions_on(self, topic: str) -> tuple[Question, ...]:
        """Return the questions on a topic: on the whole book first, then by chapter."""
        order = [chapter.id for chapter in self.chapters]
        rows = [question for question in self.faq if question.topic == topic]
        return tuple(sorted(rows, key=lambda row: order.index(row.chapter) if row.chapter else -1))

    def links_in(self, group_id: str) -> tuple[Link, ...]:
        """Return the links of a group."""
        return tuple(link for link in self.links if link.group == group_id)


def load_book(root: Path, *, today: datetime.date | None = None) -> Book:
    """Load and check all data files.

    Args:
        root: The project's root, which holds the folder `data`.
        today: No date may lie after this day; the real today unless a test says otherwise.

    Raises:
        FaultsError: Some file has faults; the error holds all of them.
    """
    reader = _Reader(root, today or datetime.date.today())
    contents = reader.read("book", Contents)
    sources = {kind: _entries(kind, reader.read(kind.name, kind.form)) for kind in KINDS}
    faults = [*reader.faults, *_cross_faults(contents, sources)]
    if faults or not contents:
        raise FaultsError(faults)
    return Book(contents, {kind.name: file for kind, file in sources.items() if file})


def _entries(kind: Kind, file: Source[Any] | None) -> Entries[Any] | None:
    if file is None:
        return None
    rows = kind.rows(file.value)
    return Entries(file.file, file.value, rows, (kind.name,) if kind.file_type else ())


def _cross_faults(
    contents: Source[Contents] | None, sources: Mapping[Kind, Entries[Any] | None]
) -> Iterator[Fault]:
    """Yield the faults that no single entry shows; None stands for a file with faults."""
    if contents:
        yield from contents_faults(contents)
    ids = {
        kind.name: None if file is None else [row.id for row in file.rows]
        for kind, file in sources.items()
    }
    known = Known(
        contents.value.chapters if contents else None,
        contents.value.book.printings_seen if contents else None,
        ids,
    )
    for kind, file in sources.items():
        if file:
            yield from entry_faults(file, known)
            yield from kind.faults(file, known)


class _Reader:
    """Reads files one after the other and keeps their faults."""

    def __init__(self, root: Path, today: datetime.date) -> None:
        self.faults: list[Fault] = []
        self._root = root
        self._context = {"today": today}

    def read(self, name: str, form: type[_Content]) -> Source[_Content] | None:
        """Return the content of a file of data/, or None where it has faults."""
        try:
            file = load_yaml(self._root, f"data/{name}.yml", top_of(form))
        except FaultsError as error:
            self.faults += error.faults
            return None
        try:
            value = TypeAdapter(form).validate_python(file.data, context=self._context)
        except ValidationError as error:
            self.faults += faults_of(error, file, form)
            return None
        return Source(file, value)
