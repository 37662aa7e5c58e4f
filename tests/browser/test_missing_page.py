"""The page that stands at an address without a page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.hosting import MOUNT
from tests.firefox import BOTH
from tests.helpers import document

LANGUAGES = pytest.mark.parametrize(
    ("root", "locale", "title", "home"),
    [("", "ja", "ページが見つかりません", ""), ("en/", "en", "Page not found", "en/")],
    ids=["ja", "en"],
)
MISSING = "chapters/ch99/?printing=2"


@BOTH
@LANGUAGES
def test_it_speaks_the_language_of_the_address(
    page: Page, base_url: str, root: str, locale: str, title: str, home: str
) -> None:
    page.goto(base_url + root + MISSING)
    page.wait_for_url(base_url + root + MISSING)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page).to_have_title(re.compile(f"^{title} - "))
    assert page.locator("html").get_attribute("lang") == locale
    links = page.locator(".md-content li a")
    led = {urlsplit(link.evaluate("link => link.href")).path for link in links.all()}
    wanted = {f"{MOUNT}{home}{name}" for name in ("", "chapters/", "errata/", "faq/")}
    assert wanted <= led


@BOTH
@LANGUAGES
def test_its_switch_leads_to_the_other_home(
    page: Page, base_url: str, root: str, locale: str, title: str, home: str
) -> None:
    page.goto(base_url + root + MISSING)
    page.wait_for_url(base_url + root + MISSING)
    switch = page.locator(".bs-language")
    expect(switch).to_have_count(1)
    switch.click()
    page.wait_for_url(base_url + ("" if root else "en/"))


@BOTH
@LANGUAGES
def test_its_field_searches(
    page: Page, base_url: str, root: str, locale: str, title: str, home: str
) -> None:
    page.goto(base_url + root + MISSING)
    page.wait_for_url(base_url + root + MISSING)
    page.locator(".md-content").get_by_role("searchbox").fill("nn.Linear")
    page.keyboard.press("Enter")
    found = page.locator(f".md-search-result__link[href*='{home}chapters/ch05/']").first
    expect(found).to_be_visible()


@BOTH
@LANGUAGES
def test_it_fits_a_small_phone(
    browser: Browser, base_url: str, root: str, locale: str, title: str, home: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(base_url + root + MISSING)
    page.wait_for_url(base_url + root + MISSING)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@LANGUAGES
def test_without_scripts_both_languages_are_told(
    browser: Browser, base_url: str, root: str, locale: str, title: str, home: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(base_url + root + MISSING)
    expect(page.locator(".md-content")).to_contain_text(title)
    page.close()


@LANGUAGES
def test_its_addresses_hold_wherever_it_is_shown(
    built: Path, root: str, locale: str, title: str, home: str
) -> None:
    page = document(built / f"{root}404.html")
    addresses = page.xpath("//@href | //@src | //@action")
    local = [address for address in addresses if not address.startswith(("http", "#"))]
    for address in local:
        assert address.startswith(MOUNT)
        file = built / urlsplit(address).path.removeprefix(MOUNT)
        assert file.exists(), address
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_directly_opened_page_forgets_no_address(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}en/404.html#//elsewhere.example/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.url == f"{base_url}en/404.html#//elsewhere.example/"
