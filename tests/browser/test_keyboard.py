"""What a reader reaches without a mouse, also where the window is narrow."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.focus import focus_is_seen
from tests.firefox import BOTH

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


@BOTH
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


@LANGUAGES
def test_the_menu_opens_without_scripts(
    browser: Browser, base_url: str, root: str, name: str
) -> None:
    page = browser.new_page(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce")
    page.goto(base_url + root + "chapters/ch03/")
    menu = page.get_by_role("checkbox", name=name)
    page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    page.keyboard.press("Space")
    errata = page.locator(".md-nav--primary .bs-near a[href$='errata/']")
    expect(errata).to_be_in_viewport()
    page.keyboard.press("Space")
    expect(errata).to_be_hidden()
    page.locator(".md-header [for=__drawer]").click()
    expect(errata).to_be_in_viewport()
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


@BOTH
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
    errata = page.locator(".md-nav--primary li:not(.bs-near) > a[href$='errata/']")
    expect(errata).to_be_in_viewport()
    errata.press("Enter")
    page.wait_for_url("**/errata/")
    page.close()


# The words of what has the focus, and whether something else lies over its middle. The browser's
# own turn has none.
STOP = """() => {
  const stop = document.activeElement
  if (stop === document.body) return ""
  const { left, top, width, height } = stop.getBoundingClientRect()
  const words = stop.ariaLabel ?? stop.innerText.trim()
  const seen = stop.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  return seen ? words : `covered: ${words}`
}"""
UNREACHED = """reached => [...document.querySelectorAll(".md-nav--primary :is(a, label)")]
  .filter(entry => entry.checkVisibility({ visibilityProperty: true }))
  .map(entry => entry.innerText.trim()).filter(words => words && !reached.includes(words))"""


def _open_menu(page: Page) -> Locator:
    menu = page.locator(".bs-menu")
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    return menu


def _stops(page: Page, key: str) -> list[str]:
    """Go round once, and give the words of each stop."""
    words = [page.evaluate(STOP)]
    page.keyboard.press(key)
    while (stop := page.evaluate(STOP)) != words[0]:
        words.append(stop)
        page.keyboard.press(key)
    assert not [stop for stop in words if stop.startswith("covered")]
    return [stop for stop in words if stop]


@LANGUAGES
@pytest.mark.parametrize(
    ("address", "size"), [("", ZOOMED), ("chapters/", PHONE), ("chapters/ch05/", ZOOMED)]
)
def test_each_stop_of_the_open_menu_is_seen(
    browser: Browser, base_url: str, root: str, name: str, address: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size, reduced_motion="reduce")
    page.goto(base_url + root + address)
    menu = _open_menu(page)
    # At each level, from the one that is open up to the whole site.
    while True:
        stops = _stops(page, "Tab")
        assert name in stops
        assert page.evaluate(UNREACHED, stops) == []
        assert sorted(_stops(page, "Shift+Tab")) == sorted(stops)
        if not page.locator(".md-nav__title:focus").count():
            break
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.close()


@pytest.mark.parametrize(
    ("address", "opening", "key", "size"),
    [
        ("", "各章", "Enter", PHONE),
        ("en/", "Chapters", "Space", ZOOMED),
        ("errata/", "正誤表", "Space", PHONE),
        ("en/chapters/", "Machine", "Enter", ZOOMED),
        ("chapters/ch05/", "5章", "Enter", PHONE),
    ],
)
def test_a_list_of_the_menu_takes_the_focus_and_gives_it_back(
    browser: Browser, base_url: str, address: str, opening: str, key: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(base_url + address)
    menu = _open_menu(page)
    entry = page.locator(".md-nav--primary label.md-nav__link", has_text=opening)
    entry.press(key)
    expect(page.locator(".md-nav__title:focus")).to_be_in_viewport()
    page.keyboard.press(key)
    expect(entry).to_be_focused()
    expect(entry).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    # It opens as it was left.
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".md-sidebar--primary :focus")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.close()


@pytest.mark.parametrize(
    ("root", "key", "size"), [("", "s", PHONE), ("en/", "/", PHONE), ("en/", "s", ZOOMED)]
)
def test_the_search_closes_the_menu(
    browser: Browser, base_url: str, root: str, key: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size, reduced_motion="reduce")
    page.goto(base_url + root + "chapters/ch05/")
    menu = _open_menu(page)
    page.keyboard.press(key)
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("loss")
    expect(field).to_have_value("loss")
    page.locator(".md-search-result__link").first.click()  # nothing lies over it
    page.go_back()
    _open_menu(page)
    page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.close()


@pytest.mark.parametrize(("root", "size"), [("", PHONE), ("en/", ZOOMED)])
def test_the_open_menu_leaves_the_header_to_the_reader(
    browser: Browser, base_url: str, root: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size, color_scheme="light")
    page.goto(base_url + root + "chapters/ch05/")
    menu = _open_menu(page)
    _tab_back_to(page, "[data-bs-scheme=slate]")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".bs-language")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base_url}{'' if root else 'en/'}chapters/ch05/")
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.close()


def test_who_goes_to_a_place_from_the_menu_goes_on_there(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(base_url + "en/faq/")
    menu = _open_menu(page)
    page.locator("label.md-nav__link--active").press("Enter")
    place = page.locator(".md-nav--primary .md-nav--secondary a").last
    place.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(page.locator(":target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".md-content :focus")).to_be_in_viewport()
    page.close()


def test_no_focus_is_lost_on_the_way(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(base_url + "en/chapters/ch08/")
    # A wide table may turn out narrower when it comes near: the focus stays on it.
    while page.locator(".nb :focus").count() == 0:
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_count(1)
    page.close()


def _tab_back_to(page: Page, selector: str) -> None:
    while not page.locator(f":focus:is({selector})").count():
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(STOP).startswith("covered")


def _tab_to(page: Page, selector: str) -> None:
    """Go on to an element; what has the focus is seen at each stop."""
    while not page.locator(f":focus:is({selector})").count():
        page.keyboard.press("Tab")
        stop = page.locator(":focus")
        expect(stop).to_be_in_viewport()
        # A field for text shows its caret, and the search opens its dialog.
        if not stop.evaluate("stop => stop.matches('.md-search__input')"):
            assert focus_is_seen(page), focused(page)


@pytest.mark.parametrize(
    ("root", "width", "scheme"),
    [("", 1440, "light"), ("en/", 360, "dark")],
    ids=["ja-desktop-light", "en-phone-dark"],
)
def test_the_way_of_a_reader_without_a_mouse(
    browser: Browser, base_url: str, root: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.route("https://colab.research.google.com/**", lambda route: route.fulfill(body="Colab"))
    page.goto(base_url + root)
    _tab_to(page, "main a[href$='chapters/ch05/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base_url}{root}chapters/ch05/")
    _tab_to(page, "a[href^='https://colab.']")
    page.keyboard.press("Enter")
    page.wait_for_url("https://colab.research.google.com/**/ch05_regression.ipynb")
    page.go_back()
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("errata" if root else "正誤表")
    result = f".md-search-result__link[href*='{root}errata/']"
    expect(page.locator(result).first).to_be_visible()
    _tab_to(page, result)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base_url}{root}errata/**")
    _tab_to(page, "select[name=printing]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row]:not([data-printing~='1'])").first).to_be_hidden()
    page.close()
