"""How the book numbers its listings, figures, sections and pages, and what a chapter can have.

Chapter 5 has the listings 5-1, 5-2, …, lecture 2 has L2-1, …, and the prologue plain 1, 2, ….
A later chapter may print a listing or a figure again, an earlier one cannot.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from booksite.book.records import Chapter

_CHAPTER_ID = re.compile(r"(?P<kind>ch|l)(?P<number>\d\d)")
_NUMBER = re.compile(r"(?P<kind>L?)(?P<number>\d{1,2})[-.]\d+")


class Series(NamedTuple):
    """What numbers begin with: the fifth of the chapters, the second of the lectures.

    The prologue is chapter 0; an appendix has the numbers of its chapter.
    """

    lecture: bool
    number: int


def series_of_chapter(chapter_id: str) -> Series:
    """Return the series of a chapter by its id, such as ch05 or l02."""
    match = _CHAPTER_ID.match(chapter_id)
    assert match  # records take no other id
    return Series(match["kind"] == "l", int(match["number"]))


def series_of_number(number: str) -> Series:
    """Return the series of the number of a listing, figure or section: 5-16, L2-26, 2.4 or 4."""
    match = _NUMBER.fullmatch(number)
    return Series(match["kind"] == "L", int(match["number"])) if match else Series(False, 0)


def can_stand_in(number: str, chapters: Iterable[str]) -> bool:
    """Tell whether one of the chapters can have a listing or figure, or print it again."""
    series = series_of_number(number)
    own = [series_of_chapter(chapter) for chapter in chapters]
    if series.number == 0:
        return series in own
    return any(o.lecture == series.lecture and o.number >= series.number for o in own)


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
