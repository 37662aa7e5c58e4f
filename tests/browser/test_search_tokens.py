"""Text to tokens: the same in the build and in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from booksite.search.text import reading_tokens, tokens
from tests.project import ROOT
from tests.search.judge import yaml_rows

CASES = [(row["text"], row["tokens"]) for row in yaml_rows("tokens.yml")]
SCRIPT = ROOT / "overrides" / "assets" / "javascripts" / "search" / "text.js"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text or "empty" for text, _ in CASES])
def test_tokens_of_the_build(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_tokens_of_the_browser(page: Page) -> None:
    page.add_script_tag(path=SCRIPT)
    found = page.evaluate("texts => texts.map(text => tokens(text))", [text for text, _ in CASES])
    assert dict(zip((text for text, _ in CASES), found, strict=True)) == dict(CASES)


def test_all_text_of_the_book_has_the_same_tokens_in_both(page: Page) -> None:
    sources = [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("data/*.yml"),
        *ROOT.glob("notebooks/**/ch0*.ipynb"),
    ]
    texts = [source.read_text(encoding="utf-8") for source in sources]
    page.add_script_tag(path=SCRIPT)
    found = page.evaluate("texts => texts.map(text => tokens(text).join(' '))", texts)
    for source, text, browser in zip(sources, texts, found, strict=True):
        assert " ".join(tokens(text)) == browser, source


def test_lone_surrogates_are_nothing(page: Page) -> None:
    page.add_script_tag(path=SCRIPT)
    assert page.evaluate(r"tokens('\ud800損失\udfff')") == tokens("\ud800損失\udfff") == ["損失"]


def test_a_reading_is_what_one_types_before_converting() -> None:
    assert reading_tokens("けいさんグラフ") == ["けいさんぐらふ"]
    assert reading_tokens("データローダー") == tokens("でーたろーだー") == ["でたろだ"]
    assert reading_tokens("損失関数") == []
