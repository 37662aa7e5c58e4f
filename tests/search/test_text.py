"""Text to tokens: the same in the build and in the browser."""

from __future__ import annotations

import json

import pytest

from booksite.search.text import reading_tokens, tokens
from tests.project import ROOT
from tests.search.judge import tokens_of_scripts

# tests/javascript/tokens.test.js holds the browser's half to the same.
_GROUPS = json.loads((ROOT / "tests/search/tokens.json").read_text(encoding="utf-8"))
CASES = [case for cases in _GROUPS.values() for case in cases]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text or "empty" for text, _ in CASES])
def test_tokens_of_the_build(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_all_text_of_the_book_has_the_same_tokens_in_both() -> None:
    sources = [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("data/*.yml"),
        *ROOT.glob("notebooks/**/ch0*.ipynb"),
    ]
    texts = [source.read_text(encoding="utf-8") for source in sources]
    for source, text, found in zip(sources, texts, tokens_of_scripts(texts), strict=True):
        assert tokens(text) == found, source


def test_lone_surrogates_are_nothing() -> None:
    assert tokens("\ud800損失\udfff") == ["損失"]


def test_a_reading_is_what_one_types_before_converting() -> None:
    assert reading_tokens("けいさんグラフ") == ["けいさんぐらふ"]
    assert reading_tokens("データローダー") == tokens("でーたろーだー") == ["でたろだ"]
    assert reading_tokens("損失関数") == []
