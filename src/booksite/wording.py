"""Facts of the data in words: a chapter's title, where an erratum stands, in which printings."""

from __future__ import annotations

from collections.abc import Sequence

from booksite.fields import Locale
from booksite.records import Chapter, Erratum
from booksite.texts import text


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
        parts.append(row.place[locale])
    return text("separator", locale).join(parts)


def pages(first: int, last: int | None, locale: Locale) -> str:
    """Name a page or a range of pages."""
    if last:
        return text("page_numbers", locale, first, last)
    return text("page_number", locale, first)


def unmarked(words: str) -> str:
    """Give a line of the data without the marks of code, for places that show no markup."""
    return words.replace("`", "")


def printings(numbers: Sequence[int], locale: Locale) -> str:
    """Name printings in rising order."""
    first, last = numbers[0], numbers[-1]
    return text("printing", locale, first if first == last else f"{first}–{last}")
