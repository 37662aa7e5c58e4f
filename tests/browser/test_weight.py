"""Budgets: what a page may weigh and ask for. Speeds are `make bench`'s, not a test's."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from tests.helpers import document

# Kind of page: its address, kB of HTML (as gzip), of CSS and scripts, requests before scrolling.
# Of the requests, eight are the modules of the search's worker, once the page stands.
BUDGETS = [
    ("home", "", 12, 120, 26),
    ("chapter", "chapters/ch05/", 40, 120, 27),
    ("errata", "errata/", 30, 120, 27),
    ("text", "about/", 12, 120, 26),
]
LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])


@LANGUAGES
@pytest.mark.parametrize(
    ("address", "html", "code", "requests"), [b[1:] for b in BUDGETS], ids=[b[0] for b in BUDGETS]
)
def test_a_first_visit_stays_within_its_budget(
    browser: Browser, base_url: str, root: str, address: str, html: int, code: int, requests: int
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    # By address: what is kept for reading offline is asked for twice, the second time of the cache.
    answered: dict[str, Response] = {}

    def remember(answer: Response) -> None:
        answered.setdefault(answer.url, answer)

    page.on("response", remember)
    page.goto(base_url + root + address)
    page.wait_for_load_state("networkidle")
    answers = list(answered.values())
    sizes = {
        kind: sum(len(gzip.compress(a.body())) for a in answers if a.request.resource_type in kinds)
        for kind, kinds in {"html": ("document",), "code": ("stylesheet", "script")}.items()
    }
    assert sizes["html"] < html * 1000
    assert sizes["code"] < code * 1000
    assert len(answers) <= requests, list(answered)
    # The theme starts the search's worker with the page; what it searches in waits for a reader.
    assert [url for url in answered if "/search/names." in url or "/search/texts." in url] == []
    assert [a.url for a in answers if not a.url.startswith(base_url)] == []
    context.close()


def test_chapters_are_light_and_their_images_have_a_place(built: Path) -> None:
    pages = list(built.rglob("chapters/*/index.html"))
    assert statistics.median(len(gzip.compress(page.read_bytes())) for page in pages) < 40_000
    images = [
        image
        for page in pages
        for image in document(page).xpath("//img[contains(@src, 'assets/notebooks/')]")
    ]
    assert len(images) > 2 * len(pages)
    for image in images:
        assert image.get("alt"), image.get("src")
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0
        assert image.get("loading") == "lazy"
    assert not any("data:image" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize(
    "address",
    ["", "chapters/ch03/", "en/errata/", "en/chapters/ch03/#optimizer", "chapters/ch08/#fit-note",
     "errata/#ch08", "changes/#japanize-matplotlib", "en/faq/#colab"],
)  # fmt: skip
@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desktop"])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, base_url: str, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const shift of list.getEntries())"
        " window.moved += shift.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(base_url + address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.02
    # Nor does it once more, where the reader was.
    page.mouse.wheel(0, 3000)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.02
    page.close()
