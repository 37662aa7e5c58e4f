"""TeX to MathML in pages; to add a case, edit golden/formulas.md."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from markdown_it.utils import read_fixture_file

from booksite.markup import Formulas, MathError, marks_beside

CASES = Path(__file__).parents[1] / "golden" / "formulas.md"


def shown(source: str) -> str:
    """Return the formulas of a page, or what is said of them."""
    formulas, converted = Formulas(), list[str]()
    for tex in source.rstrip("\n").split("\n---\n"):
        try:
            mathml = formulas.mathml(tex, block=True)
            converted.append(mathml.removeprefix('<span class="math">').removesuffix("</span>"))
        except MathError as error:
            converted.append(f"! {error}")
    faults = [[f"! {error}" for error in formulas.unknown(one)] for one in converted]
    pairs = zip(converted, faults, strict=True)
    return "\n".join("\n".join(wrong) or formulas.settled(one) for one, wrong in pairs)


@pytest.mark.parametrize(
    ("title", "source", "expected"),
    [case[1:] for case in read_fixture_file(CASES)],
    ids=[case[1] for case in read_fixture_file(CASES)],
)
def test_a_page_of_formulas(title: str, source: str, expected: str) -> None:
    assert shown(source) == expected.rstrip("\n"), title


def test_a_block_scrolls_by_itself() -> None:
    assert Formulas().mathml("y = x", block=True) == (
        '<span class="math"><math display="block"><mi>y</mi><mo>=</mo><mi>x</mi></math></span>'
    )


def test_every_entity_is_one_of_xml() -> None:
    fromstring(Formulas().mathml(r"\operatorname{x} a", block=False))


def test_marks_belong_to_their_formula() -> None:
    assert marks_beside("値（", "）、次に") == ("（", "）、")
    assert marks_beside("と ", " と") == ("", "")


@pytest.mark.parametrize(
    ("tex", "spaced"),
    [
        (r"(2,\ -2)", 0), (r"\{1;\,\pm 2\}", 0), (r"x =\ -1", 0), (r"\ +1", 0),
        (r"x_{\ -1}", 0), (r"\left(\ -1\right)", 0),
        (r"(2)\ -2", 1), (r"x\ + y", 1), (r"|x|\ - y", 1),
    ],
)  # fmt: skip
def test_a_sign_that_is_no_operation_stands_close_to_its_number(tex: str, spaced: int) -> None:
    html = Formulas().mathml(tex, block=False)
    assert sum(html.count(f"<mo>{sign}</mo>") for sign in "−+±") == spaced
