"""Records: what each field takes, and the sentence for everything else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from booksite.book.contents import Chapter, Execution
from booksite.book.errata import Erratum, Labels
from booksite.book.faq import Question
from booksite.book.fields import Localized, Record
from booksite.book.glossary import Term
from booksite.book.links import Link
from booksite.locales import Locale
from tests.helpers import EN, JA

TODAY = datetime.date(2024, 6, 9)
BOTH = {"ja": "日本語", "en": "English"}

CHAPTER = {
    "id": "ch05",
    "notebook": "ch05_regression",
    "part": "ml",
    "label": BOTH,
    "title": BOTH,
    "summary": BOTH,
    "gpu": False,
}
ERRATUM = {
    "id": "e-p171-1",
    "printings": [1],
    "chapters": ["ch05"],
    "kind": "code",
    "action": "replace",
    "updated": datetime.date(2022, 5, 15),
}
QUESTION = {
    "id": "f-p80-1",
    "topic": "text",
    "origin": "site",
    "question": BOTH,
    "answer": BOTH,
    "updated": datetime.date(2021, 11, 3),
}
LINK = {
    "id": "notes",
    "group": "author",
    "title": "覚え書き",
    "url": "https://example.org/",
    "kind": "article",
    "language": "ja",
    "description": BOTH,
}
TERM = {
    "id": "tensor",
    "name": {"ja": "テンソル", "en": "tensor"},
    "definition": BOTH,
    "chapter": "ch02",
}

RECORDS: dict[type[Record], dict[str, Any]] = {
    Chapter: CHAPTER,
    Erratum: ERRATUM,
    Question: QUESTION,
    Link: LINK,
    Term: TERM,
    Execution: {},
}


def validate(record: type[Record], **fields: object) -> Record:
    """Validate a record that is good except for the given fields."""
    return record.model_validate({**RECORDS[record], **fields}, context={"today": TODAY})


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_good_records(record: type[Record]) -> None:
    assert validate(record)


@pytest.mark.parametrize(
    ("record", "field", "good"),
    [
        # Every form of id that the book needs.
        (Chapter, "id", "ch02a"),
        (Chapter, "id", "l03"),
        (Erratum, "id", "e-ch10-12-1"),
        (Question, "id", "f-all-2"),
        (Question, "id", "f-ch09-12-1"),
        (Question, "id", "f-session-lost"),
        # Listings of chapters, lectures and the prologue.
        (Erratum, "listings", ["5-16", "L2-26", "4"]),
        (Erratum, "figures", ["4-3"]),
        (Erratum, "section", "L1.7"),
        (Erratum, "printings", [1, 2, 10]),
        (Erratum, "page", 600),
        (Erratum, "updated", TODAY),
        # Code holds anything; prose holds tags in backticks and lone comparison signs.
        (Erratum, "wrong", "<b>\n  x"),
        (Chapter, "pages_seen", None),
        (Chapter, "pages_seen", [129, 129]),
        (Link, "url", "http://lib.stat.cmu.edu/datasets/boston"),
        (Execution, "quick", {"num_epochs": 1, "lr": 0.1, "device": "cpu", "augment": False}),
    ],
)
def test_good_values(record: type[Record], field: str, good: object) -> None:
    value = getattr(validate(record, **{field: good}), field)
    assert value == (tuple(good) if isinstance(good, list) else good)


PROSE = "one paragraph of text without HTML tags, such as 'Replace `labels` by `labels1`.'"
PRINTINGS = "the printings in rising order, such as [1, 2]"
PAGES = "the lowest and the highest page, such as [134, 145]"
LISTING = "the number of a listing in quotation marks and without コード, such as '5-16'"
DAY = "a date up to today, without quotation marks, such as 2023-03-24"


@pytest.mark.parametrize(
    ("record", "field", "bad", "message"),
    [
        (Chapter, "id", "chapter5", "the id of a chapter, such as ch05 or l01"),
        (
            Chapter,
            "notebook",
            "ch05_regression.ipynb",
            "the file name of a notebook without folder and .ipynb, such as ch05_regression",
        ),
        (
            Chapter,
            "label",
            "5章",
            "the text in all languages, such as {ja: 5章, en: Chapter 5}",
        ),
        (Chapter, "gpu", "yes", "Input should be a valid boolean"),
        (Chapter, "pages_seen", [145, 134], PAGES),
        (Chapter, "pages_seen", [145], PAGES),
        (Erratum, "id", "p171-1", "the id of an erratum, such as e-p171-1 or e-ch10-12-1"),
        (Erratum, "printings", [], PRINTINGS),
        (Erratum, "printings", [2, 1], PRINTINGS),
        (Erratum, "printings", [1, 1], PRINTINGS),
        (Erratum, "printings", [0], PRINTINGS),
        (Erratum, "printings", ["1"], PRINTINGS),
        (Erratum, "printings", 1, PRINTINGS),
        (Erratum, "chapters", [], "chapter ids, such as [ch05]"),
        (Erratum, "chapters", "ch05", "chapter ids, such as [ch05]"),
        (Erratum, "page", 0, "a page number from 1 to 600, such as 143"),
        (Erratum, "page", 601, "a page number from 1 to 600, such as 143"),
        (Erratum, "page", "p.143", "a page number from 1 to 600, such as 143"),
        (Erratum, "page", True, "a page number from 1 to 600, such as 143"),
        (Erratum, "listings", ["コード5-16"], LISTING),
        (Erratum, "listings", [5.16], LISTING),
        (
            Erratum,
            "figures",
            ["図4-3"],
            "the number of a figure in quotation marks and without 図, such as '4-3'",
        ),
        (
            Erratum,
            "section",
            2.4,
            "the number of a section in quotation marks, such as '2.4'",
        ),
        (Erratum, "wrong", "", "code or text as printed, such as 'x = 1'"),
        (Erratum, "updated", "2022-05-15", DAY),
        (Erratum, "updated", datetime.datetime(2022, 5, 15, 10), DAY),
        (Erratum, "updated", TODAY + datetime.timedelta(days=1), DAY),
        (
            Question,
            "id",
            "f-80",
            "the id of a question, such as f-p80-1, f-all-1 or, for one of ours, f-session-lost",
        ),
        (Question, "urls", ["qiita.com"], "an address such as 'https://example.org/page'"),
        (
            Link,
            "id",
            "My_Link",
            "an id of lower-case letters, digits and hyphens, such as batch-size",
        ),
        (Link, "url", "ftp://example.org", "an address such as 'https://example.org/page'"),
        (Link, "url", "https://example.org/a b", "an address such as 'https://example.org/page'"),
        (Link, "language", "german", "the code of a language, such as en"),
        (Term, "variants", [""], PROSE),
        (Term, "definition", {**BOTH, "ja": ""}, PROSE),
        (Term, "definition", {**BOTH, "ja": " 前に空白"}, PROSE),
        (Term, "definition", {**BOTH, "ja": "二つの\n段落"}, PROSE),
        (Term, "definition", {**BOTH, "en": "a <br> tag"}, PROSE),
        (Term, "definition", {**BOTH, "en": "a <!-- comment"}, PROSE),
        (Term, "definition", {**BOTH, "en": "`x is never closed"}, PROSE),
        (Term, "definition", {**BOTH, "en": 5}, PROSE),
        (
            Execution,
            "quick",
            {"sizes": [1, 2]},
            "a number, a text, true or false, such as 1",
        ),
    ],
)
def test_bad_values(record: type[Record], field: str, bad: object, message: str) -> None:
    with pytest.raises(ValidationError) as error:
        validate(record, **{field: bad})
    assert [detail["msg"] for detail in error.value.errors()] == [message]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_unknown_fields_are_refused(record: type[Record]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        validate(record, unknown=1)


def test_an_answer_says_whose_it_is() -> None:
    """Our answer must not pass as the author's because a field was left out."""
    with pytest.raises(ValidationError) as error:
        Question.model_validate({name: QUESTION[name] for name in QUESTION if name != "origin"})
    assert [(detail["type"], detail["loc"]) for detail in error.value.errors()] == [
        ("missing", ("origin",))
    ]


def test_records_do_not_change() -> None:
    text = Localized(ja="日本語", en="English")
    with pytest.raises(ValidationError, match="Instance is frozen"):
        text.root = {"ja": "別の"}  # type: ignore[misc]


def test_the_real_today_counts_without_context() -> None:
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="a date up to today"):
        Erratum.model_validate({**ERRATUM, "updated": tomorrow})


def test_localized_text_by_locale() -> None:
    text = Localized(ja="日本語", en="English")
    assert (text["ja"], text["en"]) == ("日本語", "English")


LANGUAGES = (JA, EN, Locale("ko", "한국어", "ko/", EN))


def test_a_translated_language_lacks_no_text() -> None:
    with pytest.raises(ValidationError) as raised:
        Localized.model_validate({"ja": "表"}, context={"languages": LANGUAGES})
    assert [(error["type"], error["loc"]) for error in raised.value.errors()] == [
        ("missing", ("en",))
    ]


def test_a_language_whose_translation_has_begun_may_lack_some() -> None:
    for texts in (BOTH, {**BOTH, "ko": "`<br>` 과 a < b"}):
        assert Localized.model_validate(texts, context={"languages": LANGUAGES}).root == texts


def test_a_text_in_a_language_that_the_site_lacks_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="one of the languages ja, en, ko"):
        Localized.model_validate({**BOTH, "fr": "table"}, context={"languages": LANGUAGES})


def test_labels_default_to_incorrect_and_correct() -> None:
    labels = Labels(right=Localized(ja="現在", en="Now"))
    assert (labels.word("wrong", JA), labels.word("wrong", EN)) == ("誤", "Incorrect")
    assert labels.word("right", EN) == "Now"


def test_first_chapter() -> None:
    erratum = Erratum.model_validate({**ERRATUM, "chapters": ["ch10", "ch11"]})
    assert erratum.chapter == "ch10"
    assert Question.model_validate(QUESTION).chapter is None
    assert Question.model_validate({**QUESTION, "chapters": ["ch09"]}).chapter == "ch09"


def test_name_of_a_link_is_its_title_or_our_label() -> None:
    titled = Link.model_validate(LINK)
    labeled = Link.model_validate({**LINK, "title": None, "label": BOTH})
    assert (titled.heading(EN), labeled.heading(EN)) == ("覚え書き", "English")
