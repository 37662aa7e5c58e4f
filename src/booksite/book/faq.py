"""Questions that readers ask, with their answers: data/faq.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from booksite.book.checks import unknown
from booksite.book.entry import Entries, Entry, Known
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
    QuestionId,
    SectionNumber,
    Snippet,
    Url,
    unmarked,
)
from booksite.book.printed import pages
from booksite.errors import Fault
from booksite.locales import Locale, text

# In the order of the page.
Topic = Literal["running", "colab", "data", "messages", "results", "text"]


class Question(Entry):
    """A question that readers ask, with its answer."""

    apart = frozenset(("question", "scope", "code"))

    id: QuestionId
    formerly: Annotated[
        Many[QuestionId], Expected("ids that the entry had before, such as [f-p80-2]")
    ] = ()
    topic: Topic
    origin: Annotated[
        Literal["book", "site"],
        Expected("book for one of the official FAQ, site for one of ours"),
    ]
    chapters: Many[ChapterId] = ()
    section: SectionNumber | None = None
    page: Page | None = None
    listings: Many[ListingNumber] = ()
    scope: Both | None = None
    question: Both
    message: Code | None = None
    raised_by: Snippet | None = None
    raised_elsewhere: Lacking | None = None
    answer: Both
    code: Code | None = None
    urls: Many[Url] = ()
    related: Many[ErratumId] = ()
    remark: Both | None = None
    updated: Day

    @property
    def chapter(self) -> str | None:
        """The id of the first chapter that is concerned, or None for the whole book."""
        return self.chapters[0] if self.chapters else None

    def heading(self, locale: Locale) -> str:
        """Return the question."""
        return self.question[locale]

    @property
    def quoted(self) -> str:
        """The code of the answer."""
        return self.code or ""

    def news(self, locale: Locale) -> tuple[str, str]:
        """Return the question, then the answer."""
        return unmarked(self.question[locale]), unmarked(self.answer[locale])

    def shown(self, locale: Locale) -> list[object]:
        """Return the question as the page shows it, for the review of a change."""
        return [
            self.question[locale],
            self.scope and self.scope[locale],
            ", ".join(self.chapters),
            self.page and pages(self.page, None, locale),
            *(text("listing", locale, number) for number in self.listings),
            self.answer[locale],
            self.code,
            *self.urls,
            ", ".join(self.related) and text("related_errata", locale) + ", ".join(self.related),
            self.remark and text("remark", locale) + self.remark[locale],
        ]


def question_faults(faq: Entries[tuple[Question, ...]], known: Known) -> Iterator[Fault]:
    """Yield what no single question shows."""
    yield from unknown(faq.file, faq.listed("related"), known.ids["errata"], "erratum")
