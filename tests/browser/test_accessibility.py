"""What axe-core finds on pages as readers use them: folds, search and menu open, rows filtered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.project import ROOT


class Way(NamedTuple):
    """How a reader reads. Of language, scheme and width each two meet in one of the ways below."""

    root: str
    scheme: Literal["light", "dark"]
    width: int
    zoom: int = 1


WAYS = [
    Way("", "light", 360),
    Way("", "dark", 1440),
    Way("en/", "dark", 360),
    Way("en/", "light", 1440),
    Way("en/", "dark", 720, zoom=2),  # a desktop of 1440 px at 200 %
]
# For pages of mere text and for records of one kind: each language, scheme and width once.
TWO_WAYS = [Way("", "light", 360), Way("en/", "dark", 1440)]
NARROW = [way for way in WAYS if way.width < 1220]  # there the menu is a drawer
NAMES = {way: f"{way.root or 'ja/'}{way.scheme}-{way.width}" for way in (*WAYS, *TWO_WAYS)}
# A chapter stands for all, and for what of it is made from data or a notebook.
CHAPTER = "chapters/ch05/"
# For addresses that lead nowhere there is one page, in both languages.
MISSING = "404.html"
# What axe gets wrong, by rule, and how the HTML of such an element shows it.
EXCEPTIONS = {"empty-table-header": "<math"}  # it does not read MathML, screen readers do

_RUN = """() => axe
  .run({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) =>
    ({ id, html, place: target.join(" ") }))))"""
# Code gets its button, and what scrolls its stop, when it comes near the screen.
_SCROLL_THROUGH = """async () => {
  document.documentElement.classList.add("bs-whole")
  await __bs.stands
  const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y)
    await drawn()
  }
  scrollTo(0, 0)
  await drawn()
}"""


def kinds() -> list[str]:
    """Give a page of each kind; a new page joins by itself."""
    sources = (ROOT / "docs" / "ja").rglob("*.md")
    names = [str(file.relative_to(ROOT / "docs" / "ja").with_suffix("")) for file in sources]
    addresses = {f"{name}/".removesuffix("index/") for name in names}
    chapters = {name for name in addresses if name.startswith("chapters/c") or "/l" in name}
    return [*sorted(addresses - chapters), CHAPTER, MISSING]


@pytest.fixture(params=WAYS, ids=NAMES.get)
def way(request: pytest.FixtureRequest) -> Way:
    """One of the ways to read."""
    return Way(*request.param)


@pytest.fixture
def window(browser: Browser, way: Way) -> Iterator[Page]:
    """A window as the reader has it."""
    page = browser.new_page(
        viewport={"width": way.width, "height": 800},
        device_scale_factor=way.zoom,
        color_scheme=way.scheme,
        reduced_motion="reduce",
        service_workers="block",
    )
    yield page
    page.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """Give the rules of axe that a page breaks, each with the place."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_RUN)
    return [
        (node["id"], node["place"])
        for node in found
        if EXCEPTIONS.get(node["id"], "\0") not in node["html"]
    ]


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        pytest.param(way, kind, id=f"{NAMES[way]}-{kind or 'home'}")
        for kind in kinds()
        for way in (WAYS if kind in ("", "errata/", CHAPTER) else TWO_WAYS)
        if way.zoom == 1 or kind == CHAPTER
    ],
)
def test_a_page_with_all_folds_open_and_a_filter(
    window: Page, base_url: str, way: Way, kind: str
) -> None:
    window.goto(base_url + ("" if kind == MISSING else way.root) + kind)
    window.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    for printing in window.locator("select[name=printing]").all():
        printing.select_option("1")
    window.evaluate(_SCROLL_THROUGH)
    assert violations(window) == []


def test_the_search_with_results_and_with_none(window: Page, base_url: str, way: Way) -> None:
    window.goto(base_url + way.root)
    window.keyboard.press("/")
    field = window.locator(".md-search__input")
    for words, sign in {
        "nn.Linear loss": ".md-search-result__link",
        "qwxyzzy": ".bs-search-notice",
    }.items():
        field.fill(words)
        expect(window.locator(sign).first).to_be_visible()
        assert violations(window) == []


@pytest.mark.parametrize("way", NARROW, ids=NAMES.get)
@pytest.mark.parametrize("address", ["", CHAPTER])
def test_the_menu_of_a_narrow_window(window: Page, base_url: str, way: Way, address: str) -> None:
    window.goto(base_url + way.root + address)
    window.locator(".bs-menu").click()
    expect(window.locator(".bs-menu")).to_have_attribute("aria-expanded", "true")
    assert violations(window) == []
