"""The window of chapter 9 in use: by keys, by finger, shared, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.firefox import BOTH

PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
Opener = Callable[..., Page]
LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])


@pytest.fixture
def opened(browser: Browser, base_url: str) -> Iterator[Opener]:
    """Opens the chapter at the figure, once its script has come."""
    pages: list[Page] = []

    def opener(root: str = "en/", asked: str = "", **context: Any) -> Page:
        page = browser.new_page(**({"viewport": DESKTOP} | context))
        pages.append(page)
        page.goto(f"{base_url}{root}chapters/ch09/{asked}#figure-convolution")
        if context.get("java_script_enabled", True):
            expect(page.locator(".bs-figure--live")).to_be_attached()
        return page

    yield opener
    for page in pages:
        page.close()


def said(page: Page) -> str:
    return (page.locator(".bs-figure-now").text_content() or "").strip()


@BOTH
def test_the_window_goes_by_keys(opened: Opener) -> None:
    page = opened(reduced_motion="reduce")
    assert said(page).startswith("Row 0, column 3: 1 × 1 + 1 × 1 = 2.")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowDown")
    assert said(page).startswith("Row 1, column 3: 0 × 1 + 0 × 1 = 0.")
    page.keyboard.press("Enter")
    assert said(page).startswith("Row 0, column 0:")
    page.get_by_role("button", name="Run").click()
    # Not every browser is told here that a reader wants no motion.
    expect(page.locator(".bs-figure-now")).to_contain_text("Row 3, column 3:")
    page.locator(".bs-figure-rows summary").press("Enter")
    expect(page.locator("[data-part=rows] tr")).to_have_count(4)


@LANGUAGES
def test_a_finger_draws_an_image_that_can_be_shared(
    opened: Opener, browser: Browser, root: str
) -> None:
    page = opened(root, asked="?convolution=image:own,kernel:edge", viewport=PHONE, has_touch=True)
    image = page.locator("[data-part=input]")
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    assert box is not None
    for row, column in ((3, 2), (3, 3)):
        side = box["width"] / 8
        top = box["y"] + box["height"] - box["width"]
        page.touchscreen.tap(box["x"] + side * (column + 0.5), top + side * (row + 0.5))
    cells = "0" * 26 + "11" + "0" * 36
    assert f"cells:{cells}" in page.url
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator(".bs-figure--live")).to_be_attached()
    assert said(other) == said(page)
    other.close()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    "asked",
    [
        "?convolution=cells:<b>,image:own",
        "?convolution=stride:0,padding:-9,at:9999,steps:x,shift:77",
    ],
)
def test_no_address_breaks_it(opened: Opener, asked: str) -> None:
    page = opened(asked=asked)
    assert said(page).startswith("Row ")
    assert "NaN" not in page.locator(".bs-figure").inner_html()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@LANGUAGES
def test_axe_finds_nothing_in_the_figure(opened: Opener, root: str, scheme: str) -> None:
    page = opened(root, asked="?convolution=kernel:edge,shift:1", color_scheme=scheme)
    page.locator(".bs-figure-rows").evaluate("rows => { rows.open = true }")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "() => axe.run('.bs-figure', { resultTypes: ['violations'] })"
        ".then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"
    )
    assert found == []


@LANGUAGES
def test_without_scripts_it_is_a_drawing(opened: Opener, root: str) -> None:
    page = opened(root, java_script_enabled=False)
    expect(page.locator(".bs-figure svg")).to_have_count(4)
    expect(page.locator(".bs-figure form")).to_be_hidden()
    assert "1 × 1 + 1 × 1 = 2" in said(page)
