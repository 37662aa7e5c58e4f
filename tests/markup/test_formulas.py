"""TeX to MathML in pages."""

from __future__ import annotations

import pytest

from booksite.markup.formulas import MathError, keep_marks, replace_arithmatex, to_mathml


def test_a_pages_formulas_become_mathml() -> None:
    html = replace_arithmatex(
        '<p>点<span class="arithmatex">\\(a &lt; b\\)</span></p>'
        '<div class="arithmatex">\\[\ny = x\n\\]</div>'
    )
    assert html == (
        "<p>点<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math></p>"
        '<span class="math"><math display="block"><mi>y</mi><mo>=</mo><mi>x</mi></math></span>'
    )


def test_an_unknown_command_is_named() -> None:
    with pytest.raises(MathError, match=r"\\\\nonsense"):
        replace_arithmatex('<span class="arithmatex">\\(\\nonsense\\)</span>')


def test_marks_stay_with_their_formula() -> None:
    html = "<p>値（<math><mi>x</mi></math>）、次に <math><mi>y</mi></math> と</p>"
    assert keep_marks(html) == (
        "<p>値<span>（<math><mi>x</mi></math>）、</span>次に <math><mi>y</mi></math> と</p>"
    )


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
