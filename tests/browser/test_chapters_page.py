"""The page of all chapters, and how near other pages are to a chapter."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from booksite.book.loading import load_book
from booksite.locales import Locale, text
from tests.helpers import LOCALES, document
from tests.project import ROOT


@pytest.mark.parametrize("locale", LOCALES)
def test_it_leads_to_page_colab_and_errata_of_each_chapter(built: Path, locale: Locale) -> None:
    page = document(built / locale.root / "chapters" / "index.html")
    for chapter in load_book(ROOT).chapters:
        (heading,) = page.xpath(f"//h3[@id='{chapter.id}']")
        assert chapter.title[locale] in heading.text_content()
        assert heading.xpath("./a/@href") == [f"{chapter.id}/"]
        facts, summary = heading.xpath("following-sibling::p")[:2]
        colab, errata = facts.xpath("./a/@href")
        assert f"/{chapter.notebook}.ipynb" in colab
        assert errata == f"{chapter.id}/#errata"
        assert facts.xpath(".//svg")
        assert summary.text_content() == chapter.summary[locale]


def test_the_tab_of_its_name_leads_there(page: Page, base_url: str) -> None:
    page.goto(base_url + "errata/")
    page.get_by_role("link", name=text("chapters", "ja"), exact=True).click()
    expect(page).to_have_url(base_url + "chapters/")


def test_a_phones_menu_in_a_chapter_leads_to_the_errata(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(base_url + "chapters/ch05/")
    page.locator(".bs-menu").click()
    page.locator(".md-nav--primary").get_by_role("link", name="正誤表").click()
    expect(page).to_have_url(base_url + "errata/")
    page.close()
