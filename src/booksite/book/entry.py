"""What every kind of record has in common: an address, words, a place in the book, and its checks.

The feeds, the search, the review of a pull request and a page know an entry by these methods
alone. A kind says more than the defaults where it can say it better.
"""

from __future__ import annotations

import datetime
import re
from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from typing import ClassVar, Generic, TypeVar

from booksite.book.checks import Source, fault, listed, repeated, unknown
from booksite.book.contents import Chapter
from booksite.book.explain import parts_of, shorten
from booksite.book.fields import CellId, ChapterId, Localized, Record, Slug, Text, unmarked
from booksite.book.numbering import can_stand_in, series_of_chapter, series_of_number
from booksite.book.printed import page_limits, place_in_words
from booksite.book.yamlfile import KeyPath
from booksite.errors import Fault
from booksite.locales import Locale

_Content_co = TypeVar("_Content_co", covariant=True)

# What an id says of the place: e-p171-1, f-ch09-12-1.
_PLACE_IN_ID = re.compile(r"(?P<kind>[ef])-(?P<place>p\d+|(?:ch|l)\d\d)(?:-\d\d)?-\d+$")
# The fields that say where in the book an entry belongs.
_PLACE = frozenset(("page", "page_end", "listings", "figures", "place"))


class CellPlace(Record):
    """A cell of the notebook of a chapter."""

    chapter: ChapterId
    cell: CellId


class Entry(Record):
    """An entry of a data file.

    Fields of these names mean the same in every kind that has them: `formerly`, `chapters` or
    `chapter`, `section`, `page`, `page_end`, `listings`, `figures`, `place`, `message`,
    `raised_by`, `raised_elsewhere`, `updated`.

    Attributes:
        apart: The fields of its heading and of what it quotes; `words` leaves them out.
    """

    apart: ClassVar[frozenset[str]] = frozenset()

    id: Slug

    @property
    def anchor(self) -> str:
        """Its id on its page."""
        return self.id

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of the chapters that it concerns."""
        return getattr(self, "chapters", ())

    @property
    def day(self) -> datetime.date | None:
        """When it was added or changed, if its kind says so."""
        return getattr(self, "updated", None)

    @abstractmethod
    def heading(self, locale: Locale) -> str:
        """Return what it is called, in a line that may have marks of code."""

    def where(self, locale: Locale) -> str:
        """Say in words where in the book it belongs."""
        return place_in_words(locale, **{key: value for key, value in self if key in _PLACE})

    def words(self, locale: Locale) -> list[str]:
        """Return its texts in a language, field by field."""
        return list(_texts(self, locale, self.apart | _PLACE))

    @property
    def quoted(self) -> str:
        """What it quotes from the book or shows as code."""
        return ""

    @property
    def quotes_code(self) -> bool:
        """Whether that is code."""
        return True

    def news(self, locale: Locale) -> tuple[str, str]:
        """Return title and text for a feed, without marks."""
        return unmarked(self.heading(locale)), unmarked("\n\n".join(self.words(locale)))

    def shown(self, locale: Locale) -> list[object]:
        """Return what readers will see of it, for the review of a change; some may be empty."""
        about = ", ".join(self.about)
        return [self.heading(locale), about, self.where(locale), *self.words(locale), self.quoted]

    def cell_places(self) -> Sequence[CellPlace]:
        """Return the cells of notebooks that it names."""
        return ()


def _texts(record: Record, locale: Locale, apart: Collection[str] = ()) -> Iterator[str]:
    for name, value in record:
        if name in apart or (name.endswith("_gloss") and locale.leads):
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Localized):
                yield part[locale]
            elif isinstance(part, Record):
                yield from _texts(part, locale)
            elif isinstance(part, str) and _holds_text(type(record), name):
                yield part


@cache
def _holds_text(kind: type[Record], name: str) -> bool:
    """Tell a text from an id, an address or one of several words, by the type of the field."""
    field = kind.model_fields[name]
    return any(isinstance(part, Text) for part in (*field.metadata, *parts_of(field.annotation)))


@dataclass(frozen=True)
class Entries(Source[_Content_co], Generic[_Content_co]):
    """A file whose entries could be read.

    Attributes:
        rows: The entries.
        within: Where in the file they stand.
    """

    rows: tuple[Entry, ...]
    within: KeyPath

    def listed(self, field: str) -> list[tuple[KeyPath, str]]:
        """Return every id in a list field of the entries, with its place."""
        return [((*self.within, *path), name) for path, name in listed(self.rows, field)]


@dataclass(frozen=True)
class Known:
    """What entries may name; None stands for a file that has faults of its own.

    Attributes:
        chapters: The chapters of the book.
        printings: The printings that have been seen.
        ids: The ids of each kind of record, by the name of its file.
    """

    chapters: tuple[Chapter, ...] | None
    printings: Collection[int] | None
    ids: Mapping[str, Collection[str] | None]

    @property
    def chapter_ids(self) -> Collection[str] | None:
        """The ids of the chapters."""
        return None if self.chapters is None else [chapter.id for chapter in self.chapters]


def entry_faults(source: Entries[object], known: Known) -> Iterator[Fault]:
    """Yield what is checked in every kind: ids, and where in the book an entry belongs."""
    fields = type(source.rows[0]).model_fields if source.rows else {}
    yield from repeated(source.file, source.within, source.rows)
    if "formerly" in fields:
        yield from _taken_before(source)
    for field in ("printings", "also_printings"):
        if field in fields and known.printings:
            yield from _printing_faults(source, field, max(known.printings))
    if "raised_by" in fields:
        yield from _message_faults(source)
    if "page" in fields:
        yield from _id_faults(source)
    if "chapter" in fields:
        chapters = [(i, getattr(row, "chapter", None)) for i, row in enumerate(source.rows)]
        mentions = [((*source.within, i, "chapter"), name) for i, name in chapters if name]
        yield from unknown(source.file, mentions, known.chapter_ids, "chapter")
    if "chapters" in fields:
        yield from unknown(source.file, source.listed("chapters"), known.chapter_ids, "chapter")
        yield from _place_faults(source, known.chapters or ())


def _message_faults(source: Entries[object]) -> Iterator[Fault]:
    """Yield a fault for each message of which nobody can tell that it is still said."""
    for i, row in enumerate(source.rows):
        path = (*source.within, i)
        ways = [name for name in ("raised_by", "raised_elsewhere") if getattr(row, name)]
        if not getattr(row, "message", None):
            for name in ways:
                yield fault(source.file, (*path, name), "a 'message' beside it", "none", "Add it.")
        elif len(ways) > 1:
            expected, came = "one of 'raised_by' and 'raised_elsewhere'", "both"
            yield fault(source.file, (*path, ways[1]), expected, came, "Remove one of the two.")
        elif not ways and not getattr(row, "printed", None):
            expected = "'raised_by' with code that raises it"
            remedy = "Add it, or 'raised_elsewhere:' with what that takes."
            yield fault(source.file, (*path, "message"), expected, "nothing", remedy)


def _taken_before(source: Entries[object]) -> Iterator[Fault]:
    """Yield a fault for each former id that an entry has or had already."""
    taken = {row.id for row in source.rows}
    for path, former in source.listed("formerly"):
        if former in taken:
            expected = "an id that no entry has or had"
            yield fault(source.file, path, expected, repr(former), "Remove it.")
        taken.add(former)


def _printing_faults(source: Entries[object], field: str, last: int) -> Iterator[Fault]:
    """Yield a fault for each printing that nobody has seen."""
    for i, row in enumerate(source.rows):
        if max(getattr(row, field) or (0,)) > last:
            expected = f"printings up to {last}, the last of 'printings_seen' in data/book.yml"
            remedy = "Correct it, or add the printing there."
            came = shorten(list(getattr(row, field)))
            yield fault(source.file, (*source.within, i, field), expected, came, remedy)


def _id_faults(source: Entries[object]) -> Iterator[Fault]:
    """Yield a fault for each id that names another page or chapter than its entry."""
    # An id that stands there twice is told already.
    first = {row.id: (i, row) for i, row in reversed([*enumerate(source.rows)])}
    for i, row in first.values():
        page, named = getattr(row, "page", None), _PLACE_IN_ID.match(row.id)
        # An appendix has the number of its chapter.
        chapters = [chapter.rstrip(ascii_lowercase) for chapter in row.about]
        if named and named["place"].startswith("p"):
            places = [f"p{page}"] if page else []
        else:
            places = chapters
        if named and places and named["place"] not in places:
            expected = f"an id that fits the entry, such as {named['kind']}-{places[0]}-1"
            remedy = "Correct the id, or the page or chapters."
            yield fault(source.file, (*source.within, i, "id"), expected, repr(row.id), remedy)


def _place_faults(source: Entries[object], chapters: Sequence[Chapter]) -> Iterator[Fault]:
    """Yield a fault for each number and page that the chapters of an entry cannot have."""
    ids = {chapter.id for chapter in chapters}
    for i, row in enumerate(source.rows):
        if row.about and ids.issuperset(row.about):
            limits = page_limits(row.about, chapters)
            for path, expected, came in (*_numbers(row), *_pages(row, *limits)):
                remedy = f"Correct '{path[0]}' or 'chapters'."
                yield fault(source.file, (*source.within, i, *path), expected, came, remedy)


def _numbers(row: Entry) -> Iterator[tuple[KeyPath, str, str]]:
    chapters = ", ".join(row.about)
    for field in ("listings", "figures"):
        for i, number in enumerate(getattr(row, field, ())):
            if not can_stand_in(number, row.about):
                expected = f"the number of a {field[:-1]} of {chapters} or of an earlier chapter"
                yield (field, i), expected, shorten(number)
    section = getattr(row, "section", None)
    own = {series_of_chapter(chapter) for chapter in row.about}
    if section is not None and series_of_number(section) not in own:
        yield ("section",), f"the number of a section of {chapters}", shorten(section)


def _pages(row: Entry, low: int, high: int) -> Iterator[tuple[KeyPath, str, str]]:
    for field in ("page", "page_end"):
        page = getattr(row, field, None)
        if page is not None and not low <= page <= high:
            chapters = ", ".join(row.about)
            expected = f"a page that can belong to {chapters} ({low} to {high})"
            yield (field,), expected, str(page)
