"""A language is added by data alone: its words, a line of `languages:`, and the pages it has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.hosting import MOUNT
from booksite.locales import words_of
from tests.conftest import served
from tests.project import built_anew, copy_sources

# What a translator has done so far; the other words are still English.
WORDS = {
    "site_name": "PyTorch et l’apprentissage profond",
    "untranslated": "Cette page n’est pas encore traduite. Langue : {0}.",
    "errata_total": "{0} corrections : ",
    "territory": "fr_FR",
}
HOME = """\
---
template: home.html
description: Le site des lecteurs.
hero:
  kicker: Pour les lecteurs de {book}
  title: Apprendre en descendant
  lead: Les carnets du livre.
  actions:
    - {text: Les chapitres, page: chapters/}
---

## Chercher {#find}

Un réseau de neurones apprend par descente de gradient ordinaire.

## Chapitres {#chapters}

<!-- booksite:cards -->

## Le livre {#book}

<!-- booksite:book-gist -->

## Hors ligne {#offline}

<!-- booksite:offline -->

## À propos {#about}
"""
ERRATA = """\
---
title: Corrections
description: Les corrections du livre.
---

# Corrections {#top}

<!-- booksite:errata -->
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose translation to French has begun with two pages."""
    folder = copy_sources(tmp_path_factory.mktemp("language"))
    words = {**words_of("en"), **WORDS}
    file = folder / "src/booksite/locales/fr.yml"
    file.write_text(json.dumps(words, ensure_ascii=False, indent=0), encoding="utf-8")
    book = folder / "data/book.yml"
    text, english = book.read_text(encoding="utf-8"), "  - {id: en, name: English}\n"
    row = "  - {id: fr, name: Français, untranslated_in: en}\n"
    book.write_text(text.replace(english, english + row), encoding="utf-8")
    for name, source in (("index", HOME), ("errata", ERRATA)):
        page = folder / f"docs/fr/{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(source, encoding="utf-8")
    built_anew(folder)
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with served(project / "site") as host:
        yield host + MOUNT


def test_a_translated_page_is_in_the_language(page: Page, address: str) -> None:
    page.goto(f"{address}fr/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Apprendre en descendant")
    expect(page.locator(".bs-untranslated")).to_have_count(0)
    page.get_by_role("link", name="Les chapitres").click()
    expect(page).to_have_url(f"{address}fr/chapters/")


def test_texts_of_the_data_that_it_lacks_say_their_language(page: Page, address: str) -> None:
    page.goto(f"{address}fr/errata/")
    expect(page.locator("article")).to_contain_text("corrections :")
    reason = page.locator("#e-p171-1 ~ p span[lang], .bs-erratum p > span[lang=en]").first
    expect(reason).to_have_attribute("lang", "en")


@pytest.mark.parametrize("path", ["faq/", "chapters/ch03/"])
def test_a_page_that_it_lacks_is_shown_in_another_and_says_so(
    page: Page, address: str, path: str
) -> None:
    page.goto(f"{address}fr/{path}")
    notice = page.locator(".bs-untranslated")
    expect(notice).to_have_text("Cette page n’est pas encore traduite. Langue : English.")
    english = page.locator("article [lang=en]:has(h1)")
    expect(english).to_have_count(1)
    # Its links stay in the language that the reader chose.
    links = english.locator("a[href*='errata/']").evaluate_all("links => links.map(a => a.href)")
    assert links
    assert all(link.startswith(f"{address}fr/") for link in links)


def test_every_language_leads_to_the_others(page: Page, address: str) -> None:
    page.goto(f"{address}faq/")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{address}fr/faq/")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{address}en/faq/")


def test_the_search_finds_what_is_translated_and_what_is_not(page: Page, address: str) -> None:
    for words, url in (("descente de gradient ordinaire", "#find"), ("VGG-19", "fr/chapters/")):
        page.goto(f"{address}fr/?q={words}")
        result = page.locator(f".md-search-result__link[href*='{url}']").first
        # The texts are indexed after the names; a busy machine takes its time.
        expect(result).to_be_visible(timeout=30_000)
