"""Folding: the lines into which a paragraph is divided give the same paragraph again."""

from __future__ import annotations

import pytest

from booksite.book.folding import joined, wrapped


@pytest.mark.parametrize(
    "paragraph",
    [
        "日本語の文はどこで折っても、つながります。英語の word の前後だけは空白を残します。",
        "PyTorch（ライブラリ）の`torch.nn`は、層を「部品」として持ちます。",
        "An English paragraph, in which 「損失」 means loss, is divided at its spaces.",
    ],
)
@pytest.mark.parametrize("width", [8, 20, 40, 200])
def test_wrapped_lines_join_again(paragraph: str, width: int) -> None:
    lines = wrapped(paragraph, width)
    assert joined(lines) == paragraph
    assert not any(line.startswith(tuple("、。）」")) for line in lines)
