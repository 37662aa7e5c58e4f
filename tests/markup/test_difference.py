"""What is marked where wrong and right stand side by side."""

from __future__ import annotations

import re

import pytest

from booksite.markup.code import Marks, code_block, marked_text
from booksite.markup.difference import differences
from tests.real import BOOK

TAG = re.compile(r"<[^>]+>")


def marked(text: str, ranges: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("wrong", "right", "removed", "added"),
    [
        # A name, a number, a size counts as a whole.
        ("labels", "labels1", ["labels"], ["labels1"]),
        ("loss: 0.12345 acc: 0.65", "loss: 0.61725 acc: 0.65", ["0.12345"], ["0.61725"]),
        ("Total: 1,628,756", "Total: 814,378", ["1,628,756"], ["814,378"]),
        ("左から順に[784,128]", "左から順に[128,784]", ["784,128"], ["128,784"]),
        # The arguments of a call are several things.
        ("summary(net,(3,112,112))", "summary(net,(100,3,112,112))", [], ["100,"]),
        # Japanese has no spaces: single characters, but katakana words as a whole.
        ("すでで説明しました。", "すでに説明しました。", ["で"], ["に"]),
        ("予測データ", "予測ラベル", ["データ"], ["ラベル"]),
        ("グラフ(散布図)描画", "グラフ描画", ["(散布図)"], []),
        # A mark holds no white space at its ends, and does not stop at a single space.
        ("a = b", "a = b + c", [], ["+ c"]),
        ("x  = 1", "x = 1", [], []),
        # Lines that differ in one value each are compared; a rewritten block is not.
        ("損失:0.01\n損失:0.02", "損失:1.79\n損失:1.35", ["0.01", "0.02"], ["1.79", "1.35"]),
        ("a = f(x)\nprint(a)", "for row in table:\n    show(row[0], 12)", [], []),
    ],
)
def test_marks_show_what_changed(
    wrong: str, right: str, removed: list[str], added: list[str]
) -> None:
    before, after = differences(wrong, right)
    assert (marked(wrong, before), marked(right, after)) == (removed, added)


def test_code_keeps_its_colours_under_the_marks() -> None:
    wrong, right = "from torchsummary import summary", "from torchinfo import summary"
    block = code_block(right, "python", Marks("ins", differences(wrong, right)[1]))
    assert '<span class="k">from</span>' in block
    assert '<ins><span class="nf">torchinfo</span></ins>' in block


def test_a_mark_may_cut_a_token_and_hold_several() -> None:
    block = code_block("f('abc')", "python", Marks("del", [(4, 8)]))
    assert '<span class="s">a</span><del><span class="s">bc</span>' in block
    assert ")</del>" in block


def test_marked_text_is_text() -> None:
    assert marked_text("<b>太字</b>", Marks("del", [(0, 3)])) == (
        "<del>&lt;b&gt;</del>太字&lt;/b&gt;"
    )


@pytest.mark.parametrize("row", [row for row in BOOK.errata if row.wrong and row.right])
def test_marks_leave_the_text_of_a_row_as_it_is(row) -> None:
    for text, ranges in zip((row.wrong, row.right), differences(row.wrong, row.right), strict=True):
        block = TAG.sub("", code_block(text, "python", Marks("ins", ranges)))
        assert block == marked_text(text, Marks("", [])) + "\n"
