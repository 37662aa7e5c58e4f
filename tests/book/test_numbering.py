"""Numbers of listings and pages: what a chapter of the real book can have."""

from __future__ import annotations

import pytest

from booksite.book.loading import load_book
from booksite.book.numbering import can_stand_in
from booksite.book.printed import page_limits
from tests.project import ROOT

CHAPTERS = load_book(ROOT).chapters


@pytest.mark.parametrize(
    ("number", "chapters", "possible"),
    [
        ("5-16", ["ch05"], True),
        ("5-16", ["ch04"], False),
        # Chapter 10 prints listings of chapter 9 again.
        ("9-11", ["ch10"], True),
        ("2-1", ["ch02a"], True),
        ("9-11", ["ch08", "ch09"], True),
        # The prologue counts on its own, and so do the lectures.
        ("4", ["ch00"], True),
        ("4", ["ch05"], False),
        ("1-4", ["ch00"], False),
        ("L2-26", ["l02"], True),
        ("L2-26", ["l01"], False),
        ("L2-26", ["ch12"], False),
        ("5-16", ["l03"], False),
    ],
)
def test_listings(number: str, chapters: list[str], possible: bool) -> None:
    assert can_stand_in(number, chapters) is possible


@pytest.mark.parametrize(
    ("chapters", "limits"),
    [
        (["ch00"], (1, 79)),
        (["ch05"], (146, 214)),
        # Nothing is known of the pages of chapter 12, only of those before and after it.
        (["ch12"], (440, 519)),
        (["ch10", "ch12"], (372, 519)),
        # The appendix of a chapter has its pages.
        (["ch02a"], (16, 128)),
        (["l03"], (546, 600)),
    ],
)
def test_pages(chapters: list[str], limits: tuple[int, int]) -> None:
    assert page_limits(chapters, CHAPTERS) == limits
