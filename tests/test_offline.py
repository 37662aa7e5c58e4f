"""Reading without a network, and never an old page with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect


def wait_until_kept(page: Page) -> None:
    """Wait until the worker answers for the page."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller")


@pytest.mark.parametrize(
    ("root", "message"), [("", "保存されていません"), ("en/", "not been saved")]
)
def test_a_visited_page_can_be_read_offline(
    page: Page, context: BrowserContext, base_url: str, root: str, message: str
) -> None:
    page.goto(f"{base_url}{root}chapters/ch03/")
    wait_until_kept(page)
    page.goto(f"{base_url}{root}chapters/ch05/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.goto(f"{base_url}{root}chapters/ch03/")
    page.goto(f"{base_url}{root}chapters/ch05/")
    expect(page.locator("#notebook")).to_be_visible()
    font = page.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    assert "sans" in font, "the style sheet is not kept"
    page.goto(f"{base_url}{root}faq/")
    expect(page.locator("body")).to_contain_text(message)


def test_the_whole_book_can_be_kept(page: Page, context: BrowserContext, base_url: str) -> None:
    page.goto(f"{base_url}en/about/")
    wait_until_kept(page)
    page.get_by_role("button", name="Save the whole book").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible(timeout=120_000)
    context.set_offline(True)
    page.goto(f"{base_url}chapters/ch12/")
    expect(page.locator("h1")).to_contain_text("12章")
    page.goto(f"{base_url}en/chapters/ch03/")
    image = page.locator(".nb-figure img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0


def test_online_a_page_is_never_an_old_one(page: Page, base_url: str, built: Path) -> None:
    page.goto(f"{base_url}faq/")
    wait_until_kept(page)
    page.reload()
    file = built / "faq" / "index.html"
    old = file.read_text(encoding="utf-8")
    try:
        file.write_text(old.replace("</h1>", " (new)</h1>", 1), encoding="utf-8")
        page.goto(f"{base_url}faq/")
        expect(page.locator("h1")).to_contain_text("(new)")
    finally:
        file.write_text(old, encoding="utf-8")
