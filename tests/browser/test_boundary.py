"""The boundary of chapter 6 in use: training on, shared, without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])
ADDRESS = "chapters/ch06/"


def opened(browser: Browser, address: str, **context: object) -> Page:
    page = browser.new_page(**context)  # type: ignore[arg-type]
    page.goto(f"{address}#figure-boundary")
    if context.get("java_script_enabled", True):
        expect(page.locator(".bs-figure--live")).to_be_attached()
    return page


def said(page: Page) -> str:
    return (page.locator(".bs-figure-now").text_content() or "").strip()


@LANGUAGES
def test_training_goes_on_and_can_be_shared(browser: Browser, base_url: str, root: str) -> None:
    asked = "?boundary=rate:0.5,hidden:2,steps:3"
    page = opened(browser, f"{base_url}{root}{ADDRESS}{asked}", reduced_motion="reduce")
    assert "300" in said(page)
    page.locator("[value=step]").click()
    assert "400" in said(page)
    assert "?boundary=rate:0.5,hidden:2,steps:4#" in page.url
    page.locator("[name=decay]").select_option("0.003")
    page.locator("[value=run]").click()
    assert "10000" in said(page)
    page.locator("[value=reset]").click()
    assert "0.07950" in said(page)
    assert f"{ADDRESS}#" in page.url
    page.close()


@pytest.mark.parametrize("asked", ["rate:__proto__,hidden:99,steps:-4", "steps:1e9,decay:x"])
def test_no_address_breaks_it(browser: Browser, base_url: str, asked: str) -> None:
    page = opened(browser, f"{base_url}en/{ADDRESS}?boundary={asked}")
    assert said(page).startswith("Epoch ")
    assert "NaN" not in page.locator(".bs-figure").inner_html()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@LANGUAGES
def test_axe_finds_nothing_in_the_figure(
    browser: Browser, base_url: str, root: str, scheme: str
) -> None:
    page = opened(
        browser,
        f"{base_url}{root}{ADDRESS}?boundary=steps:5",
        color_scheme=scheme,
        viewport={"width": 320, "height": 640},
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".bs-figure-rows").evaluate("rows => { rows.open = true }")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "() => axe.run('.bs-figure', { resultTypes: ['violations'] })"
        ".then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"
    )
    assert found == []
    page.close()


@LANGUAGES
def test_without_scripts_it_is_a_drawing(browser: Browser, base_url: str, root: str) -> None:
    page = opened(browser, f"{base_url}{root}{ADDRESS}", java_script_enabled=False)
    expect(page.locator(".bs-figure svg")).to_have_count(2)
    expect(page.locator(".bs-figure form")).to_be_hidden()
    assert "0.07950" in said(page)
    page.close()
