"""Corrections of the printed book: data/errata.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from annotated_types import MinLen

from booksite.book.checks import Source, fault
from booksite.book.contents import Contents
from booksite.book.fields import (
    Both,
    CellId,
    ChapterId,
    Code,
    Day,
    ErratumId,
    Expected,
    FigureNumber,
    ListingNumber,
    Localized,
    Many,
    Page,
    Printings,
    Record,
    SectionNumber,
)
from booksite.book.printed import pages, place_faults
from booksite.book.yamlfile import YamlFile
from booksite.errors import Fault
from booksite.locales import Locale, text

ErratumKind = Literal[
    "clarification",
    "code",
    "comment",
    "figure",
    "general",
    "output",
    "rewrite",
    "text",
    "typo",
]
ErratumAction = Literal["add", "read_as", "replace", "rewrite"]


class Labels(Record):
    """The words above the old and the new text; not every change mends a mistake."""

    wrong: Both = Localized(ja="誤", en="Incorrect")
    right: Both = Localized(ja="正", en="Correct")


class Erratum(Record):
    """A correction of the printed book."""

    id: ErratumId
    formerly: Annotated[
        Many[ErratumId], Expected("ids that the entry had before, such as [e-p171-2]")
    ] = ()
    printings: Printings
    also_printings: Printings | None = None
    chapters: Annotated[Many[ChapterId], MinLen(1), Expected("chapter ids, such as [ch05]")]
    section: SectionNumber | None = None
    page: Page | None = None
    page_end: Page | None = None
    listings: Many[ListingNumber] = ()
    figures: Many[FigureNumber] = ()
    cell: CellId | None = None
    place: Both | None = None
    kind: ErratumKind
    action: ErratumAction
    labels: Labels = Labels()
    wrong: Code | None = None
    wrong_gloss: Code | None = None
    right: Code | None = None
    right_gloss: Code | None = None
    reason: Both | None = None
    remark: Both | None = None
    updated: Day

    @property
    def chapter(self) -> str:
        """The id of the first chapter that is concerned."""
        return self.chapters[0]

    @property
    def concerned(self) -> tuple[int, ...]:
        """The printings whose readers should know: those of the list, and those of our remark."""
        return (*self.printings, *(self.also_printings or ()))


def errata_faults(
    errata: Source[tuple[Erratum, ...]], contents: Source[Contents] | None
) -> Iterator[Fault]:
    """Yield what no single erratum shows."""
    yield from place_faults(errata, contents)
    for i, erratum in enumerate(errata.value):
        if erratum.page_end is not None:
            yield from _range_faults(errata.file, i, erratum.page, erratum.page_end)


def _range_faults(file: YamlFile, position: int, page: int | None, end: int) -> Iterator[Fault]:
    path = (position, "page_end")
    if page is None:
        expected = "a 'page' where the range begins"
        yield fault(file, path, expected, "nothing", "Add 'page:' to the entry.")
    elif end < page:
        expected = f"a page from 'page' ({page}) on"
        yield fault(file, path, expected, str(end), "Correct 'page' or 'page_end'.")


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
