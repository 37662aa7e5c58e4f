"""What a reader is told of how far a notebook was checked: on cards, on its page, at its cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from markupsafe import Markup
from playwright.sync_api import Browser, Page, expect

from booksite.book.loading import load_book
from booksite.locales import Locale, text
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.library import EmbeddedNotebook
from booksite.notebooks.notebook import Notebook
from booksite.pages.parts import PARTS
from booksite.pages.place import Place
from booksite.pages.site import Site
from tests.helpers import EN, JA, LOCALES, document, write_book
from tests.project import repository

COLAB = f"https://colab.research.google.com/github/{repository().name}/blob/{repository().branch}/"
STATES = ("full", "part", "stand-in", "unchecked")
# A chapter of each state, what its page says of it, and the first cell without a result.
PAGES = {
    ("ch03", JA): ("全体を確認", "ノートブックの設定のまま", None),
    ("ch03", EN): ("Checked in full", "the notebook’s own settings", None),
    ("ch09", JA): ("一部を確認", "50エポックのうち10エポック", None),
    ("ch09", EN): ("Checked in part", "10 of 50 epochs", None),
    ("ch11", JA): ("一部を確認", "resnet18の代わりにefficientnet_lite0", "fit-vgg"),
    ("ch11", EN): ("Checked in part", "efficientnet_lite0 in place of resnet18", "fit-vgg"),
}


@pytest.mark.parametrize(("chapter", "locale"), PAGES)
def test_a_chapter_says_how_far_it_was_checked(
    page: Page, base_url: str, chapter: str, locale: Locale
) -> None:
    label, words, first = PAGES[chapter, locale]
    page.goto(f"{base_url}{locale.root}chapters/{chapter}/")
    box = page.get_by_role("region", name=text("checked", locale))
    expect(box.locator(".bs-state")).to_have_text(label)
    expect(box).to_contain_text(words)
    expect(box.get_by_text("2.13.0")).to_be_hidden()
    box.get_by_text(text("how_checked", locale)).click()
    expect(box.get_by_text("2.13.0")).to_be_visible()
    link = box.get_by_role("link", name=text("first_missing", locale))
    if first is None:
        expect(link).to_have_count(0)
    else:
        notebook = f"notebooks/{locale.root}ch11_tr_learning.ipynb"
        expect(link).to_have_attribute("href", f"{COLAB}{notebook}#scrollTo={first}")
        cell = page.locator(f"#{first} .nb-run-in-colab a")
        expect(cell).to_have_accessible_name(text("run_in_colab", locale))
        expect(cell).to_have_attribute("href", f"{COLAB}{notebook}#scrollTo={first}")


def test_the_sign_needs_no_colour(browser: Browser, base_url: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(base_url)
    signs = page.locator(".bs-card .bs-state svg")
    drawn = signs.evaluate_all(
        "all => all.map(svg => [getComputedStyle(svg).fill, getComputedStyle(svg.parentNode).color,"
        " svg.getBoundingClientRect().width > 8, svg.firstChild.getAttribute('d')])"
    )
    assert drawn
    assert all(fill == color and large for fill, color, large, _ in drawn)
    words = page.locator(".bs-card .bs-state").all_text_contents()
    assert len({shape for *_, shape in drawn}) == len(set(words)) > 1
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_card_and_chapter_agree_and_the_site_says_what_they_mean(
    built: Path, locale: Locale
) -> None:
    root = built / locale.root
    cards = document(root / "index.html").xpath("//*[@class='bs-card']/a")
    states = {}
    for card in cards:
        address = card.get("href")
        (state,) = document(root / address / "index.html").xpath(
            "//*[@class and starts-with(@class, 'bs-checked')]//*[starts-with(@class, 'bs-state')]"
        )
        states[address] = state.text_content()
        (mark,) = card.xpath(".//*[starts-with(@class, 'bs-state')]")
        assert mark.text_content() == states[address], address
    assert states
    meanings = document(root / "about" / "index.html").xpath("//table//tr/td[1]/text()")
    assert {text(f"state_{state}", locale) for state in STATES} <= set(meanings)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_chapter_that_was_never_run_says_so(tmp_path: Path, locale: Locale) -> None:
    book = load_book(write_book(tmp_path))
    notebooks = {
        (chapter.notebook, locale): EmbeddedNotebook(
            Fragment(Markup()), Notebook(tmp_path, chapter.notebook, locale)
        )
        for chapter in book.chapters
    }
    site = Site(book, book.repository, (), notebooks)
    for name, count in (("chapter-header", 1), ("cards", len(book.chapters))):
        part = PARTS[name](Place(site, locale, "chapters/ch01/", book.chapters[0])).html
        marks = html.fromstring(f"<div>{part}</div>").xpath("//*[contains(@class, 'bs-state ')]")
        assert [mark.text_content() for mark in marks] == [text("state_unchecked", locale)] * count
        assert "✓" not in part
