"""Where in the printed book an entry belongs, and whose printings it concerns: checks and words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from booksite.book.checks import Source, fault, listed, repeated, unknown
from booksite.book.contents import Chapter, Contents
from booksite.book.explain import shorten
from booksite.book.numbering import can_stand_in, neighbours, series_of_chapter, series_of_number
from booksite.book.yamlfile import YamlFile
from booksite.errors import Fault
from booksite.locales import Locale, text


class Placed(Protocol):
    """An entry that is addressed by id and belongs to a place of the book."""

    @property
    def id(self) -> str:
        """Its address on its page."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """Ids that it had before."""

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters that it concerns."""

    @property
    def section(self) -> str | None:
        """The section in which it stands."""


def page_limits(chapter_ids: Collection[str], chapters: Iterable[Chapter]) -> tuple[int, int]:
    """Return the lowest and highest page that can belong to some of the book's chapters.

    Where a chapter begins is not known, but no page of it lies beyond one seen of a neighbour.
    """
    own = [series_of_chapter(chapter) for chapter in chapter_ids]
    low, high = 1, 600
    for chapter in chapters:
        if chapter.pages_seen:
            series, (first, last) = series_of_chapter(chapter.id), chapter.pages_seen
            if series < min(own):
                low = max(low, last + 1)
            elif series > max(own):
                high = min(high, first - 1)
    return low, high


def chapter_of(
    listings: Iterable[str], page: int | None, chapters: Collection[Chapter]
) -> str | None:
    """Return the chapter that a listing or else a page names, or None where that leaves a doubt."""
    series = {series_of_number(number) for number in listings}
    own = [chapter.id for chapter in chapters if len(chapter.id.lstrip("chl")) == 2]
    if series:
        found = [chapter for chapter in own if {series_of_chapter(chapter)} == series]
    else:
        limits = {chapter: page_limits([chapter], chapters) for chapter in own}
        found = [c for c, (low, high) in limits.items() if page and low <= page <= high]
    return found[0] if len(found) == 1 else None


def place_faults(
    source: Source[tuple[Placed, ...]], contents: Source[Contents] | None
) -> Iterator[Fault]:
    """Yield what errata and questions have in common: ids, and where in the book they belong."""
    file, entries = source.file, source.value
    yield from repeated(file, (), entries)
    yield from _taken_before(file, entries)
    if contents:
        chapters = contents.value.chapters
        known = {chapter.id for chapter in chapters}
        yield from unknown(file, listed(entries, "chapters"), known, "chapter")
        for i, entry in enumerate(entries):
            if entry.chapters and known.issuperset(entry.chapters):
                yield from _number_faults(file, i, entry)
                yield from _page_faults(file, i, entry, chapters)


def _taken_before(file: YamlFile, entries: Iterable[Placed]) -> Iterator[Fault]:
    """Yield a fault for each former id that an entry has or had already."""
    taken = {entry.id for entry in entries}
    for path, former in listed(entries, "formerly"):
        if former in taken:
            expected = "an id that no entry has or had"
            yield fault(file, path, expected, repr(former), "Remove it.")
        taken.add(former)


def _number_faults(file: YamlFile, position: int, entry: Placed) -> Iterator[Fault]:
    chapters = ", ".join(entry.chapters)
    for field in ("listings", "figures"):
        for i, number in enumerate(getattr(entry, field, ())):
            if not can_stand_in(number, entry.chapters):
                expected = f"the number of a {field[:-1]} of {chapters} or of an earlier chapter"
                path = (position, field, i)
                remedy = f"Correct '{field}' or 'chapters'."
                yield fault(file, path, expected, shorten(number), remedy)
    own = {series_of_chapter(chapter) for chapter in entry.chapters}
    if entry.section is not None and series_of_number(entry.section) not in own:
        remedy = "Correct 'section' or 'chapters'."
        expected = f"the number of a section of {chapters}"
        yield fault(file, (position, "section"), expected, shorten(entry.section), remedy)


def _page_faults(
    file: YamlFile, position: int, entry: Placed, chapters: Iterable[Chapter]
) -> Iterator[Fault]:
    low, high = page_limits(entry.chapters, chapters)
    for field in ("page", "page_end"):
        page = getattr(entry, field, None)
        if page is not None and not low <= page <= high:
            expected = f"a page that can belong to {', '.join(entry.chapters)} ({low} to {high})"
            remedy = f"Correct '{field}' or 'chapters'."
            yield fault(file, (position, field), expected, str(page), remedy)


def pages(first: int, last: int | None, locale: Locale) -> str:
    """Name a page or a range of pages."""
    if last:
        return text("page_numbers", locale, first, last)
    return text("page_number", locale, first)


def printings(numbers: Sequence[int], locale: Locale) -> str:
    """Name printings in rising order: a range for neighbours, such as 第1〜2刷, 第1・3刷."""
    spans = [
        str(run[0]) if len(run) == 1 else text("printing_range", locale, run[0], run[-1])
        for run in neighbours(numbers, range(1, numbers[-1] + 1))
    ]
    key = "printing" if len(numbers) == 1 else "printings"
    return text(key, locale, text("printing_and", locale).join(spans))


def printing_choices(seen: Sequence[int], locale: Locale) -> list[tuple[int, str]]:
    """Name each printing that a reader may hold; later ones than we have seen are like the last."""
    *earlier, last = seen
    named = [(number, text("printing", locale, number)) for number in earlier]
    return [*named, (last, text("printing_last", locale, last))]
