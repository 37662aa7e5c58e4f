"""The table of the kinds of records: what a row promises, its class can keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite.book.kinds import KINDS, Kind
from booksite.book.loading import load_book
from tests.helpers import EN, ERRATA, LOCALES, changed, write_book
from tests.project import ROOT

EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@EACH
def test_a_row_promises_what_its_records_hold(kind: Kind) -> None:
    fields = kind.record.model_fields
    assert not kind.news or fields["updated"].is_required()
    assert not kind.ids_stay or "formerly" in fields
    assert kind.record.apart <= set(fields)


@EACH
def test_each_entry_has_a_heading_and_words_in_both_languages(kind: Kind) -> None:
    for row in load_book(ROOT).rows(kind.record):
        for locale in LOCALES:
            assert row.heading(locale) or row.about
            assert all(row.news(locale)) or not kind.news


def test_ids_and_addresses_are_no_words(tmp_path: Path) -> None:
    errata = changed(ERRATA, "      place: {ja: 1", "      cell: data\n      place: {ja: 1")
    row = load_book(write_book(tmp_path, errata=errata)).erratum("e-p81-1")
    assert row.words(EN) == ["The value was wrong."]
    assert row.where(EN) == "p. 81 · Listing 2-21 · line 1"
