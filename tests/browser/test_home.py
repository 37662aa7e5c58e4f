"""The home page: its opening leaves room for what follows, and everything stands in line."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from booksite.book.loading import load_book
from tests.firefox import BOTH
from tests.helpers import document
from tests.project import ROOT

REAL = load_book(ROOT)

LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])

# What each row of cards leaves free at its end, and how many cards stand in it.
_ROWS = """list => {
  const boxes = [...list.children].map(card => card.getBoundingClientRect())
  const rows = Object.values(Object.groupBy(boxes, ({ top }) => top))
  const { right } = list.getBoundingClientRect()
  return [rows.map(row => right - row.at(-1).right), rows.map(row => row.length)]
}"""


def opened(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    return page


def left(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]


@BOTH
@LANGUAGES
@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844)])
def test_the_opening_leaves_room_on_a_phone(
    browser: Browser, base_url: str, root: str, width: int, height: int
) -> None:
    page = opened(browser, base_url + root, width, height)
    box = page.locator(".bs-hero").bounding_box()
    assert box is not None
    assert box["height"] <= 0.7 * height
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1440, 2560])
def test_the_opening_is_in_line_with_the_rest(browser: Browser, base_url: str, width: int) -> None:
    page = opened(browser, base_url, width, 900)
    assert left(page, ".bs-hero h1") == pytest.approx(left(page, "#find"), abs=1)
    page.close()


@pytest.mark.parametrize("width", [1280, 1920, 2560])
def test_the_sun_and_the_ridges_are_whole_in_a_wide_window(
    browser: Browser, base_url: str, width: int
) -> None:
    page = opened(browser, base_url, width, width * 9 // 16)
    tops = page.evaluate(
        "() => ['.bs-hero', '.a-sun', '.a-ridge1'].map("
        "name => document.querySelector(name).getBoundingClientRect().top)"
    )
    assert tops[0] < tops[1]
    assert tops[0] < tops[2]
    page.close()


@LANGUAGES
@pytest.mark.parametrize("width", [600, 768, 1000, 1280])
def test_the_title_stands_beside_the_sun(
    browser: Browser, base_url: str, root: str, width: int
) -> None:
    page = opened(browser, base_url + root, width, 900)
    title = page.locator(".bs-hero h1").bounding_box()
    assert title is not None
    assert title["x"] + title["width"] < left(page, ".a-sun")
    page.close()


@LANGUAGES
def test_lines_are_short_enough_to_find_the_next(
    browser: Browser, base_url: str, root: str
) -> None:
    page = opened(browser, base_url + root, 1440, 900)
    widths = page.locator(".bs-home > p, .bs-home > ul:not(.bs-cards) > li").evaluate_all(
        "found => found.map(e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize))"
    )
    assert widths
    assert max(widths) <= 45
    page.close()


@BOTH
@LANGUAGES
def test_every_row_of_cards_is_full(browser: Browser, base_url: str, root: str) -> None:
    page = opened(browser, base_url + root, 360, 900)
    for width in (360, 768, 1000, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for cards in page.locator(".bs-cards").all():
            gaps, rows = cards.evaluate(_ROWS)
            assert max(gaps) < 1, width
            assert max(rows) - min(rows) <= 1, (width, rows)
    page.close()


@BOTH
def test_prose_on_cards_is_not_underlined(page: Page, base_url: str) -> None:
    page.goto(base_url)
    lines = page.locator(".bs-card a").evaluate_all(
        "links => links.map(link => getComputedStyle(link).textDecorationLine)"
    )
    assert set(lines) == {"none"}


@LANGUAGES
def test_a_tab_is_called_as_the_site_is(page: Page, base_url: str, root: str) -> None:
    page.goto(base_url + root)
    assert page.title() == page.locator(".md-header__topic").first.inner_text()


def test_the_books_name_is_spoken_in_japanese(page: Page, base_url: str) -> None:
    page.goto(base_url + "en/")
    assert page.locator(".bs-hero__kicker [lang=ja]").inner_text().startswith("『最短コース")


@LANGUAGES
def test_the_book_is_found_at_home_and_at_the_foot_of_every_page(built: Path, root: str) -> None:
    (gist,) = document(built / root / "index.html").xpath("//div[@class='bs-home']")
    for row in REAL.info.features:
        assert gist.xpath(f".//a[contains(@href, '{row.page.removesuffix('/')}')]")
    for link in REAL.links:
        assert bool(gist.xpath(f".//a[@href='{link.url}']")) == (link.kind == "shop")
    for file in built.rglob("index.html"):
        if file.is_relative_to(built / "en") != bool(root):
            continue
        (foot,) = document(file).xpath("//footer//*[@class='md-copyright']")
        assert REAL.info.title in foot.text_content()
        assert REAL.info.author["en" if root else "ja"] in foot.text_content()
        ends = [link.partition("#")[2] for link in foot.xpath(".//a/@href")]
        assert ends == ["", "shops", "report", "book", ""]


@pytest.mark.parametrize("width", [320, 1440])
def test_the_foot_fits_and_can_be_read(browser: Browser, base_url: str, width: int) -> None:
    page = opened(browser, base_url + "en/errata/", width, 900)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".md-tabs__list").evaluate("e => e.scrollWidth <= e.clientWidth")
    page.close()


@LANGUAGES
@pytest.mark.parametrize("address", ["", "book/", "about/"])
@pytest.mark.parametrize("width", [320, 360])
def test_the_number_of_the_book_stays_in_one_line(
    browser: Browser, base_url: str, root: str, address: str, width: int
) -> None:
    page = opened(browser, base_url + root + address, width, 700)
    lines = page.evaluate(
        """number => {
          const main = document.querySelector("main")
          const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
          const counts = []
          while (texts.nextNode()) {
            const start = texts.currentNode.data.indexOf(number)
            if (start < 0) continue
            const range = document.createRange()
            range.setStart(texts.currentNode, start)
            range.setEnd(texts.currentNode, start + number.length)
            counts.push(new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size)
          }
          return counts
        }""",
        REAL.info.isbn13,
    )
    assert set(lines) == {1}
    page.close()


def test_english_readers_can_read_what_the_shops_sell(page: Page, base_url: str) -> None:
    for address in ["en/", "en/book/", "en/links/"]:
        page.goto(base_url + address)
        shops = page.locator(".md-content a[href*='amazon.co.jp/dp/']")
        assert set(shops.all_inner_texts()) == {"Paperback (Japanese)", "Kindle (Japanese)"}
        assert shops.locator("xpath=self::*[@lang]").count() == 0, "it is English"
