"""How the book numbers its chapters, listings, figures and sections, and what a chapter can have.

Chapter 5 has the listings 5-1, 5-2, …, lecture 2 has L2-1, …, and the prologue plain 1, 2, ….
A later chapter may print a listing or a figure again, an earlier one cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

_Item = TypeVar("_Item")

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


def is_numbered_in(number: str, chapter_id: str) -> bool:
    """Tell whether a number of a listing is one of the chapter's own."""
    return series_of_number(number) == series_of_chapter(chapter_id)


def neighbours(items: Iterable[_Item], order: Sequence[_Item]) -> list[list[_Item]]:
    """Group items that are neighbours in an order."""
    places = sorted(order.index(item) for item in items)
    groups = groupby(enumerate(places), lambda entry: entry[1] - entry[0])
    return [[order[place] for _, place in group] for _, group in groups]
