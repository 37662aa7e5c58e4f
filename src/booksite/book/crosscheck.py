"""Checks across entries and files: ids are unique, and what one entry names does exist.

Each check works on the files that could be read. A file with faults of its own is left out, so
that one mistake is reported once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from booksite.book.explain import place_of, shorten
from booksite.book.numbering import can_stand_in, page_limits, series_of_chapter, series_of_number
from booksite.book.records import Change, Chapter, Contents, Erratum, Link, Links, Question, Term
from booksite.book.yamlfile import KeyPath, YamlFile
from booksite.errors import Fault

_Content_co = TypeVar("_Content_co", covariant=True)

# A place in a file and the id that is named there.
Mention = tuple[KeyPath, str]


# What stands in a list of its own: both kinds are addressed by id and belong to a place.
_Entry = Erratum | Question
_EntryT = TypeVar("_EntryT", Erratum, Question)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class Source(Generic[_Content_co]):
    """The content of a file together with the file, for the lines of messages."""

    file: YamlFile
    value: _Content_co


def cross_faults(
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
        yield from _contents_faults(contents)
    if errata:
        yield from _errata_faults(errata, contents)
    if changes:
        yield from _change_faults(changes, chapters, errata)
    if faq:
        yield from _question_faults(faq, contents, errata)
    if links:
        yield from _link_faults(links, chapters)
    if terms:
        yield from _term_faults(terms, chapters)


def _contents_faults(contents: Source[Contents]) -> Iterator[Fault]:
    file, value = contents.file, contents.value
    yield from _repeated(file, ("parts",), value.parts)
    yield from _repeated(file, ("chapters",), value.chapters)
    yield from _repeated(file, ("book", "features"), value.book.features)
    yield from _repeated(file, ("book", "readers"), value.book.readers)
    known = {chapter.id for chapter in value.chapters}
    ways = _listed(value.book.readers, "chapters")
    yield from _unknown(file, ((("book", "readers", *p), c) for p, c in ways), known, "chapter")
    parts = {part.id for part in value.parts}
    mentions = [(("chapters", i, "part"), chapter.part) for i, chapter in enumerate(value.chapters)]
    yield from _unknown(file, mentions, parts, "part")
    seen: dict[str, str] = {}
    for i, chapter in enumerate(value.chapters):
        other = seen.setdefault(chapter.notebook, chapter.id)
        if other != chapter.id:
            path = ("chapters", i, "notebook")
            came = f"{chapter.notebook!r}, which {other} has"
            yield _fault(file, path, "a notebook of its own", came, "Correct the file name.")


def _errata_faults(
    errata: Source[tuple[Erratum, ...]], contents: Source[Contents] | None
) -> Iterator[Fault]:
    yield from _place_faults(errata, contents)
    for i, erratum in enumerate(errata.value):
        if erratum.page_end is not None:
            yield from _range_faults(errata.file, i, erratum.page, erratum.page_end)


def _place_faults(
    source: Source[tuple[_EntryT, ...]], contents: Source[Contents] | None
) -> Iterator[Fault]:
    """Yield what errata and questions have in common: ids, and where in the book they belong."""
    file, entries = source.file, source.value
    yield from _repeated(file, (), entries)
    yield from _taken_before(file, entries)
    if contents:
        chapters = contents.value.chapters
        known = {chapter.id for chapter in chapters}
        yield from _unknown(file, _listed(entries, "chapters"), known, "chapter")
        for i, entry in enumerate(entries):
            if entry.chapters and known.issuperset(entry.chapters):
                yield from _number_faults(file, i, entry)
                yield from _page_faults(file, i, entry, chapters)


def _taken_before(file: YamlFile, entries: Iterable[_Entry]) -> Iterator[Fault]:
    """Yield a fault for each former id that an entry has or had already."""
    taken = {entry.id for entry in entries}
    for path, former in _listed(entries, "formerly"):
        if former in taken:
            expected = "an id that no entry has or had"
            yield _fault(file, path, expected, repr(former), "Remove it.")
        taken.add(former)


def _number_faults(file: YamlFile, position: int, entry: _Entry) -> Iterator[Fault]:
    chapters = ", ".join(entry.chapters)
    for field in ("listings", "figures"):
        for i, number in enumerate(getattr(entry, field, ())):
            if not can_stand_in(number, entry.chapters):
                expected = f"the number of a {field[:-1]} of {chapters} or of an earlier chapter"
                path = (position, field, i)
                remedy = f"Correct '{field}' or 'chapters'."
                yield _fault(file, path, expected, shorten(number), remedy)
    own = {series_of_chapter(chapter) for chapter in entry.chapters}
    if entry.section is not None and series_of_number(entry.section) not in own:
        remedy = "Correct 'section' or 'chapters'."
        expected = f"the number of a section of {chapters}"
        yield _fault(file, (position, "section"), expected, shorten(entry.section), remedy)


def _page_faults(
    file: YamlFile, position: int, entry: _Entry, chapters: Iterable[Chapter]
) -> Iterator[Fault]:
    low, high = page_limits(entry.chapters, chapters)
    for field in ("page", "page_end"):
        page = getattr(entry, field, None)
        if page is not None and not low <= page <= high:
            expected = f"a page that can belong to {', '.join(entry.chapters)} ({low} to {high})"
            remedy = f"Correct '{field}' or 'chapters'."
            yield _fault(file, (position, field), expected, str(page), remedy)


def _range_faults(file: YamlFile, position: int, page: int | None, end: int) -> Iterator[Fault]:
    path = (position, "page_end")
    if page is None:
        expected = "a 'page' where the range begins"
        yield _fault(file, path, expected, "nothing", "Add 'page:' to the entry.")
    elif end < page:
        expected = f"a page from 'page' ({page}) on"
        yield _fault(file, path, expected, str(end), "Correct 'page' or 'page_end'.")


def _change_faults(
    changes: Source[tuple[Change, ...]],
    chapters: Collection[str] | None,
    errata: Source[tuple[Erratum, ...]] | None,
) -> Iterator[Fault]:
    yield from _repeated(changes.file, (), changes.value)
    yield from _unknown(changes.file, _listed(changes.value, "chapters"), chapters, "chapter")
    cells = [
        ((i, "cells", position, "chapter"), place.chapter)
        for i, change in enumerate(changes.value)
        for position, place in enumerate(change.cells)
    ]
    yield from _unknown(changes.file, cells, chapters, "chapter")
    known = {erratum.id for erratum in errata.value} if errata else None
    yield from _unknown(changes.file, _listed(changes.value, "errata"), known, "erratum")
    for i, change in enumerate(changes.value):
        if change.message and not change.seen_with:
            expected = "the versions that gave the message, such as 'scikit-learn 1.9.1'"
            remedy = "Add 'seen_with:', or remove 'message:'."
            yield _fault(changes.file, (i, "message"), expected, "nothing", remedy)


def _question_faults(
    faq: Source[tuple[Question, ...]],
    contents: Source[Contents] | None,
    errata: Source[tuple[Erratum, ...]] | None,
) -> Iterator[Fault]:
    yield from _place_faults(faq, contents)
    known = {erratum.id for erratum in errata.value} if errata else None
    yield from _unknown(faq.file, _listed(faq.value, "related"), known, "erratum")


def _link_faults(links: Source[Links], chapters: Collection[str] | None) -> Iterator[Fault]:
    file, value = links.file, links.value
    yield from _repeated(file, ("groups",), value.groups)
    yield from _repeated(file, ("links",), value.links)
    groups = {group.id for group in value.groups}
    for i, link in enumerate(value.links):
        yield from _unknown(file, [(("links", i, "group"), link.group)], groups, "group")
        if link.chapter is not None:
            mentions = [(("links", i, "chapter"), link.chapter)]
            yield from _unknown(file, mentions, chapters, "chapter")
        yield from _name_faults(file, i, link)


def _name_faults(file: YamlFile, position: int, link: Link) -> Iterator[Fault]:
    if (link.title is None) == (link.label is None):
        expected = "either the page's own 'title' or a 'label' of ours"
        came = "neither" if link.title is None else "both"
        remedy = "Add 'label:' with ja and en." if link.title is None else "Remove 'label'."
        yield _fault(file, ("links", position), expected, came, remedy)


def _term_faults(
    terms: Source[tuple[Term, ...]], chapters: Collection[str] | None
) -> Iterator[Fault]:
    yield from _repeated(terms.file, (), terms.value)
    mentions = [((i, "chapter"), term.chapter) for i, term in enumerate(terms.value)]
    yield from _unknown(terms.file, mentions, chapters, "chapter")


def _listed(entries: Iterable[object], field: str) -> list[Mention]:
    """Return every id in a list field of the entries, with its place."""
    return [
        ((i, field, position), name)
        for i, entry in enumerate(entries)
        for position, name in enumerate(getattr(entry, field))
    ]


def _repeated(file: YamlFile, parent: KeyPath, entries: Iterable[_HasId]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for i, entry in enumerate(entries):
        line = file.line((*parent, i, "id"))
        if entry.id in first:
            came = f"{entry.id!r}, which line {first[entry.id]} has already"
            yield Fault(file.name, line, "an id of its own", came, "Choose another id.")
        first.setdefault(entry.id, line)


def _unknown(
    file: YamlFile, mentions: Iterable[Mention], known: Collection[str] | None, kind: str
) -> Iterator[Fault]:
    """Yield a fault for each mention of an unknown id; `known` is None if its file has faults."""
    if known is None:
        return
    for path, name in mentions:
        if name not in known:
            example = f", such as {min(known)}" if known else ""
            expected = f"the id of an existing {kind}{example}"
            yield _fault(file, path, expected, shorten(name), f"Correct it, or add the {kind}.")


def _fault(file: YamlFile, path: KeyPath, expected: str, came: str, remedy: str) -> Fault:
    return Fault(file.name, file.line(path), expected + place_of(file, path), came, remedy)
