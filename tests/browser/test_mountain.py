"""The mountain of chapter 3 in use: by keys, by finger, shared, without scripts, on paper."""

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
STEP = {"": "1歩進む", "en/": "Step"}
RUN = {"": "続けて進む", "en/": "Run"}
LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])


@pytest.fixture
def opened(browser: Browser, base_url: str) -> Iterator[Opener]:
    """Opens the chapter at the figure, once its script has come."""
    pages: list[Page] = []

    def opener(root: str = "en/", asked: str = "", **context: Any) -> Page:
        page = browser.new_page(**({"viewport": DESKTOP} | context))
        pages.append(page)
        page.goto(f"{base_url}{root}chapters/ch03/{asked}#figure-mountain")
        if context.get("java_script_enabled", True):
            expect(page.locator("#figure-mountain.bs-figure--live")).to_be_attached()
        return page

    yield opener
    for page in pages:
        page.close()


def said(page: Page) -> str:
    return (page.locator("#figure-mountain .bs-figure-now").text_content() or "").strip()


@BOTH
@LANGUAGES
def test_step_by_step_with_keys(opened: Opener, root: str) -> None:
    page = opened(root, reduced_motion="reduce")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert "u = 4.500" in said(page)
    assert "v = 3.900" in said(page)
    before = said(page)
    page.keyboard.press("Enter")
    assert said(page) != before
    page.keyboard.press("Backspace")
    assert said(page) == before
    page.locator("#figure-mountain").get_by_role("button", name=STEP[root]).focus()
    page.keyboard.press("Enter")
    assert said(page) != before
    page.locator("#figure-mountain .bs-figure-rows summary").press("Enter")
    expect(page.locator("#figure-mountain [data-part=rows] tr")).to_have_count(2)


def test_whoever_wants_no_motion_gets_the_end_at_once(opened: Opener) -> None:
    page = opened(asked="?mountain=steps:0", reduced_motion="reduce")
    page.locator("#figure-mountain").get_by_role("button", name=RUN["en/"]).click()
    assert said(page).endswith("The bottom is reached.")
    page.get_by_role("slider", name="Learning rate").evaluate(
        "field => { field.value = 0.4; field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    assert said(page).endswith("it diverges.")


def test_a_walk_is_seen_step_by_step_and_can_be_stopped(opened: Opener) -> None:
    page = opened(asked="?mountain=steps:0")
    page.clock.install(time=0)
    page.clock.pause_at("1970-01-02")
    page.locator("#figure-mountain").get_by_role("button", name="Run").click()
    page.clock.run_for(450)
    assert said(page).startswith("Step 2:")
    page.locator("#figure-mountain").get_by_role("button", name="Stop").click()
    page.clock.run_for(2000)
    assert said(page).startswith("Step 2:")
    figure = page.locator("#figure-mountain")
    expect(figure.get_by_role("button", name="Run")).to_be_visible()


def test_a_state_can_be_shared_and_forgotten(opened: Opener, browser: Browser) -> None:
    page = opened()
    page.get_by_role("checkbox", name="Fog").check()
    page.locator("#figure-mountain").get_by_role("button", name="Undo").click()
    assert page.url.split("?")[1] == "mountain=fog:1,steps:20#figure-mountain"
    shared, state = page.url, said(page)
    other = browser.new_page(viewport=PHONE)
    other.goto(shared)
    expect(other.locator("#figure-mountain.bs-figure--live")).to_be_attached()
    assert said(other) == state
    expect(other.get_by_role("checkbox", name="Fog")).to_be_checked()
    other.close()
    page.locator("#figure-mountain").get_by_role("button", name="Reset").click()
    assert "?" not in page.url
    assert said(page).startswith("Step 21:")


@pytest.mark.parametrize(
    "asked",
    [
        "?mountain=",
        "?mountain=surface:__proto__,u:1e999,rate:-1,steps:x,fog:<b>,constructor:1",
        "?mountain=u:9999,steps:99999999,momentum:5",
        "?mountain=%00,:,::,steps:%",
    ],
)
def test_no_address_breaks_it(opened: Opener, asked: str) -> None:
    page = opened(asked=asked)
    assert said(page).startswith("Step ")
    assert "NaN" not in page.locator("#figure-mountain").inner_html()


@LANGUAGES
def test_a_finger_chooses_the_start_and_does_not_scroll(opened: Opener, root: str) -> None:
    page = opened(root, viewport=PHONE, has_touch=True)
    map_ = page.locator("[data-part=map]")
    map_.scroll_into_view_if_needed()
    box = map_.bounding_box()
    assert box is not None
    top = page.evaluate("scrollY")
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "u = 4.000" not in said(page)
    assert page.evaluate("scrollY") == top
    assert map_.evaluate("map => getComputedStyle(map).touchAction") == "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@LANGUAGES
def test_axe_finds_nothing_in_the_figure(opened: Opener, root: str, scheme: str) -> None:
    page = opened(root, asked="?mountain=rate:0.3,steps:9,fog:1", color_scheme=scheme)
    page.locator("#figure-mountain .bs-figure-rows").evaluate("rows => { rows.open = true }")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "() => axe.run('#figure-mountain', { resultTypes: ['violations'] })"
        ".then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"
    )
    assert found == []


@LANGUAGES
def test_without_scripts_and_on_paper_it_is_a_drawing(opened: Opener, root: str) -> None:
    page = opened(root, java_script_enabled=False)
    expect(page.locator("#figure-mountain svg")).to_have_count(2)
    expect(page.locator("#figure-mountain form")).to_be_hidden()
    assert "3.000" in said(page)
    printed = opened(root)
    printed.emulate_media(media="print")
    expect(printed.locator("#figure-mountain svg").first).to_be_visible()
    expect(printed.locator("#figure-mountain form")).to_be_hidden()


def test_other_pages_load_nothing_of_it(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base_url}chapters/ch04/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "figures" in url] == []
    page.close()
