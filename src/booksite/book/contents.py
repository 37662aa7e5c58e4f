"""The whole of data/book.yml: the book, its parts and chapters, how their notebooks are run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, Literal

from annotated_types import Ge, MinLen
from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from booksite.book.checks import Source, fault, listed, repeated, unknown
from booksite.book.fields import (
    Both,
    ChapterId,
    Code,
    Day,
    Expected,
    LanguageId,
    Many,
    NotebookStem,
    Page,
    PagePath,
    PageRange,
    Printings,
    Prose,
    Record,
    Slug,
    Url,
)
from booksite.book.numbering import neighbours, series_of_chapter
from booksite.book.repository import Repository
from booksite.errors import Fault
from booksite.locales import Locale, text


class Language(Record):
    """A language of the site; `untranslated_in` says that its translation has only begun."""

    id: LanguageId
    name: Prose
    untranslated_in: LanguageId | None = None


def locales_of(languages: Sequence[Language]) -> tuple[Locale, ...]:
    """Return the languages of the site: the first stands at its root."""
    found: dict[str, Locale] = {}
    for row in languages:
        root = f"{row.id}/" if found else ""
        found[row.id] = Locale(row.id, row.name, root, found.get(row.untranslated_in or ""))
    return tuple(found.values())


def _let_texts_know(languages: tuple[Language, ...], info: ValidationInfo) -> tuple[Language, ...]:
    """Tell every text that is read after this which languages it must have.

    Where that is not known, no text is said to lack one.
    """
    if faults := list(_stand_in_faults(languages)):
        raise ValidationError.from_exception_data("languages", faults)
    if info.context is not None:
        info.context["languages"] = locales_of(languages)
    return languages


def _stand_in_faults(languages: Sequence[Language]) -> Iterator[InitErrorDetails]:
    translated: set[str] = set()
    for i, language in enumerate(languages):
        if not language.untranslated_in:
            translated.add(language.id)
        elif language.untranslated_in not in translated:
            known = {"known": ", ".join(sorted(translated)) or "none"}
            error = PydanticCustomError("expected", "a translated language above: {known}", known)
            place = (i, "untranslated_in")
            yield InitErrorDetails(type=error, loc=place, input=language.untranslated_in)


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

    gloss_language: LanguageId
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


Setting = Annotated[
    bool | int | float | str,
    Expected("a number, a text, true or false, such as 1", whole=True),
]


class Expectation(Record):
    """A value that a notebook must reach when it is run for its outputs.

    `full` is one that only the notebook's own settings can reach.
    """

    name: Prose
    expression: Code
    at_least: float | None = None
    at_most: float | None = None
    equals: Setting | None = None
    full: bool = False


Size = Annotated[int, Ge(1), Expected("a number from 1 on, such as 10")]
Choice = Annotated[str, Expected("a choice in quotation marks, such as 'resnet18'")]


class Reduction(Record):
    """A setting that we change for a notebook's outputs, and how readers are told of it.

    It is made smaller, or another choice than the notebook's own is taken, such as a smaller model.
    `of` is what the notebook's own None stands for.
    """

    value: Annotated[
        Size | Choice,
        Expected("a number from 1 on, such as 10, or a choice, such as resnet18", whole=True),
    ]
    of: Size | None = None
    unit: Annotated[
        Literal["epochs", "images", "one-in", "choice"],
        Expected("epochs, images, for a step such as every tenth image one-in, or choice"),
    ]
    subject: Both

    @model_validator(mode="after")
    def _counted_or_chosen(self) -> Reduction:
        if (self.unit == "choice") != isinstance(self.value, str):
            raise ValueError("a text as value goes with the unit choice, a number with any other")
        return self


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

    # First: it says which languages all texts after it must have.
    languages: Annotated[Many[Language], MinLen(1), AfterValidator(_let_texts_know)]
    pages: Annotated[
        Many[PagePath],
        Expected("the pages in the order of the menu, such as [index.md, faq.md]"),
    ]
    book: BookInfo
    repository: Repository
    parts: Annotated[Many[Part], MinLen(1)]
    chapters: Annotated[Many[Chapter], MinLen(1)]


def contents_faults(contents: Source[Contents]) -> Iterator[Fault]:
    """Yield what no single entry of data/book.yml shows."""
    file, value = contents.file, contents.value
    yield from repeated(file, ("languages",), value.languages)
    yield from repeated(file, ("parts",), value.parts)
    yield from repeated(file, ("chapters",), value.chapters)
    yield from repeated(file, ("book", "features"), value.book.features)
    yield from repeated(file, ("book", "readers"), value.book.readers)
    spoken = {language.id for language in value.languages}
    gloss = (("book", "gloss_language"), value.book.gloss_language)
    yield from unknown(file, [gloss], spoken, "language")
    known = {chapter.id for chapter in value.chapters}
    ways = listed(value.book.readers, "chapters")
    yield from unknown(file, ((("book", "readers", *p), c) for p, c in ways), known, "chapter")
    parts = {part.id for part in value.parts}
    mentions = [(("chapters", i, "part"), chapter.part) for i, chapter in enumerate(value.chapters)]
    yield from unknown(file, mentions, parts, "part")
    seen: dict[str, str] = {}
    for i, chapter in enumerate(value.chapters):
        other = seen.setdefault(chapter.notebook, chapter.id)
        if other != chapter.id:
            path = ("chapters", i, "notebook")
            came = f"{chapter.notebook!r}, which {other} has"
            yield fault(file, path, "a notebook of its own", came, "Correct the file name.")


def chapter_title(chapter: Chapter, locale: Locale) -> str:
    """Return a chapter's label and title, as its page is called."""
    return text("chapter_title", locale, chapter.label[locale], chapter.title[locale])


def chapter_way(ids: Sequence[str], chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """Group the chapters of a way in its own order, those that follow one another together.

    Args:
        ids: Chapter ids.
        chapters: All chapters in their order.
    """
    order = [chapter.id for chapter in chapters]
    steps = groupby(enumerate(map(order.index, ids)), lambda step: step[1] - step[0])
    return [[chapters[place] for _, place in run] for _, run in steps]


def chapter_runs(ids: Sequence[str], chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """Group chapters that follow one another; a lecture does not follow a chapter.

    Args:
        ids: Chapter ids.
        chapters: All chapters in their order.
    """
    series = groupby(chapters, lambda chapter: series_of_chapter(chapter.id).lecture)
    orders = [list(order) for _, order in series]
    return [run for order in orders for run in neighbours([c for c in order if c.id in ids], order)]
