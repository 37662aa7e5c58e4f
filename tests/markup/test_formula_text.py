"""Formulas as plain text."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from booksite.markup import Formulas, plain_text


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{\partial L}{\partial w}", "(∂L)/(∂w)"),
        (r"x_i^{n+1}", "xᵢⁿ⁺¹"),
        (r"e^{-x}", "e^(−x)"),
        (r"w_{\text{new}}", "w_new"),
        (r"\hat{y} = \sqrt{x+1}", "ŷ = √(x + 1)"),
        (r"\sum_{i=1}^n \log x_i", "∑ᵢ₌₁ⁿlog xᵢ"),
        (r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix}", "(1 2; 3 4)"),
        (r"a < b", "a < b"),
        (r"-1", "−1"),
        (r"\text{損失}", "損失"),
    ],
)
def test_a_formula_reads_well_without_elements(tex: str, shown: str) -> None:
    assert plain_text(fromstring(Formulas().mathml(tex, block=False))) == shown
