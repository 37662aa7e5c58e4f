"""Questions that readers ask, with their answers: data/faq.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from booksite.book.checks import Source, listed, unknown
from booksite.book.contents import Contents
from booksite.book.errata import Erratum
from booksite.book.fields import (
    Both,
    ChapterId,
    Code,
    Day,
    ErratumId,
    Expected,
    ListingNumber,
    Many,
    Page,
    QuestionId,
    Record,
    SectionNumber,
    Url,
)
from booksite.book.printed import place_faults
from booksite.errors import Fault

# In the order of the page.
Topic = Literal["running", "colab", "data", "messages", "results", "text"]


class Question(Record):
    """A question that readers ask, with its answer."""

    id: QuestionId
    formerly: Annotated[
        Many[QuestionId], Expected("ids that the entry had before, such as [f-p80-2]")
    ] = ()
    topic: Topic
    origin: Literal["book", "site"] = "book"
    chapters: Many[ChapterId] = ()
    section: SectionNumber | None = None
    page: Page | None = None
    listings: Many[ListingNumber] = ()
    scope: Both | None = None
    question: Both
    message: Code | None = None
    answer: Both
    code: Code | None = None
    urls: Many[Url] = ()
    related: Many[ErratumId] = ()
    remark: Both | None = None
    as_of: Day | None = None
    updated: Day

    @property
    def chapter(self) -> str | None:
        """The id of the first chapter that is concerned, or None for the whole book."""
        return self.chapters[0] if self.chapters else None


def question_faults(
    faq: Source[tuple[Question, ...]],
    contents: Source[Contents] | None,
    errata: Source[tuple[Erratum, ...]] | None,
) -> Iterator[Fault]:
    """Yield what no single question shows."""
    yield from place_faults(faq, contents)
    known = {erratum.id for erratum in errata.value} if errata else None
    yield from unknown(faq.file, listed(faq.value, "related"), known, "erratum")
