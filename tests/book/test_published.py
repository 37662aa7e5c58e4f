"""Promises: what was published stays, however much is added; tests/book/published.yml lists it."""

from __future__ import annotations

import pytest

from booksite.book.kinds import KINDS
from booksite.book.yamlfile import load_yaml
from tests.project import ROOT
from tests.real import BOOK

PUBLISHED = load_yaml(ROOT, "tests/book/published.yml", dict).data
RECORDS = {kind.name: kind.record for kind in KINDS}


def test_the_chapters_of_the_book_stand_in_its_order() -> None:
    chapters = [chapter.id for chapter in BOOK.chapters]
    assert [chapter for chapter in chapters if chapter in PUBLISHED["chapters"]] == (
        PUBLISHED["chapters"]
    )


@pytest.mark.parametrize("name", sorted(PUBLISHED.keys() & RECORDS.keys()))
def test_no_published_id_is_lost(name: str) -> None:
    rows = BOOK.rows(RECORDS[name])
    kept = {known for row in rows for known in (row.id, *getattr(row, "formerly", ()))}
    assert [known for known in PUBLISHED[name] if known not in kept] == []


def test_the_original_answers_are_the_books() -> None:
    official = {
        known for row in BOOK.faq if row.origin == "book" for known in (row.id, *row.formerly)
    }
    assert set(PUBLISHED["answers"]) <= official


def test_the_lists_hold_what_the_original_site_told() -> None:
    counts = {name: len(set(PUBLISHED[name])) for name in PUBLISHED}
    assert (counts["chapters"], counts["errata"], counts["answers"], counts["links"]) == (
        17, 45, 8, 24,
    )  # fmt: skip
