"""TeX to MathML in pages."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from booksite.markup.formulas import MathError, marks_beside, to_mathml


def test_a_block_scrolls_by_itself() -> None:
    assert to_mathml("y = x", block=True) == (
        '<span class="math"><math display="block"><mi>y</mi><mo>=</mo><mi>x</mi></math></span>'
    )


def test_an_unknown_command_is_named() -> None:
    with pytest.raises(MathError, match=r"\\\\nonsense") as caught:
        to_mathml(" \\nonsense", block=False)
    assert caught.value.tex == "\\nonsense"


def test_every_entity_is_one_of_xml() -> None:
    fromstring(to_mathml(r"\operatorname{x} a", block=False))


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
    html = to_mathml(tex, block=False)
    assert sum(html.count(f"<mo>{sign}</mo>") for sign in "−+±") == spaced
