"""The records of the data files: what a chapter, an erratum or a glossary term consists of.

One class a kind of entry; `book.py` loads them, pages and checks read them. The types of the
fields, with their limits, stand in `fields.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge, MinLen
from pydantic import Field

from booksite.book.fields import (
    CellId,
    ChapterId,
    Code,
    Day,
    ErratumId,
    Expected,
    FigureNumber,
    ListingNumber,
    Many,
    NotebookStem,
    Page,
    PageRange,
    Printings,
    Prose,
    QuestionId,
    Record,
    SectionNumber,
    Slug,
    Url,
)
from booksite.book.repository import Repository
from booksite.locales import Locale

__all__ = [
    "BookInfo",
    "CellPlace",
    "Change",
    "Chapter",
    "Contents",
    "Erratum",
    "Execution",
    "Expectation",
    "Feature",
    "FirstEdition",
    "Labels",
    "Link",
    "LinkGroup",
    "Links",
    "Localized",
    "Part",
    "Publisher",
    "Question",
    "Readers",
    "Reduction",
    "Repository",
    "Term",
    "Topic",
]


class Localized(Record):
    """The same text in both languages; `text["ja"]` or `text["en"]`."""

    ja: Prose
    en: Prose

    def __getitem__(self, locale: Locale) -> str:
        """Return the text of one language."""
        return self.ja if locale == "ja" else self.en


Both = Annotated[
    Localized, Expected("the text in both languages, such as {ja: 5章, en: Chapter 5}")
]


class FirstEdition(Record):
    """The date of the first edition, who says so, and how sure it is."""

    date: Day
    source: Url
    note: Both


class Publisher(Record):
    """Who published the book, and how sure that is."""

    name: Both
    note: Both


class Feature(Record):
    """What is special about the book, and the page on which this site has it too."""

    id: Slug
    title: Both
    text: Both
    page: Annotated[str, Expected("a page of this site, such as chapters/ch03/#key")]
    here: Both


class Readers(Record):
    """A group of readers, and their way through the chapters."""

    id: Slug
    title: Both
    text: Both
    chapters: Annotated[Many[ChapterId], MinLen(1), Expected("chapter ids, such as [ch05]")]


class BookInfo(Record):
    """The printed book itself."""

    title: Prose
    title_gloss: Prose
    author: Both
    author_handle: Prose
    author_note: Both
    publisher: Publisher
    isbn10: Annotated[str, Expected("an ISBN-10 in quotation marks, such as '4296110322'")]
    isbn13: Annotated[str, Expected("an ISBN-13 such as 978-4-296-11032-2")]
    asin_kindle: Annotated[str, Expected("the Kindle number of Amazon, such as B09G622WB6")]
    first_edition: FirstEdition
    printings_seen: Printings
    last_page_seen: Page
    features: Many[Feature]
    readers: Many[Readers]


class Part(Record):
    """A part of the book, which holds chapters."""

    id: Slug
    title: Both


class Expectation(Record):
    """A value that a notebook must reach when it is run."""

    name: Prose
    expression: Code
    at_least: float | None = None
    at_most: float | None = None
    equals: Setting | None = None


Setting = Annotated[
    bool | int | float | str,
    Expected("a number, a text, true or false, such as 1", whole=True),
]


Size = Annotated[int, Ge(1), Expected("a number from 1 on, such as 10")]


class Reduction(Record):
    """A setting that we make smaller for a notebook's outputs, and how readers are told of it.

    `of` is what the notebook's own None stands for.
    """

    value: Size
    of: Size | None = None
    unit: Annotated[
        Literal["epochs", "images", "one-in"],
        Expected("epochs, images or, for a step such as every tenth image, one-in"),
    ]
    subject: Both


class Execution(Record):
    """How a notebook is run by us: for a test, for its outputs, and what these must reach."""

    quick: dict[str, Setting] = Field(default_factory=dict)
    reduced: dict[
        str,
        Annotated[
            Reduction,
            Expected(
                "a setting with value, unit and subject, such as "
                "{value: 10, unit: epochs, subject: {ja: 学習, en: Training}}"
            ),
        ],
    ] = Field(default_factory=dict)
    expect: Many[Expectation] = ()


class Chapter(Record):
    """A chapter, the prologue or a lecture, with its notebook."""

    id: ChapterId
    notebook: NotebookStem
    part: Slug
    label: Both
    title: Both
    summary: Both
    gpu: bool
    data: Many[Both] = ()
    pages_seen: PageRange | None = None
    execution: Execution | None = None


class Contents(Record):
    """The whole of data/book.yml."""

    book: BookInfo
    repository: Repository
    parts: Annotated[Many[Part], MinLen(1)]
    chapters: Annotated[Many[Chapter], MinLen(1)]


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


class LinkGroup(Record):
    """A heading under which links stand."""

    id: Slug
    name: Both


LinkKind = Literal[
    "article",
    "code",
    "data",
    "interview",
    "repository",
    "review",
    "reviews",
    "shop",
    "slides",
    "social",
]


class Link(Record):
    """A page elsewhere; `title` is its own title, `label` is ours where it has none."""

    id: Slug
    group: Slug
    title: Prose | None = None
    label: Both | None = None
    url: Url
    kind: LinkKind
    language: Locale
    description: Both
    chapter: ChapterId | None = None
    page: Page | None = None
    date: Day | None = None
    checked: Day | None = None
    remark: Both | None = None

    def name(self, locale: Locale) -> str:
        """Return the text of the link: its own title, or else our label."""
        return self.title or (self.label[locale] if self.label else self.url)


class Links(Record):
    """The whole of data/links.yml."""

    groups: Annotated[Many[LinkGroup], MinLen(1)]
    links: Many[Link]


class Term(Record):
    """A term of the glossary."""

    id: Slug
    ja: Prose
    en: Prose
    reading: Prose | None = None
    variants: Many[Prose] = ()
    definition: Both
    chapter: ChapterId
