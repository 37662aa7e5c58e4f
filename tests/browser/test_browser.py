"""What a reader does, in a real browser, in both languages."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.firefox import BOTH
from tests.project import repository

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
# What makes a page's address a language's: Japanese stands at the root.
LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])


# Whether the mark after a formula stands in a line above or below its formula.
_TORN = """formulas => formulas.filter(formula => {
  const after = formula.nextSibling
  if (!/^[、。，．）,.;:)]/.test(after?.data)) return false
  const mark = document.createRange()
  mark.setStart(after, 0)
  mark.setEnd(after, 1)
  return mark.getBoundingClientRect().left < formula.getBoundingClientRect().left
}).length"""


# How far below the top of the screen each place stands.
_PLACES = """Object.fromEntries([...document.querySelectorAll(".md-content [id]")].map(
  place => [place.id, place.getBoundingClientRect().top]))"""


@BOTH
@LANGUAGES
def test_from_home_to_a_chapter_to_colab(page: Page, base_url: str, root: str) -> None:
    page.goto(base_url + root)
    page.locator(".bs-card a[href$='chapters/ch05/']").click()
    badge = page.locator(".bs-actions a").first
    folder = "notebooks/en/" if root else "notebooks/"
    assert badge.get_attribute("href") == (
        f"https://colab.research.google.com/github/{repository().name}/blob/"
        f"{repository().branch}/{folder}ch05_regression.ipynb"
    )


def test_a_section_opens_colab_at_its_cell(page: Page, base_url: str) -> None:
    page.goto(base_url + "chapters/ch05/")
    link = page.locator("#model + .nb-colab")
    assert (link.get_attribute("href") or "").endswith("/ch05_regression.ipynb#scrollTo=model")
    expect(link).to_have_accessible_name("Colabでこの節を開く")


@BOTH
def test_the_notebook_can_be_downloaded(page: Page, base_url: str, built: Path) -> None:
    page.goto(base_url + "en/chapters/ch03/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the notebook").click()
    assert (
        Path(download.value.path()).read_bytes()
        == (built.parent / "notebooks/en/ch03_first_ml.ipynb").read_bytes()
    )


def _settle(page: Page) -> None:
    """Wait until blocks that a jump has brought near have their height, as a reader does."""
    page.wait_for_load_state()
    page.evaluate("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")


def _switched(page: Page) -> str:
    """Switch the language and return the place to which that leads."""
    with page.expect_navigation():
        page.locator(".bs-language").click()
    _settle(page)
    return urlsplit(page.url).fragment


_PLACES_TO_KEEP = [
    "chapters/ch03/#optimizer",
    # So near to the end that no jump brings them to the top.
    "about/#cite",
    "chapters/ch05/#errata",
    "chapters/ch08/#fog",
    "errata/#ch08",
]


@pytest.mark.parametrize(
    ("browser", "size", "place"),
    [
        *(("chromium", PHONE, place) for place in _PLACES_TO_KEEP),
        *(("chromium", DESKTOP, place) for place in _PLACES_TO_KEEP),
        *(("firefox", PHONE, place) for place in _PLACES_TO_KEEP[:2]),
    ],
    indirect=["browser"],
)
def test_the_language_switch_keeps_the_place(
    browser: Browser, base_url: str, place: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(base_url + place)
    _settle(page)
    for _ in range(2):  # there and back
        assert _switched(page) == place.partition("#")[2]
        expect(page.locator(":target")).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("place", ["chapters/ch03/", "chapters/ch08/#fog", "links/", "en/faq/"])
def test_the_language_switch_knows_where_a_reader_scrolled(
    browser: Browser, base_url: str, place: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(base_url + place)
    _settle(page)
    start = page.evaluate("scrollY")
    page.mouse.wheel(0, 1700)
    page.wait_for_function(f"scrollY >= {start} + 1600")
    _settle(page)
    before = page.evaluate(_PLACES)
    first = _switched(page)
    assert abs(before[first]) < size["height"]
    assert first != place.partition("#")[2]
    assert {_switched(page) for _ in range(2)} == {first}  # back, and there once more
    page.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "place",
    ["chapters/ch03/#optimizer", "en/chapters/ch08/#fog", "errata/#ch08", "faq/#f-p80-1"],
)
def test_a_place_is_in_full_view(
    browser: Browser, base_url: str, place: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(base_url + place)
    page.wait_for_load_state("networkidle")
    header = page.locator(".md-header").bounding_box()
    heading = page.locator(":target").bounding_box()
    assert header
    assert heading
    assert 0 <= heading["y"] - header["y"] - header["height"] < 40
    expect(page.locator(".md-top")).to_be_hidden()
    # From below, where the theme offers the way to the top.
    page.mouse.wheel(0, 2500)
    page.mouse.wheel(0, -100)
    expect(page.locator(".md-top")).to_be_visible()
    page.evaluate("document.querySelector(':target').scrollIntoView()")
    top = page.locator(".md-top").bounding_box()
    assert top
    assert top["y"] > size["height"] / 2
    page.close()


@BOTH
@pytest.mark.parametrize(
    ("root", "query", "found"),
    [
        ("", "勾配降下法", "chapters/ch03/"),
        ("", "nn.Linear", "chapters/ch05/"),
        ("en/", "gradient descent", "en/chapters/ch03/"),
        ("en/", "nn.Linear", "en/chapters/ch05/"),
    ],
)
def test_search_finds(page: Page, base_url: str, root: str, query: str, found: str) -> None:
    page.goto(base_url + root)
    page.keyboard.press("s")
    page.locator(".md-search__input").type(query)
    expect(page.locator(f".md-search-result__link[href*='{found}']").first).to_be_visible()


@BOTH
def test_a_code_cell_is_copied_as_it_is(page: Page, base_url: str) -> None:
    page.goto(base_url + "en/chapters/ch05/")
    cell = page.locator(".nb .highlight").first
    cell.hover()
    cell.get_by_role("button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == cell.locator("code").inner_text().strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_and_text_have_the_chosen_scheme(browser: Browser, base_url: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(base_url + "chapters/ch05/")
    background = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    red = int(background.removeprefix("rgb(").split(",")[0])
    assert (red > 200) == (scheme == "light")
    page.close()


@BOTH
def test_dark_mode_can_be_switched_by_keyboard_and_stays(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(base_url + "errata/")
    page.get_by_role("button", name="暗い表示に切り替える").press("Enter")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(base_url + "en/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Switch to dark mode")).to_be_hidden()
    page.get_by_role("button", name="Switch to light mode").press("Enter")
    # The button in its place has the focus: a second press switches back.
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@BOTH
def test_a_browser_that_keeps_nothing_can_still_be_switched(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
    )
    page.goto(base_url)
    page.get_by_role("button", name="暗い表示に切り替える").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_who_chose_no_scheme_gets_the_devices(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(base_url)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@BOTH
@LANGUAGES
def test_the_phone_menu_leads_to_a_chapter(browser: Browser, base_url: str, root: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(base_url + root)
    page.locator(".bs-menu").click()
    menu = page.locator(".md-sidebar--primary")
    menu.get_by_text("Chapters" if root else "各章").first.click()
    menu.get_by_text("Basics" if root else "基礎編").first.click()
    menu.locator("a[href$='chapters/ch03/']").click()
    page.wait_for_url(f"{base_url}{root}chapters/ch03/")
    page.close()


@BOTH
def test_no_line_tears_a_mark_from_its_formula(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for address in ["chapters/ch08/#key", "chapters/ch03/#key", "en/chapters/ch03/#key"]:
        page.goto(base_url + address)
        assert page.locator("math").evaluate_all(_TORN) == 0, address
    page.close()


@BOTH
def test_items_with_formulas_have_their_bullets(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(base_url + "chapters/ch08/#key")
    item = page.locator("#key ~ ul > li:has(math)").first.bounding_box()
    assert item
    shot = page.screenshot(clip={"x": item["x"] - 20, "y": item["y"], "width": 18, "height": 30})
    darkness = Image.open(io.BytesIO(shot)).convert("L").point(lambda grey: 255 - grey)
    assert darkness.getbbox(), "nothing stands before the text"
    page.close()


@BOTH
def test_columns_of_an_output_stay_columns_on_a_phone(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(base_url + "chapters/ch02/")
    wrapped = page.locator(".nb .nb-output").evaluate_all(
        """outputs => outputs.filter(output => {
            const style = getComputedStyle(output)
            const lines = output.textContent.split("\\n").length
            const height = lines * parseFloat(style.lineHeight)
            return output.clientHeight > height + 2 * parseFloat(style.paddingTop) + 20
        }).map(output => output.textContent)"""
    )
    assert wrapped == []
    page.close()


def addresses(built: Path) -> list[str]:
    """Every page of the site, from its root."""
    return sorted(
        str(file.parent.relative_to(built)).removeprefix(".") + "/"
        for file in built.rglob("index.html")
    )


def test_no_page_asks_another_host_or_complains(
    browser: Browser, base_url: str, built: Path
) -> None:
    page = browser.new_page(viewport=PHONE)
    foreign: list[str] = []
    complaints: list[str] = []
    page.on(
        "request",
        lambda r: None if r.url.startswith((base_url, "data:")) else foreign.append(r.url),
    )
    page.on(
        "console",
        lambda m: (
            complaints.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    too_wide = []
    for address in addresses(built):
        page.goto(base_url + address.lstrip("/"))
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            too_wide.append(address)
    assert (foreign, complaints, too_wide) == ([], [], [])
    page.close()


@BOTH
def test_every_image_is_there_and_described(page: Page, base_url: str) -> None:
    page.goto(base_url + "en/chapters/ch03/")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    images = page.locator(".md-content img")
    assert images.count() > 5
    for image in images.all():
        assert image.get_attribute("alt")
        # Lazy images load when they come into view.
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 0
