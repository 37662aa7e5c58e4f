"""The computation graph of chapters 2 and 3 in use: by steps, own formulas, shared."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])
ADDRESS = "chapters/ch02/"


def opened(browser: Browser, address: str, **context: object) -> Page:
    page = browser.new_page(**context)  # type: ignore[arg-type]
    page.goto(f"{address}#figure-graph")
    if context.get("java_script_enabled", True):
        expect(page.locator("#figure-graph.bs-figure--live")).to_be_attached()
    return page


def said(page: Page) -> str:
    return (page.locator(".bs-figure-now").first.text_content() or "").strip()


@LANGUAGES
def test_forward_and_back_step_by_step(browser: Browser, base_url: str, root: str) -> None:
    page = opened(browser, f"{base_url}{root}{ADDRESS}?graph=steps:0", reduced_motion="reduce")
    boxes = page.locator("#figure-graph .fig-value")
    assert boxes.all_text_contents() == ["1.5", "?", "?", "?"]
    for _ in range(3):
        page.locator("[value=step]").click()
    assert boxes.all_text_contents() == ["1.5", "2.25", "4.5", "6.5"]
    page.locator("[value=run]").click()
    assert "x.grad = 6" in said(page)
    page.locator("[value=undo]").click()
    assert "PowBackward0" not in said(page)
    page.close()


def test_a_formula_of_ones_own_can_be_shared_and_may_be_wrong(
    browser: Browser, base_url: str
) -> None:
    page = opened(browser, f"{base_url}en/{ADDRESS}")
    page.locator("[name=formula]").select_option("own")
    page.locator("[name=text]").fill("max(x, w) + b ** 2")
    page.locator("[name=text]").press("Tab")
    assert "x.grad = 1, w.grad = 0, b.grad = 2" in said(page)
    other = opened(browser, page.url.split("#")[0])
    assert said(other) == said(page)
    other.close()
    page.locator("[name=text]").fill("<img src=x onerror=alert(1)>")
    assert said(page).endswith("This cannot be read: <img src=x o")
    expect(page.locator("#figure-graph img")).to_have_count(0)
    page.close()


@pytest.mark.parametrize(
    "asked", ["formula:constructor,x:NaN", "formula:own,text:" + "(" * 300, "steps:-5,w:1e400"]
)
def test_no_address_breaks_it(browser: Browser, base_url: str, asked: str) -> None:
    page = opened(browser, f"{base_url}en/{ADDRESS}?graph={asked}")
    assert said(page)
    assert "NaN" not in page.locator("#figure-graph").inner_html()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@LANGUAGES
def test_axe_finds_nothing_in_the_figure(
    browser: Browser, base_url: str, root: str, scheme: str
) -> None:
    page = opened(
        browser,
        f"{base_url}{root}{ADDRESS}?graph=formula:loss,steps:12",
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
def test_without_scripts_two_figures_of_a_page_are_drawings(
    browser: Browser, base_url: str, root: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{base_url}{root}chapters/ch03/")
    expect(page.locator(".bs-figure svg")).to_have_count(3)
    assert "w.grad = -35" in said(page)
    page.close()
