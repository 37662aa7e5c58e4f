"""Printed code that no longer does what the page says: data/changes.yml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from annotated_types import MinLen

from booksite.book.checks import CODE, fault, unknown, wide_sign
from booksite.book.entry import CellPlace, Entries, Entry, Known
from booksite.book.fields import (
    Both,
    ChapterId,
    Code,
    Day,
    ErratumId,
    Expected,
    Lacking,
    ListingNumber,
    Many,
    Page,
    Printings,
    Prose,
    Slug,
    Snippet,
    unmarked,
)
from booksite.errors import Fault
from booksite.locales import Locale


class Change(Entry):
    """Code that is printed in the book and what today's libraries make of it."""

    apart = frozenset(("title", "printed", "code"))

    id: Slug
    chapters: Annotated[Many[ChapterId], MinLen(1), Expected("chapter ids, such as [ch05]")]
    page: Page | None = None
    listings: Many[ListingNumber] = ()
    printings: Printings | None = None
    place: Both | None = None
    title: Both
    effect: Literal["error", "warning", "result"]
    printed: Code | None = None
    message: Code | None = None
    raised_by: Snippet | None = None
    raised_elsewhere: Lacking | None = None
    seen_with: Prose | None = None
    cause: Both
    cure: Both
    code: Code | None = None
    cells: Many[CellPlace] = ()
    errata: Many[ErratumId] = ()
    updated: Day

    def heading(self, locale: Locale) -> str:
        """Return its title."""
        return self.title[locale]

    @property
    def quoted(self) -> str:
        """The code that is printed, and ours."""
        return "\n".join(filter(None, (self.printed, self.code)))

    def news(self, locale: Locale) -> tuple[str, str]:
        """Return the title, then cause and cure."""
        content = f"{self.cause[locale]}\n\n{self.cure[locale]}"
        return unmarked(self.title[locale]), unmarked(content)

    def cell_places(self) -> Sequence[CellPlace]:
        """Return the cells that it names."""
        return self.cells


def change_faults(changes: Entries[tuple[Change, ...]], known: Known) -> Iterator[Fault]:
    """Yield what no single change shows."""
    cells = [
        ((i, "cells", position, "chapter"), place.chapter)
        for i, change in enumerate(changes.value)
        for position, place in enumerate(change.cells)
    ]
    yield from unknown(changes.file, cells, known.chapter_ids, "chapter")
    yield from unknown(changes.file, changes.listed("errata"), known.ids["errata"], "erratum")
    for i, change in enumerate(changes.value):
        if change.message and not change.seen_with:
            expected = "the versions that gave the message, such as 'scikit-learn 1.9.1'"
            remedy = "Add 'seen_with:', or remove 'message:'."
            yield fault(changes.file, (i, "message"), expected, "nothing", remedy)
        for field in ("printed", "code"):
            if sign := wide_sign(getattr(change, field) or ""):
                remedy = "Write it with signs of one column."
                yield fault(changes.file, (i, field), CODE, sign, remedy)
