"""From heading to heading and from page to page, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

# Notes, for the page that comes next, whether the browser moved to it in a transition.
_WATCH_TRANSITIONS = """addEventListener("pagereveal", event => {
  document.documentElement.dataset.transition = event.viewTransition ? "yes" : "no"
})"""


@pytest.mark.parametrize(
    ("address", "heading", "name"),
    [
        ("chapters/ch03/", "#learn", "この見出しへのリンク"),
        ("en/chapters/ch03/", "#optimizer", "Link to this heading"),
        ("en/faq/", "#colab", "Link to this heading"),
    ],
)
def test_a_heading_links_to_itself(
    page: Page, base_url: str, address: str, heading: str, name: str
) -> None:
    page.goto(base_url + address)
    link = page.locator(f"{heading} .headerlink")
    expect(link).to_have_accessible_name(name)
    link.click()
    expect(page).to_have_url(f"{base_url}{address}{heading}")


def test_a_row_of_the_errata_has_one_link_to_itself(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}errata/")
    expect(page.locator("#ch08 .headerlink")).to_have_count(1)
    expect(page.locator("#e-p81-1 [href='#e-p81-1']")).to_have_count(1)


def test_the_next_page_is_fetched_when_the_link_to_it_comes_into_view(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}en/chapters/ch03/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("link[rel=prefetch]")).to_have_count(0)
    with page.expect_response(f"{base_url}en/chapters/ch04/") as fetched:
        page.locator(".md-footer__link--next").scroll_into_view_if_needed()
    assert fetched.value.request.headers.get("sec-purpose", "").startswith("prefetch")


def test_who_saves_data_fetches_nothing_early(page: Page, base_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page.goto(f"{base_url}chapters/ch03/")
    page.locator(".md-footer__link--next").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    expect(page.locator("link[rel=prefetch]")).to_have_count(0)


@pytest.mark.parametrize(("motion", "moved"), [("no-preference", "yes"), ("reduce", "no")])
def test_pages_change_in_a_transition_unless_motion_is_unwanted(
    browser: Browser, base_url: str, motion: str, moved: str
) -> None:
    page = browser.new_page(reduced_motion=motion)  # type: ignore[arg-type]
    page.add_init_script(_WATCH_TRANSITIONS)
    page.goto(f"{base_url}chapters/ch03/")
    for link, address in [
        (".bs-language", "en/chapters/ch03/"),
        (".md-footer__link--next", "en/chapters/ch04/"),
    ]:
        page.locator(link).click()
        page.wait_for_url(base_url + address)
        expect(page.locator("html")).to_have_attribute("data-transition", moved)
    page.close()
