"""Pages, listings and printings of the book: which a chapter can have, and how they are named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from booksite.book.contents import Chapter
from booksite.book.fields import HIGHEST_PAGE, Localized
from booksite.book.numbering import neighbours, series_of_chapter, series_of_number
from booksite.locales import Locale, text


def page_limits(chapter_ids: Collection[str], chapters: Iterable[Chapter]) -> tuple[int, int]:
    """Return the lowest and highest page that can belong to some of the book's chapters.

    Where a chapter begins is not known, but no page of it lies beyond one seen of a neighbour.
    """
    own = [series_of_chapter(chapter) for chapter in chapter_ids]
    low, high = 1, HIGHEST_PAGE
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
    found = possible_chapters(listings, page, chapters)
    return found[0] if len(found) == 1 else None


def possible_chapters(
    listings: Iterable[str], page: int | None, chapters: Collection[Chapter]
) -> list[str]:
    """Return the chapters, but appendices, in which a listing or else a page can stand."""
    series = {series_of_number(number) for number in listings}
    own = [chapter.id for chapter in chapters if len(chapter.id.lstrip("chl")) == 2]
    if series:
        return [chapter for chapter in own if {series_of_chapter(chapter)} == series]
    limits = {chapter: page_limits([chapter], chapters) for chapter in own}
    return [c for c, (low, high) in limits.items() if page and low <= page <= high]


def place_in_words(
    locale: Locale,
    *,
    page: int | None = None,
    page_end: int | None = None,
    listings: Sequence[str] = (),
    figures: Sequence[str] = (),
    place: Localized | None = None,
) -> str:
    """Say in words where in the book something stands, as far as it is known."""
    parts = [pages(page, page_end, locale)] if page else []
    parts += [text("listing", locale, number) for number in listings]
    parts += [text("figure", locale, number) for number in figures]
    if place:
        words = place[locale]
        parts.append(words if parts else words[:1].upper() + words[1:])
    return text("separator", locale).join(parts)


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
    *earlier, last = spans
    listed = [text("printing_comma", locale).join(earlier)] if earlier else []
    return text(key, locale, text("printing_and", locale).join([*listed, last]))


def printing_choices(seen: Sequence[int], locale: Locale) -> list[tuple[int, str]]:
    """Name each printing that a reader may hold; later ones than we have seen are like the last."""
    *earlier, last = seen
    named = [(number, text("printing", locale, number)) for number in earlier]
    return [*named, (last, text("printing_last", locale, last))]
