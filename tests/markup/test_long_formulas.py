"""Formulas longer than a sheet: where they may break, and how wide the rest is."""

from __future__ import annotations

import re

import pytest

from booksite.markup import Formulas

SUM = " + ".join(rf"w_{{{number}}} x_{{{number}}}" for number in range(30))


def marks(tex: str) -> list[tuple[str, str]]:
    """The elements that may break, with what they say of their widest part."""
    found = re.findall(r'<(\w+)([^>]*class="long"[^>]*)>', Formulas().mathml(tex, block=True))
    return [(tag, "".join(re.findall(r"--em:(\d+)", attributes))) for tag, attributes in found]


def test_a_formula_that_a_sheet_holds_is_as_it_was() -> None:
    terms = SUM.split(" + ")
    assert marks(" + ".join(terms[:8])) == marks(rf"\frac{{{' + '.join(terms[:9])}}}{{2}}") == []


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (SUM, ["math"]),
        (rf"\displaystyle {SUM}", ["math", "mrow"]),
        (rf"a \left( {SUM} \right)", ["math", "mrow"]),
        (rf"\begin{{equation}}{SUM}\end{{equation}}", ["math", "mtable", "mtr"]),
    ],
)
def test_long_rows_break_between_small_pieces(tex: str, rows: list[str]) -> None:
    found = marks(tex)
    assert [tag for tag, _ in found if tag != "mtd"] == rows
    assert int(found[0][1]) < 10


def test_what_stays_in_one_piece_says_how_wide_it_is() -> None:
    found = marks(rf"a + \frac{{{SUM}}}{{2}}")
    assert [tag for tag, _ in found] == ["math"]
    assert int(found[0][1]) > 60
