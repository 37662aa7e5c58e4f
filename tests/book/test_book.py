"""The book: the real data, the helpers, and all faults of all files in one go."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from booksite.book.kinds import FORMS
from booksite.book.loading import Book, load_book
from booksite.errors import FaultsError
from tests.helpers import BOOK, ERRATA, FAQ, GLOSSARY, LINKS, changed, message_for, write_book

ROOT = Path(__file__).parents[2]


# The real data.


@pytest.fixture(scope="module")
def real() -> Book:
    return load_book(ROOT)


def test_real_errata_of_several_chapters(real: Book) -> None:
    assert "e-ch10-12-1" in {erratum.id for erratum in real.errata_of("ch11")}
    assert "f-ch09-12-1" in {question.id for question in real.questions_of("ch12")}


def test_real_terms_have_unique_names(real: Book) -> None:
    names = [name for term in real.terms for name in set(term.name.root.values())]
    assert len(names) == len(set(names))


# The helpers.


def test_tiny_book(tmp_path: Path) -> None:
    book = load_book(write_book(tmp_path))
    assert book.info.title == "小さな本"
    assert book.repository.name == "makaishi2/pytorch_book_info"
    assert [part.id for part in book.parts] == ["basics"]
    assert [group.id for group in book.link_groups] == ["author"]
    assert [term.id for term in book.terms] == ["tensor"]


def test_lookups(tmp_path: Path) -> None:
    book = load_book(write_book(tmp_path))
    assert book.chapter("ch02").title["en"] == "Second steps"
    assert [chapter.id for chapter in book.chapters_of("basics")] == ["ch01", "ch02"]
    assert book.erratum("e-p81-1").page == 81
    assert [erratum.id for erratum in book.errata_of("ch01")] == ["e-ch01-02-1"]
    assert [erratum.id for erratum in book.errata_of("ch02")] == ["e-p81-1", "e-ch01-02-1"]
    assert [question.id for question in book.questions_of("ch02")] == ["f-p82-1"]
    assert book.questions_of("ch01") == ()
    assert [link.id for link in book.links_in("author")] == ["notes"]


def test_unknown_ids_raise(tmp_path: Path) -> None:
    book = load_book(write_book(tmp_path))
    with pytest.raises(KeyError, match="ch99"):
        book.chapter("ch99")
    with pytest.raises(KeyError, match="e-p1-1"):
        book.erratum("e-p1-1")


def test_lists_may_be_empty(tmp_path: Path) -> None:
    faq, links = "[]\n", LINKS.partition("    links:")[0] + "    links: []\n"
    book = load_book(
        write_book(tmp_path, errata="[]\n", changes="[]\n", faq=faq, links=links, glossary="[]\n")
    )
    assert not any([book.errata, book.faq, book.links, book.terms])


# All faults in one go.


def test_all_faults_of_two_files(tmp_path: Path) -> None:
    errata = changed(ERRATA, "page: 81", "page: 0")
    errata = changed(errata, "id: e-ch01-02-1", "id: e-general")
    faq = changed(FAQ, "page: 82", "pages: 82")
    assert message_for(tmp_path, errata=errata, faq=faq).splitlines() == [
        "data/errata.yml:4: expected a page number from 1 to 600, such as 143, in 'page' of"
        " e-p81-1, but received 0. Correct 'page'.",
        "data/errata.yml:16: expected the id of an erratum, such as e-p171-1 or e-ch10-12-1, in"
        " 'id' of e-general, but received 'e-general'. Correct 'id'.",
        "data/faq.yml:4: expected one of the fields id, formerly, topic, origin, chapters, section,"
        " page, listings, scope, question, message, raised_by, raised_elsewhere, answer, code,"
        " urls, related, remark, updated, in f-p82-1, but received 'pages'."
        " Did you mean 'page'?",
    ]


def test_a_broken_file_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    """Syntax in one file, a field in the second, a relation in the third: all are told."""
    message = message_for(
        tmp_path,
        errata=changed(ERRATA, "kind: code", "kind: code: x"),
        links=changed(LINKS, "kind: article", "kind: paper"),
        glossary=changed(GLOSSARY, "chapter: ch02", "chapter: ch03"),
    )
    places = [line.partition(": expected")[0] for line in message.splitlines()]
    assert places == ["data/errata.yml:7", "data/glossary.yml:5", "data/links.yml:10"]


def test_a_broken_file_causes_no_faults_elsewhere(tmp_path: Path) -> None:
    """Without book.yml no chapter is known, and none is called unknown."""
    message = message_for(tmp_path, book=changed(BOOK, "gpu: false", "gpu: no"))
    assert [line.partition(":")[0] for line in message.splitlines()] == ["data/book.yml"]


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as error:
        load_book(tmp_path)
    assert [fault.file for fault in error.value.faults] == [
        f"data/{name}.yml" for name in sorted(FORMS)
    ]


def test_no_date_lies_after_today(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    assert load_book(root, today=datetime.date(2023, 3, 24))
    with pytest.raises(FaultsError) as error:
        load_book(root, today=datetime.date(2023, 3, 23))
    assert str(error.value) == (
        "data/changes.yml:12: expected a date up to today, without quotation marks, such as"
        " 2023-03-24, in 'updated' of old-call, but received 2023-03-24. Correct 'updated'.\n"
        "data/errata.yml:21: expected a date up to today, without quotation marks, such as"
        " 2023-03-24, in 'updated' of e-ch01-02-1, but received 2023-03-24. Correct 'updated'."
    )
