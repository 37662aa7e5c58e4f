"""The words of the program: one file a language, all with the same keys and placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from booksite.book.changes import Change
from booksite.book.entry import Entry
from booksite.book.errata import Erratum
from booksite.book.faq import Question
from booksite.book.links import Link
from booksite.errors import FaultsError
from booksite.locales import text, word_faults, words
from tests.helpers import LOCALES

COMPLETE = "menu: Menu\nshown: '{1} of {0} shown.'\nsaved: Saved {{size}}.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of words in which English is complete."""
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    (tmp_path / "en.yml").write_text(COMPLETE, encoding="utf-8")
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    words.words_of.cache_clear()
    words._entries.cache_clear()


def faults(folder: Path, content: str) -> list[str]:
    (folder / "ko.yml").write_text(content, encoding="utf-8")
    return list(map(str, word_faults("ko", "en")))


@pytest.mark.parametrize("locale", LOCALES)
def test_all_languages_of_the_site_say_all(locale: str) -> None:
    assert list(word_faults(locale, LOCALES[0])) == []


@pytest.mark.parametrize(
    ("record", "field", "prefix"),
    [
        (Link, "kind", "kind_"),
        (Erratum, "kind", "kind_of_"),
        (Change, "effect", "effect_"),
        (Question, "origin", "origin_"),
        (Question, "topic", "topic_"),
    ],
)
def test_every_choice_of_a_field_has_its_words(
    record: type[Entry], field: str, prefix: str
) -> None:
    choices = get_args(record.model_fields[field].annotation)
    assert choices
    assert [name for name in choices if prefix + name not in words.words_of("en")] == []


def test_words_are_texts_whatever_yaml_takes_them_for(folder: Path) -> None:
    assert faults(folder, "menu: no\nshown: '{0} {1}'\nsaved: '{{size}}'") == []
    assert text("menu", "ko") == "no"


def test_a_missing_word_is_told_with_what_it_is_elsewhere(folder: Path) -> None:
    assert faults(folder, "menu: 메뉴\nsaved: '{{size}}'\n") == [
        "src/booksite/locales/ko.yml: expected the key 'shown', which is '{1} of {0} shown.' in "
        "src/booksite/locales/en.yml, but received nothing. Add 'shown:' and what it is here."
    ]


def test_an_empty_word_and_another_form_of_a_placeholder_are_faults(folder: Path) -> None:
    assert faults(folder, "menu:\nshown: '{0!q} {1:d}'\nsaved: '{{size}}'\n") == [
        "src/booksite/locales/ko.yml:1: expected words for 'menu', but received nothing."
        " Say 'Menu' in it.",
        "src/booksite/locales/ko.yml:2: expected {0}, {1} in 'shown', as in"
        " src/booksite/locales/en.yml, but received {0!q}, {1:d}. Correct it.",
    ]


def test_other_placeholders_unknown_and_repeated_keys_have_their_line(folder: Path) -> None:
    content = "menu: 메뉴\nshown: '{0}'\nsaved: 저장\nmeun: 메뉴\nmenu: 메뉴\n"
    found = faults(folder, content)
    assert [fault.split(" expected ")[0] for fault in found] == [
        f"src/booksite/locales/ko.yml:{line}:" for line in (2, 3, 4, 5)
    ]
    assert "expected {0}, {1} in 'shown'" in found[0]
    assert "received none" in found[1]


@pytest.mark.parametrize("content", ["menu: [a]\n", "- menu\n", "", "menu: 'a\n"])
def test_what_is_no_list_of_words_is_a_fault(folder: Path, content: str) -> None:
    with pytest.raises(FaultsError, match="menu: Menu"):
        faults(folder, content)


def test_a_language_without_words_is_a_fault(folder: Path) -> None:
    with pytest.raises(FaultsError, match=r"locales/fr\.yml: expected the words of a language"):
        text("menu", "fr")
