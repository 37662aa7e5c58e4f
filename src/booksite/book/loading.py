"""The book as the site knows it: everything from data/*.yml, loaded once and checked.

    data/book.yml      the book, its parts and chapters, the repository
    data/errata.yml    corrections
    data/changes.yml   printed code that no longer does what the page says
    data/faq.yml       questions and answers
    data/links.yml     groups of links and the links
    data/glossary.yml  terms

`load_book` reads all six, collects every fault of every file, and raises them together.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_origin

from pydantic import TypeAdapter, ValidationError

from booksite.book.changes import Change, change_faults
from booksite.book.checks import Source
from booksite.book.contents import BookInfo, Chapter, Contents, Part, contents_faults
from booksite.book.errata import Erratum, errata_faults
from booksite.book.explain import faults_of
from booksite.book.faq import Question, question_faults
from booksite.book.glossary import Term, term_faults
from booksite.book.links import Link, LinkGroup, Links, link_faults
from booksite.book.repository import Repository
from booksite.book.yamlfile import load_yaml
from booksite.errors import Fault, FaultsError

_Content = TypeVar("_Content")


@dataclass(frozen=True)
class Book:
    """All data of the site, in the order of the files."""

    info: BookInfo
    repository: Repository
    parts: tuple[Part, ...]
    chapters: tuple[Chapter, ...]
    errata: tuple[Erratum, ...]
    changes: tuple[Change, ...]
    faq: tuple[Question, ...]
    link_groups: tuple[LinkGroup, ...]
    links: tuple[Link, ...]
    terms: tuple[Term, ...]

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
    contents = reader.read("data/book.yml", Contents)
    errata = reader.read("data/errata.yml", tuple[Erratum, ...])
    changes = reader.read("data/changes.yml", tuple[Change, ...])
    faq = reader.read("data/faq.yml", tuple[Question, ...])
    links = reader.read("data/links.yml", Links)
    terms = reader.read("data/glossary.yml", tuple[Term, ...])
    faults = [*reader.faults, *_cross_faults(contents, errata, changes, faq, links, terms)]
    if faults or not (contents and errata and changes and faq and links and terms):
        raise FaultsError(faults)
    return Book(
        info=contents.value.book,
        repository=contents.value.repository,
        parts=contents.value.parts,
        chapters=contents.value.chapters,
        errata=errata.value,
        changes=changes.value,
        faq=faq.value,
        link_groups=links.value.groups,
        links=links.value.links,
        terms=terms.value,
    )


def _cross_faults(
    contents: Source[Contents] | None,
    errata: Source[tuple[Erratum, ...]] | None,
    changes: Source[tuple[Change, ...]] | None,
    faq: Source[tuple[Question, ...]] | None,
    links: Source[Links] | None,
    terms: Source[tuple[Term, ...]] | None,
) -> Iterator[Fault]:
    """Yield the faults that no single entry shows; None stands for a file with faults."""
    chapters = {chapter.id for chapter in contents.value.chapters} if contents else None
    if contents:
        yield from contents_faults(contents)
    if errata:
        yield from errata_faults(errata, contents)
    if changes:
        yield from change_faults(changes, chapters, errata)
    if faq:
        yield from question_faults(faq, contents, errata)
    if links:
        yield from link_faults(links, chapters)
    if terms:
        yield from term_faults(terms, chapters)


class _Reader:
    """Reads files one after the other and keeps their faults."""

    def __init__(self, root: Path, today: datetime.date) -> None:
        self.faults: list[Fault] = []
        self._root = root
        self._context = {"today": today}

    def read(self, name: str, content: type[_Content]) -> Source[_Content] | None:
        """Return the content of a file, or None where it has faults."""
        try:
            file = load_yaml(self._root, name, list if get_origin(content) is tuple else dict)
        except FaultsError as error:
            self.faults += error.faults
            return None
        try:
            value = TypeAdapter(content).validate_python(file.data, context=self._context)
        except ValidationError as error:
            self.faults += faults_of(error, file, content)
            return None
        return Source(file, value)
