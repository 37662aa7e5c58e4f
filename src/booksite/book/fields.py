"""What records are made of: the kinds of values, each with the sentence for a wrong one.

A field type is `Annotated[type, constraints, Expected("a page number ..., such as 143")]`.
Whatever constraint fails, the author reads that one sentence: `Expected` replaces the messages
of pydantic and `explain.py` prints it together with file and line.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from annotated_types import Ge, Le, MinLen
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from booksite.locales import Foreign, Locale, is_japanese

# How many pages the book has is not known; the last one that errata or answers name is 558.
HIGHEST_PAGE = 600

_INLINE_CODE = re.compile(r"`[^`]*`")
# Of no use in a text, and some make it look other than it is (directions of writing).
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_HTML_TAG = re.compile(r"</?[A-Za-z][^>]*>|<!--")
# Code, a link, an escaped sign, and marks of emphasis or a formula.
_MARKS = re.compile(
    r"`(?P<code>[^`]*)`|\[(?P<text>[^\]]*)\]\([^)\s]*\)|\\{1,2}(?P<escaped>[$*_`\[\]])|\*\*"
    r"|(?<!\d)\$(?P<tex>[^$\s](?:[^$]*[^$\s])?)\$(?!\d)"
)

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Expected:
    """What belongs into a field, as a noun phrase with an example.

    Attributes:
        text: The noun phrase.
        whole: Speak of the field as a whole even where only a part of it is wrong.
    """

    text: str
    whole: bool = False

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Wrap the schema of the annotated type; called by pydantic."""
        return core_schema.no_info_wrap_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Let editors show the noun phrase; called by pydantic."""
        return {**handler(schema), "description": self.text}

    def _check(self, value: object, handler: ValidatorFunctionWrapHandler) -> object:
        try:
            return handler(value)
        except ValidationError as error:
            # A fault inside (an item, a field of a record) has its own, better sentence.
            if not self.whole and any(detail["loc"] for detail in error.errors()):
                raise
            raise PydanticCustomError("expected", "{text}", {"text": self.text}) from None


@dataclass(frozen=True)
class Text(Expected):
    """The same for what readers read: feeds tell it, and the search finds it."""


class Record(BaseModel):
    """Base of all records: unknown fields are faults, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _without_html(text: str) -> str:
    if _HTML_TAG.search(_INLINE_CODE.sub("", text)):
        raise ValueError("HTML tag")
    return text


def _closing_code(text: str) -> str:
    if "`" in _INLINE_CODE.sub("", text):
        raise ValueError("a ` without a second one")
    return text


def _without_controls(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("control character")
    return text


def _sorted_once(items: tuple[int, ...]) -> tuple[int, ...]:
    if list(items) != sorted(set(items)):
        raise ValueError("not sorted")
    return items


def _rising(pair: tuple[int, int]) -> tuple[int, int]:
    if pair[0] > pair[1]:
        raise ValueError("not rising")
    return pair


def _not_in_the_future(day: datetime.date, info: ValidationInfo) -> datetime.date:
    context: dict[str, Any] = info.context or {}
    if day > context.get("today", datetime.date.today()):
        raise ValueError("in the future")
    return day


# YAML gives lists; records keep tuples, so that nothing changes after loading.
Many = Annotated[tuple[_Item, ...], Field(strict=False)]

Prose = Annotated[
    str,
    StringConstraints(pattern=r"^\S(.*\S)?$"),
    AfterValidator(_without_html),
    AfterValidator(_closing_code),
    AfterValidator(_without_controls),
    Text("one paragraph of text without HTML tags, such as 'Replace `labels` by `labels1`.'"),
]
Code = Annotated[
    str,
    MinLen(1),
    AfterValidator(_without_controls),
    Text("code or text as printed, such as 'x = 1'"),
]
Snippet = Annotated[
    str,
    MinLen(1),
    Expected("code that raises the message, such as torch.ones(2, requires_grad=True).numpy()"),
]
Lacking = Annotated[
    str,
    MinLen(1),
    Expected("what it takes that our tests lack, such as a machine without network"),
]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\"]+$"),
    Expected("an address such as 'https://example.org/page'"),
]
Day = Annotated[
    datetime.date,
    AfterValidator(_not_in_the_future),
    Expected("a date up to today, without quotation marks, such as 2023-03-24"),
]
Page = Annotated[
    int,
    Ge(1),
    Le(HIGHEST_PAGE),
    Expected(f"a page number from 1 to {HIGHEST_PAGE}, such as 143"),
]
PageRange = Annotated[
    tuple[Page, Page],
    Field(strict=False),
    AfterValidator(_rising),
    Expected("the lowest and the highest page, such as [134, 145]", whole=True),
]
PagePath = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md$"),
    Expected("the path of a page below the folder of its language, such as faq.md"),
]
Printings = Annotated[
    tuple[Annotated[int, Ge(1)], ...],
    Field(strict=False),
    MinLen(1),
    AfterValidator(_sorted_once),
    Expected("the printings in rising order, such as [1, 2]", whole=True),
]

ListingNumber = Annotated[
    str,
    StringConstraints(pattern=r"^(\d{1,2}-\d{1,3}|L\d-\d{1,3}|\d)$"),
    Expected("the number of a listing in quotation marks and without コード, such as '5-16'"),
]
FigureNumber = Annotated[
    str,
    StringConstraints(pattern=r"^L?\d{1,2}-\d{1,2}$"),
    Expected("the number of a figure in quotation marks and without 図, such as '4-3'"),
]
SectionNumber = Annotated[
    str,
    StringConstraints(pattern=r"^L?\d{1,2}\.\d{1,2}$"),
    Text("the number of a section in quotation marks, such as '2.4'"),
]

ChapterId = Annotated[
    str,
    StringConstraints(pattern=r"^(ch\d\d[a-z]?|l\d\d)$"),
    Expected("the id of a chapter, such as ch05 or l01"),
]
ErratumId = Annotated[
    str,
    StringConstraints(pattern=r"^e-(p[1-9]\d{0,2}|(ch|l)\d\d(-\d\d)?)-[1-9]\d?$"),
    Expected("the id of an erratum, such as e-p171-1 or e-ch10-12-1"),
]
QuestionId = Annotated[
    str,
    StringConstraints(
        pattern=r"^f-((all|p[1-9]\d{0,2}|(ch|l)\d\d(-\d\d)?)-[1-9]\d?|[a-z]+(-[a-z]+)+)$"
    ),
    Expected("the id of a question, such as f-p80-1, f-all-1 or, for one of ours, f-session-lost"),
]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    Expected("an id of lower-case letters, digits and hyphens, such as batch-size"),
]
CellId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$"),
    Expected("the id of a cell of the chapter's notebook, such as read-data"),
]
LanguageId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2}$"),
    Expected("the code of a language, such as en"),
]
NotebookStem = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*$"),
    Expected("the file name of a notebook without folder and .ipynb, such as ch05_regression"),
]


class Localized(RootModel[dict[str, Prose]]):
    """The same text in the languages of the site, such as `text["en"]`."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="after")
    def _in_the_languages(self, info: ValidationInfo) -> Localized:
        """Let no language lack but one whose translation has begun; the languages are known."""
        context: dict[str, Any] = info.context or {}
        languages: Sequence[Locale] = context.get("languages", ())
        if faults := [*self._missing(languages), *self._misplaced(languages)]:
            raise ValidationError.from_exception_data("Localized", faults)
        return self

    def _missing(self, languages: Sequence[Locale]) -> Iterator[InitErrorDetails]:
        for language in languages:
            if language not in self.root and not language.fallback:
                yield InitErrorDetails(type="missing", loc=(language,), input=self.root)

    def _misplaced(self, languages: Sequence[Locale]) -> Iterator[InitErrorDetails]:
        known = {str(language): language for language in languages}
        listed = {"languages": ", ".join(known)}
        unknown = PydanticCustomError(
            "unknown_language", "one of the languages {languages}", listed
        )
        for name, text in self.root.items() if known else ():
            language = known.get(name)
            if language is None:
                yield InitErrorDetails(type=unknown, loc=(name,), input=text)
            elif not language.leads and is_japanese(text):
                name_of = {"language": language.name}
                other = PydanticCustomError("expected", "the text in {language}", name_of)
                yield InitErrorDetails(type=other, loc=(name,), input=text)

    def __hash__(self) -> int:
        """Records are asked for as keys of what was made from them."""
        return hash(tuple(self.root.items()))

    def __getitem__(self, locale: str) -> str:
        """Return the text of one language, or of the one in which what it lacks is shown."""
        fallback = getattr(locale, "fallback", None)
        if fallback and locale not in self.root:
            return Foreign(self.root[fallback], fallback)
        return self.root[locale]


Both = Annotated[Localized, Expected("the text in all languages, such as {ja: 5章, en: Chapter 5}")]


def unmarked(words: str) -> str:
    """Return a line of the data without marks, for places that show no markup."""
    return _MARKS.sub(lambda mark: next(filter(None, mark.groups()), ""), words)
