"""Printed code that no longer does what the page says: data/changes.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from annotated_types import MinLen

from booksite.book.checks import Source, fault, listed, repeated, unknown
from booksite.book.errata import Erratum
from booksite.book.fields import (
    Both,
    CellId,
    ChapterId,
    Code,
    Day,
    ErratumId,
    Expected,
    ListingNumber,
    Many,
    Page,
    Printings,
    Prose,
    Record,
    Slug,
)
from booksite.errors import Fault


class CellPlace(Record):
    """A cell of the notebook of a chapter."""

    chapter: ChapterId
    cell: CellId


class Change(Record):
    """Code that is printed in the book and what today's libraries make of it."""

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
    seen_with: Prose | None = None
    cause: Both
    cure: Both
    code: Code | None = None
    cells: Many[CellPlace] = ()
    errata: Many[ErratumId] = ()
    updated: Day


def change_faults(
    changes: Source[tuple[Change, ...]],
    chapters: Collection[str] | None,
    errata: Source[tuple[Erratum, ...]] | None,
) -> Iterator[Fault]:
    """Yield what no single change shows."""
    yield from repeated(changes.file, (), changes.value)
    yield from unknown(changes.file, listed(changes.value, "chapters"), chapters, "chapter")
    cells = [
        ((i, "cells", position, "chapter"), place.chapter)
        for i, change in enumerate(changes.value)
        for position, place in enumerate(change.cells)
    ]
    yield from unknown(changes.file, cells, chapters, "chapter")
    known = {erratum.id for erratum in errata.value} if errata else None
    yield from unknown(changes.file, listed(changes.value, "errata"), known, "erratum")
    for i, change in enumerate(changes.value):
        if change.message and not change.seen_with:
            expected = "the versions that gave the message, such as 'scikit-learn 1.9.1'"
            remedy = "Add 'seen_with:', or remove 'message:'."
            yield fault(changes.file, (i, "message"), expected, "nothing", remedy)
