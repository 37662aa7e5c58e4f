"""How notebooks are set: measured in a browser, in both schemes, on a phone and on a desktop."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.focus import light
from tests.firefox import BOTH

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
Opener = Callable[..., Page]

# Everything is laid out, so that nothing far from the screen has an estimated place.
_WHOLE = "document.documentElement.classList.add('bs-whole')"
# The box of what an element holds, without its padding.
_INNER = """element => {
  const range = document.createRange()
  range.selectNodeContents(element)
  const { left, right, top, bottom } = range.getBoundingClientRect()
  const outer = element.getBoundingClientRect()
  return { left, right, above: top - outer.top, below: outer.bottom - bottom }
}"""


@pytest.fixture
def opened(browser: Browser, base_url: str) -> Iterator[Opener]:
    """Opens a page of the site in a window of its own."""
    pages: list[Page] = []

    def opener(address: str, size: ViewportSize = PHONE, **context: Any) -> Page:
        page = browser.new_page(viewport=size, **context)
        pages.append(page)
        page.goto(base_url + address)
        page.evaluate(_WHOLE)
        return page

    yield opener
    for page in pages:
        page.close()


def contrast(place: Locator) -> float:
    """The contrast between the lightest and the darkest pixel of what is drawn at a place."""
    with Image.open(io.BytesIO(place.screenshot())) as shot:
        lights = [light(color) for _, color in shot.convert("RGB").getcolors(shot.width * 1000)]  # type: ignore[union-attr, arg-type]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def edge(place: Locator, side: str) -> int:
    """How much darker the outermost column of pixels is than the ground beside it."""
    with Image.open(io.BytesIO(place.screenshot())) as shot:
        gray = shot.convert("L")
    x, inner = (gray.width - 1, gray.width - 12) if side == "right" else (4, 15)
    return int(gray.getpixel((inner, 3))) - int(gray.getpixel((x, 3)))  # type: ignore[arg-type]


def box(place: Locator) -> dict[str, float]:
    """An element's box in the window."""
    return dict(place.evaluate("element => element.getBoundingClientRect().toJSON()"))


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_notebook_is_set_with_care(opened: Opener, size: ViewportSize, scheme: str) -> None:
    page = opened("chapters/ch05/", size, color_scheme=scheme)
    page.locator(".nb-changed").first.evaluate("note => { note.open = true }")
    note = page.locator(".nb-changed").first.evaluate(_INNER)
    title = page.locator(".nb-changed > summary").first.evaluate(_INNER)
    assert min(title["above"], note["below"]) >= 8, "text touches the edge of its box"
    cell = page.locator("#net-summary")
    code, outputs = cell.locator("pre > code"), cell.locator(".nb-output")
    first, second = box(outputs.nth(0)), box(outputs.nth(1))
    assert first["bottom"] == second["top"], "the bar beside the outputs of a cell is broken"
    # Browsers count in 64ths of a pixel.
    left = pytest.approx(code.evaluate(_INNER)["left"], abs=1 / 32)
    assert outputs.first.evaluate(_INNER)["left"] == left
    sizes = [at.evaluate("e => getComputedStyle(e).fontSize") for at in (code, outputs.first)]
    assert sizes[0] == sizes[1]
    labels = [box(page.locator(f"#code-{number}")) for number in ("5-24", "5-25")]
    assert labels[0]["top"] == labels[1]["top"]
    assert labels[0]["right"] < labels[1]["left"]
    # Where the output starts, its code ends.
    assert 0 <= first["top"] - box(code)["bottom"] < 10
    copy = cell.locator(".md-code__button")
    cell.scroll_into_view_if_needed()
    assert contrast(copy) >= 3
    if size == PHONE:
        assert box(copy)["bottom"] <= box(code)["top"], "the button to copy lies on the code"
    assert contrast(page.locator("#model + .nb-colab")) >= 4.5


@pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])
def test_a_heading_is_called_by_its_words(opened: Opener, root: str) -> None:
    page = opened(root + "chapters/ch05/")
    heading = page.locator("#setup")
    heading.locator(".headerlink").wait_for(state="attached")
    words = page.locator("a.md-nav__link[href='#setup']").first.text_content() or ""
    expect(heading).to_have_accessible_name(words.strip())
    link = page.locator("#setup + .nb-colab")
    at, beside = box(link), box(heading)
    assert min(at["width"], at["height"]) >= 24
    assert beside["top"] < (at["top"] + at["bottom"]) / 2 < beside["bottom"]
    expect(link).to_have_accessible_name(
        "Open this section in Colab" if root else "Colabでこの節を開く"
    )
    legend = "opens that section in Colab" if root else "その節をColabで開くリンク"
    assert legend in (page.locator(".nb-legend").text_content() or "")


@pytest.mark.parametrize("address", ["chapters/ch05/#code-5-25", "chapters/ch05/#net-summary"])
def test_a_place_in_a_notebook_is_marked(opened: Opener, address: str) -> None:
    page = opened(address)
    cell = page.locator("#net-summary")
    assert cell.evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    ground = page.locator("#code-5-25").evaluate("e => getComputedStyle(e).backgroundColor")
    assert (ground != "rgba(0, 0, 0, 0)") == address.endswith("-25")
    assert page.locator("#net-parameters").evaluate("e => getComputedStyle(e).outlineStyle") == (
        "none"
    )


@BOTH
@SIZES
def test_a_data_frame_is_a_table_of_numbers(opened: Opener, size: ViewportSize) -> None:
    page = opened("chapters/ch03/", size, color_scheme="dark")
    frame = page.locator(".nb-frame")
    style = frame.evaluate(
        """frame => {
          const of = selector => getComputedStyle(frame.querySelector(selector))
          return [of("td + td").textAlign, of("tbody th").borderRightStyle,
            of("thead th").borderBottomStyle, of("td + td").fontVariantNumeric,
            frame.querySelector("tbody tr").offsetHeight]
        }"""
    )
    assert style[:4] == ["right", "solid", "solid", "tabular-nums"]
    assert style[4] <= 30
    assert page.locator(".md-content th:empty").count() == 0


def test_what_is_wider_than_a_phone_scrolls_by_keyboard_in_its_own_box(opened: Opener) -> None:
    page = opened("en/chapters/ch07/")
    table = page.locator(".nb-table")
    table.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.nb-table').tabIndex === 0")
    # A shadow at the right edge says so, until the reader is there.
    assert edge(table, "right") > edge(table, "left")
    table.evaluate("table => table.scrollTo(9999, 0)")
    assert edge(table, "left") > edge(table, "right")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_are_seen_in_forced_colors(opened: Opener, scheme: str) -> None:
    page = opened("chapters/ch05/", color_scheme=scheme, forced_colors="active")
    link = page.locator("#model + .nb-colab")
    link.scroll_into_view_if_needed()
    assert contrast(link) >= 4.5


def test_a_figure_opens_large(opened: Opener) -> None:
    page = opened("chapters/ch05/", color_scheme="dark")
    link = page.locator(".nb-figure a:has([src$='.svg'])").first
    link.scroll_into_view_if_needed()
    assert link.get_attribute("aria-label") == "図を大きく開く"
    # White would dazzle in the dark.
    with Image.open(io.BytesIO(link.screenshot())) as shot:
        corner = shot.convert("RGB").getpixel((12, 12))
    assert max(corner) < 235  # type: ignore[arg-type]
    link.click()
    page.wait_for_url("**/assets/notebooks/*.svg")


@SIZES
def test_formulas_in_lines_are_large_enough(opened: Opener, size: ViewportSize) -> None:
    for chapter in ("ch03", "ch05"):
        page = opened(f"en/chapters/{chapter}/", size)
        sizes = page.locator("math:not([display]) mfrac :is(mi, mn, mo)").evaluate_all(
            "signs => signs.map(sign => parseFloat(getComputedStyle(sign).fontSize))"
        )
        assert min(sizes, default=11) >= 11


@SIZES
def test_the_way_to_the_top_lies_on_no_text(opened: Opener, size: ViewportSize) -> None:
    page = opened("chapters/ch05/", size)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.mouse.wheel(0, -60)
    top = page.get_by_role("button", name="ページトップへ戻る")
    top.wait_for()
    at = box(top)
    assert at["bottom"] <= box(page.locator(".md-footer"))["top"]
    assert at["left"] >= box(page.locator(".md-content__inner"))["right"]
    texts = page.evaluate(
        """() => [...document.querySelectorAll(".md-main :is(p, .md-nav__link)")].filter(text => {
          const range = document.createRange()
          range.selectNodeContents(text)
          const { left, right } = range.getBoundingClientRect()
          return text.checkVisibility({ visibilityProperty: true })
            // Browsers count in 64ths of a pixel: less than half of one is rounding.
            && right - document.querySelector(".md-top").offsetLeft > 0.5 && left < innerWidth
        }).map(text => text.textContent)"""
    )
    assert texts == []


def test_keys_and_code_on_a_page_of_prose(opened: Opener) -> None:
    page = opened("how-to-run/")
    key = page.locator("kbd").first
    assert key.evaluate("key => getComputedStyle(key).borderTopStyle") == "solid"
    content = box(page.locator(".md-content__inner"))
    for code in page.locator(".md-content__inner > .highlight").all():
        assert (box(code)["left"], box(code)["right"]) == (content["left"], content["right"])


def test_code_of_an_erratum_has_the_color_of_its_side(opened: Opener) -> None:
    code = opened("errata/").locator(".bs-side pre > code").first
    style = code.evaluate(
        "code => [getComputedStyle(code).backgroundImage, getComputedStyle(code).backgroundColor]"
    )
    assert style == ["none", "rgba(0, 0, 0, 0)"]
