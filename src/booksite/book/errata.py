"""Corrections of the printed book: data/errata.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Annotated, Literal

from annotated_types import MinLen

from booksite.book.checks import CODE, fault, wide_sign
from booksite.book.entry import CellPlace, Entries, Entry, Known
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
    unmarked,
)
from booksite.book.printed import printings
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


Side = Literal["wrong", "right"]

Place = Annotated[Localized, Expected("the place, such as {ja: 3行目, en: line 3}")]
Reason = Annotated[
    Localized, Expected("the reason, such as {ja: 値の間違いです。, en: The value was wrong.}")
]
Remark = Annotated[
    Localized,
    Expected("a remark, such as {ja: 結果は同じです。, en: The result is the same.}"),
]


class Labels(Record):
    """The words above the old and the new text; not every change mends a mistake."""

    wrong: Both | None = None
    right: Both | None = None

    def word(self, side: Side, locale: Locale) -> str:
        """Return the word for a side: the entry's own, or else the usual one."""
        own = self.wrong if side == "wrong" else self.right
        return own[locale] if own else text(f"label_{side}", locale)


class Erratum(Entry):
    """A correction of the printed book."""

    apart = frozenset(("wrong", "right", "labels"))

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
    place: Place | None = None
    kind: ErratumKind
    action: ErratumAction
    labels: Labels = Labels()
    wrong: Code | None = None
    wrong_gloss: Code | None = None
    right: Code | None = None
    right_gloss: Code | None = None
    reason: Reason | None = None
    remark: Remark | None = None
    updated: Day

    @property
    def chapter(self) -> str:
        """The id of the first chapter that is concerned."""
        return self.chapters[0]

    @property
    def concerned(self) -> tuple[int, ...]:
        """The printings whose readers should know: those of the list, and those of our remark."""
        return (*self.printings, *(self.also_printings or ()))

    @property
    def quoted(self) -> str:
        """What is printed, and what should be."""
        return "\n".join(filter(None, (self.wrong, self.right)))

    @property
    def quotes_code(self) -> bool:
        """Whether that is code."""
        return self.kind in ("code", "comment", "output")

    def heading(self, locale: Locale) -> str:
        """Return where it stands."""
        return self.where(locale)

    def label(self, side: Side, locale: Locale) -> str:
        """Return the word above the old or the new text."""
        if side == "wrong":
            return self.labels.word("wrong", locale)
        is_new = self.action == "add"
        return text("addition", locale) if is_new else self.labels.word("right", locale)

    def news(self, locale: Locale) -> tuple[str, str]:
        """Say whose books are concerned, what was wrong, what is right, and why."""
        parts = [printings(self.printings, locale).capitalize(), *self._side("wrong", locale)]
        parts += self._side("right", locale)
        parts += [unmarked(self.reason[locale])] if self.reason else []
        parts += [text(f"kind_of_{self.kind}", locale)] if len(parts) == 1 else []
        return text("erratum_at_cell", locale, self.where(locale)), "\n\n".join(parts)

    def shown(self, locale: Locale) -> list[object]:
        """Return the row as the page shows it, for the review of a change."""
        glosses = (self.wrong_gloss, self.right_gloss) if not locale.leads else (None, None)
        return [
            text("separator", locale).join((", ".join(self.chapters), self.where(locale))),
            printings(self.printings, locale),
            *self._side("wrong", locale),
            glosses[0],
            *self._side("right", locale),
            glosses[1],
            self.reason and self.reason[locale],
            self.remark and text("remark", locale) + self.remark[locale],
        ]

    def _side(self, side: Side, locale: Locale) -> list[str]:
        source = self.wrong if side == "wrong" else self.right
        return [f"{self.label(side, locale)}:\n{source}"] if source else []

    def cell_places(self) -> Sequence[CellPlace]:
        """Return the cell that it names."""
        return [CellPlace(chapter=self.chapter, cell=self.cell)] if self.cell else []


def errata_faults(errata: Entries[tuple[Erratum, ...]], known: Known) -> Iterator[Fault]:
    """Yield what no single erratum shows."""
    for i, erratum in enumerate(errata.value):
        if erratum.page_end is not None:
            yield from _range_faults(errata.file, i, erratum.page, erratum.page_end)
        for field, expected, came, remedy in (*_side_faults(erratum), *_place_faults(erratum)):
            yield fault(errata.file, (i, field), expected, came, remedy)


def _side_faults(erratum: Erratum) -> Iterator[tuple[str, str, str, str]]:
    """Yield what an erratum lacks that readers need: field, what belongs there, what came, why."""
    wrong, right, action = erratum.wrong, erratum.right, erratum.action
    if right is None and (action == "add" or (action == "replace" and wrong is not None)):
        yield "action", f"'right' beside the action {action}", "nothing", "Add 'right:'."
    if wrong is not None and wrong == right:
        yield "right", "another text than in 'wrong'", "the same", "Correct one of them."
    for side, code in (("wrong", wrong), ("right", right)):
        if erratum.kind == "code" and (sign := wide_sign(code or "")):
            yield side, CODE, sign, "Write it with signs of one column."
    if not any((wrong, right, erratum.reason, erratum.remark)):
        remedy = "Add what readers shall know."
        yield "id", "one of 'wrong', 'right', 'reason' and 'remark'", "none of them", remedy
    if not any((erratum.page, erratum.listings, erratum.figures, erratum.place)):
        yield "id", "a 'page', a listing, a figure or a 'place'", "none of them", "Add one."


def _place_faults(erratum: Erratum) -> Iterator[tuple[str, str, str, str]]:
    """Yield a place whose languages count other lines."""
    words = erratum.place.root if erratum.place else {}
    numbers = {language: set(re.findall(r"\d+", place)) for language, place in words.items()}
    for (one, left), (other, right) in combinations(numbers.items(), 2):
        # In words instead of digits is right as well: second line.
        if not (left <= right or right <= left):
            came = f"{', '.join(sorted(left))} in '{one}', {', '.join(sorted(right))} in '{other}'"
            yield "place", "the same numbers in all languages", came, "Correct one of them."


def _range_faults(file: YamlFile, position: int, page: int | None, end: int) -> Iterator[Fault]:
    path = (position, "page_end")
    if page is None:
        expected = "a 'page' where the range begins"
        yield fault(file, path, expected, "nothing", "Add 'page:' to the entry.")
    elif end < page:
        expected = f"a page from 'page' ({page}) on"
        yield fault(file, path, expected, str(end), "Correct 'page' or 'page_end'.")
