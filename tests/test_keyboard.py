"""What a reader reaches without a mouse, also where the window is narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}
# A desktop of 1440 px at 200 %.
ZOOMED: ViewportSize = {"width": 720, "height": 450}
NARROW = pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
LANGUAGES = pytest.mark.parametrize(
    ("root", "name"), [("", "メニュー"), ("en/", "Menu")], ids=["ja", "en"]
)
FOCUSED = """() => {
  const stop = document.activeElement
  const { left, right, top, bottom, width, height } = stop.getBoundingClientRect()
  return {
    in_menu: !!stop.closest(".md-sidebar--primary"),
    seen: width * height > 0 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
    html: stop.outerHTML.slice(0, 80),
  }
}"""


def focused(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(FOCUSED)
    return found


@NARROW
@LANGUAGES
def test_the_menu_is_a_button(
    browser: Browser, base_url: str, root: str, name: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size, device_scale_factor=2)
    page.goto(base_url + root + "chapters/ch03/")
    menu = page.get_by_role("button", name=name, exact=True)
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    # It leads to the chapters beside this one, by keyboard alone.
    expect(page.locator(".md-sidebar--primary [aria-current=page]")).to_have_count(1)
    for _ in range(6):
        assert focused(page)["in_menu"], focused(page)
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.close()


@NARROW
def test_no_stop_is_out_of_sight(browser: Browser, base_url: str, size: ViewportSize) -> None:
    page = browser.new_page(viewport=size)
    page.goto(base_url + "chapters/ch05/")
    for _ in range(14):
        page.keyboard.press("Tab")
        assert focused(page)["seen"], focused(page)
        assert not focused(page)["in_menu"], focused(page)
    page.close()


@pytest.mark.parametrize("address", ["", "chapters/ch05/", "en/errata/"])
def test_the_first_stop_leads_to_the_title(page: Page, base_url: str, address: str) -> None:
    page.goto(base_url + address)
    expect(page.locator(".bs-menu")).to_be_hidden()
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.locator(":target").evaluate("target => target.tagName") == "H1"
    expect(page.locator("h1")).to_be_in_viewport()


def test_who_opens_the_menu_goes_up_and_down_in_it(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(base_url + "chapters/ch03/")
    page.locator(".bs-menu").press("Enter")
    # Up to the parts, up to the whole site.
    for title in ("基礎編", "各章"):
        label = page.locator("label.md-nav__title[tabindex]", has_text=title).last
        label.focus()
        page.keyboard.press("Enter")
    errata = page.locator(".md-nav--primary a[href$='errata/']")
    expect(errata).to_be_in_viewport()
    errata.press("Enter")
    page.wait_for_url("**/errata/")
    page.close()
