"""The forms for issues follow the data: chapters, printings, and the repository's own addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from booksite.book.loading import load_book
from booksite.desk.form_files import form_files
from tests.helpers import BOOK, LOCALES, changed, write_book


def forms(root: Path, book: str) -> dict[str, Any]:
    """Return the forms of a tiny book by file name, as GitHub reads them."""
    files = form_files(root, load_book(write_book(root, book=book)))
    return {file.name: yaml.safe_load(text) for file, text in files}


def options(form: Any, field: str) -> list[str]:
    [found] = [part["attributes"]["options"] for part in form["body"] if part.get("id") == field]
    return list(found)


@pytest.mark.parametrize("title", ["Second steps", "Two: more", "- #2 'again'", "[x]", "yes"])
def test_chapters_notebooks_and_printings_are_offered(tmp_path: Path, title: str) -> None:
    made = forms(tmp_path, changed(BOOK, "en: Second steps}", f"en: {json.dumps(title)}}}"))
    for name in ("erratum-en.yml", "question-en.yml"):
        assert options(made[name], "chapter")[-1] == f"Chapter 2: {title} (ch02)"
    assert options(made["notebook-ja.yml"], "notebook") == [
        "1章 (ch01_python)",
        "2章 (ch02_pytorch)",
    ]
    assert options(made["erratum-ja.yml"], "printing")[:2] == ["第1刷 (1)", "第2刷以降 (2)"]


def test_addresses_are_those_of_the_repository_in_the_data(tmp_path: Path) -> None:
    made = forms(tmp_path, changed(BOOK, "makaishi2/pytorch_book_info", "Someone/else"))
    assert "makaishi2" not in str(made)
    for locale in LOCALES:
        assert f"](https://someone.github.io/else/{locale.root}" in str(made[f"site-{locale}.yml"])
    urls = [link["url"] for link in made["config.yml"]["contact_links"]]
    assert urls[0] == "https://someone.github.io/else/errata/"


def test_a_language_that_has_only_begun_has_the_forms_of_another(tmp_path: Path) -> None:
    english = "      - {id: en, name: English}\n"
    french = "      - {id: fr, name: Français, untranslated_in: en}\n"
    made = forms(tmp_path, changed(BOOK, english, english + french))
    assert [name for name in made if "fr" in name] == []
