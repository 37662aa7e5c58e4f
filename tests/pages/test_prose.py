"""Texts of the data: each case is a section of tests/golden/data.md, with HTML and `! …` faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from markupsafe import Markup

from booksite.book import load_book
from booksite.book.fields import unmarked
from booksite.pages.prose import inline, prose_faults, unlinked
from tests.helpers import ERRATA, changed, write_book

GOLDEN = Path(__file__).parents[1] / "golden" / "data.md"
CASES = [pytest.param(*case[2:], id=case[1]) for case in read_fixture_file(GOLDEN)]


def outcome(root: Path, text: str) -> str:
    quoted = text.replace("'", "''")
    errata = changed(ERRATA, "{ja: 値の間違いです。", f"{{ja: '{quoted}'")
    faults = prose_faults(load_book(write_book(root, errata=errata)))
    return "\n".join(
        [inline(text), *(f"! {str(fault).split(': ', 1)[1]}" for fault in faults)]
    ).strip()


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text(tmp_path: Path, text: str, expected: str) -> None:
    assert outcome(tmp_path, text.strip()) == expected.strip()


def test_a_fault_has_its_line(tmp_path: Path) -> None:
    errata = changed(ERRATA, "{ja: 値の間違いです。", "{ja: '[a](faq.md)'")
    (fault,) = prose_faults(load_book(write_book(tmp_path, errata=errata)))
    line = errata.split("\n").index(next(one for one in errata.split("\n") if "faq.md" in one)) + 1
    assert (fault.file, fault.line, fault.came) == ("data/errata.yml", line, "'faq.md'")


def test_a_text_in_a_link_brings_no_other_one() -> None:
    html = inline("`a`は[b](https://example.org/)")
    assert unlinked(html) == Markup("<code>a</code>はb")


def test_where_no_markup_is_shown_its_marks_are_not() -> None:
    text = r"`**kwargs`と**太字**と[リンク](https://example.org/)、\$40と$x$"
    assert unmarked(text) == "**kwargsと太字とリンク、$40とx"
