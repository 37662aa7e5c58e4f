"""Facts of the data in words: where an erratum stands, which printings, how a run was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from booksite.fields import Locale
from booksite.records import Chapter, Erratum
from booksite.texts import text


def chapter_title(chapter: Chapter, locale: Locale) -> str:
    """Give a chapter's label and title, as its page is called."""
    between = " " if locale == "ja" else ": "
    return f"{chapter.label[locale]}{between}{chapter.title[locale]}"


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


def printings(numbers: Sequence[int], locale: Locale) -> str:
    """Name printings in rising order."""
    first, last = numbers[0], numbers[-1]
    return text("printing", locale, first if first == last else f"{first}–{last}")


def run_line(run: Mapping[str, Any], locale: Locale) -> str:
    """Say in a line how the outputs came about: versions, machine, date, data, reductions."""
    parts = [text("checked", locale, run["torch"], run["device"], run["date"])]
    parts += [text(f"data_{data['kind']}", locale, data["name"]) for data in run["data"]]
    if run["parameters"]:
        reduced = text("comma", locale).join(f"{k} = {v}" for k, v in run["parameters"].items())
        parts.append(text("reduced", locale, reduced))
    return ("" if locale == "ja" else " ").join(parts)
