"""Facts of the data in words: a chapter's title, where an erratum stands, in which printings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from booksite.book.numbering import series_of_chapter
from booksite.book.records import Chapter, Erratum
from booksite.locales import Locale, text

_Item = TypeVar("_Item")


def chapter_title(chapter: Chapter, locale: Locale) -> str:
    """Give a chapter's label and title, as its page is called."""
    return text("chapter_title", locale, chapter.label[locale], chapter.title[locale])


def where(row: Erratum, locale: Locale) -> str:
    """Say in words where an erratum stands in the book."""
    parts = []
    if row.page:
        parts.append(pages(row.page, row.page_end, locale))
    parts += [text("listing", locale, number) for number in row.listings]
    parts += [text("figure", locale, number) for number in row.figures]
    if row.place:
        place = row.place[locale]
        parts.append(place if parts else place[:1].upper() + place[1:])
    return text("separator", locale).join(parts)


def pages(first: int, last: int | None, locale: Locale) -> str:
    """Name a page or a range of pages."""
    if last:
        return text("page_numbers", locale, first, last)
    return text("page_number", locale, first)


def duration(seconds: int, locale: Locale) -> str:
    """Say how long something took, in minutes unless it was short."""
    if seconds < 90:
        return text("seconds", locale, seconds)
    return text("minutes", locale, round(seconds / 60))


def unmarked(words: str) -> str:
    """Give a line of the data without the marks of code, for places that show no markup."""
    return words.replace("`", "")


def printing_choices(seen: Sequence[int], locale: Locale) -> list[tuple[int, str]]:
    """Name each printing that a reader may hold; later ones than we have seen are like the last."""
    *earlier, last = seen
    named = [(number, text("printing", locale, number)) for number in earlier]
    return [*named, (last, text("printing_last", locale, last))]


def printings(numbers: Sequence[int], locale: Locale) -> str:
    """Name printings in rising order: a range for neighbours, such as 第1〜2刷, 第1・3刷."""
    spans = [
        str(run[0]) if len(run) == 1 else text("printing_range", locale, run[0], run[-1])
        for run in _runs(numbers, range(1, numbers[-1] + 1))
    ]
    key = "printing" if len(numbers) == 1 else "printings"
    return text(key, locale, text("printing_and", locale).join(spans))


def chapter_way(ids: Sequence[str], chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """Group the chapters of a way in its own order, those that follow one another together.

    Args:
        ids: Chapter ids.
        chapters: All chapters in their order.
    """
    order = [chapter.id for chapter in chapters]
    steps = groupby(enumerate(map(order.index, ids)), lambda step: step[1] - step[0])
    return [[chapters[place] for _, place in run] for _, run in steps]


def chapter_runs(ids: Sequence[str], chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """Group chapters that follow one another; a lecture does not follow a chapter.

    Args:
        ids: Chapter ids.
        chapters: All chapters in their order.
    """
    series = groupby(chapters, lambda chapter: series_of_chapter(chapter.id).lecture)
    orders = [list(order) for _, order in series]
    return [run for order in orders for run in _runs([c for c in order if c.id in ids], order)]


def _runs(items: Iterable[_Item], order: Sequence[_Item]) -> list[list[_Item]]:
    """Group items that are neighbours in an order."""
    places = sorted(order.index(item) for item in items)
    groups = groupby(enumerate(places), lambda entry: entry[1] - entry[0])
    return [[order[place] for _, place in group] for _, group in groups]
