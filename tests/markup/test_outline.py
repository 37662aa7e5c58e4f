"""The table of contents of a page with its parts."""

from __future__ import annotations

from booksite.markup.outline import Heading, nested


def tree(*levels: int) -> str:
    """Show the nesting of headings of these levels, numbered in order, as text."""
    headings = [Heading(level, str(n), "") for n, level in enumerate(levels)]
    return " ".join(
        nested(headings, lambda h, below: h.id + (f"({' '.join(below)})" if below else ""))
    )


def test_deeper_headings_stand_below_the_one_before() -> None:
    assert tree(2, 3, 3, 2, 3, 4) == "0(1 2) 3(4(5))"


def test_a_page_may_start_deep_or_skip_a_level() -> None:
    assert tree(4, 2, 4, 3) == "0 1(2 3)"


def test_no_heading_gives_no_table() -> None:
    assert tree() == ""
