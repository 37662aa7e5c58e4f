"""What was stored by anyone, or stands in an address, never breaks a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from bench.hosting import MOUNT

# Wrong JSON, wrong types, names that every object has, values of other versions.
STORED = [
    "{}", "1", '"x"', "null", "[]", "true", '{"color":null}', '{"color":1}', '{"color":{}}',
    '{"color":{"scheme":"zzz"}}', '{"color":{"scheme":["slate"]}}', '{"color":{"scheme":null}}',
    '{"color":{"scheme":"__proto__"}}', '{"index":0}', "", "{", "undefined", "NaN", "9", "-1",
    "1 2", "constructor", "\ud800", "<img src=x onerror=alert(1)>", '"]{}', "9" * 10_000,
]  # fmt: skip
ADDRESSES = [
    "#%", "#%E0%A4%A", "#%00", '#"', "#']", "#\\", "#__proto__", "#<img src=x onerror=alert(1)>",
    "?length=1", "?item=1", "?=1", "?printing=zzz", "?printing=2&printing=9", "?printing=__proto__",
    "?chapter=zzz&kind=__proto__&effect=1&topic=2", "?words=%", "?words=%E0%A4%A", "?constructor=1",
    "?words=(", "?h=%", "?q=%", "?__proto__=1", "?submit=1", "?elements=1#%",
]  # fmt: skip
KEYS = [f"{MOUNT}.__palette", f"{MOUNT}.__announce", f"{MOUNT}.__tabs", f"{MOUNT}.printing"]
PAGES = ["", "chapters/ch01/", "errata/", "faq/", "changes/", "about/", "404.html"]


@pytest.fixture
def watched(browser: Browser, base_url: str) -> Iterator[tuple[Page, list[str]]]:
    """A page on a dark device, and what went wrong there so far."""
    context = browser.new_context(color_scheme="dark", service_workers="block")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def hear(entry: ConsoleMessage) -> None:
        # A browser asks for /favicon.ico, which is not ours, where a file names none.
        if entry.type == "error" and entry.location["url"].startswith(base_url):
            faults.append(entry.text)

    page.on("console", hear)
    page.goto(f"{base_url}sw.js")
    yield page, faults
    context.close()


# The second language meets the same values in the other order, so on other pages.
@pytest.mark.parametrize(("root", "step"), [("", 1), ("en/", -1)], ids=["ja", "en"])
def test_stored_values_and_addresses_never_break_a_page(
    watched: tuple[Page, list[str]], base_url: str, root: str, step: int
) -> None:
    page, faults = watched
    store = "([keys, value]) => keys.forEach(key => localStorage.setItem(key, value))"
    pages = cycle(PAGES)
    for stored, end in zip(STORED[::step], cycle(ADDRESSES), strict=False):
        name = next(pages)
        address = f"{base_url}{root if name != '404.html' else ''}{name}{end}"
        page.evaluate(store, [KEYS, stored])
        # A change of the hash alone would open no page.
        page.goto("about:blank")
        page.goto(address)
        assert faults == [], f"{address} with {stored[:40]!r} stored"
        expect(page.locator("body"), f"{stored[:40]!r}").to_have_attribute(
            "data-md-color-scheme", "slate"
        )
        assert page.locator("[data-bs-scheme]:visible").count() == 1, stored


@pytest.mark.parametrize("end", ["?length=1", "?printing=9&chapter=zzz", "#%"])
def test_filters_work_at_any_address(
    watched: tuple[Page, list[str]], base_url: str, end: str
) -> None:
    page, _ = watched
    page.evaluate("key => localStorage.setItem(key, '9')", f"{MOUNT}.printing")
    page.goto(f"{base_url}errata/{end}")
    assert page.locator("[name=printing]").input_value() == ""
    assert page.locator("[name=chapter] :checked").count() == 1, "a choice without a name"
    rows = page.locator("[data-row]:visible")
    everything = rows.count()
    page.locator("[name=chapter]").select_option(index=1)
    assert 0 < rows.count() < everything


def test_a_value_of_another_tab_is_checked_too(
    watched: tuple[Page, list[str]], base_url: str
) -> None:
    page, _ = watched
    page.goto(f"{base_url}errata/")
    everything = page.locator("[data-row]:visible").count()
    other = page.context.new_page()
    other.goto(f"{base_url}sw.js")
    for value, chosen in (('"2"', "2"), ("constructor", "")):
        other.evaluate("entry => localStorage.setItem(...entry)", [f"{MOUNT}.printing", value])
        expect(page.locator("html")).to_have_attribute("data-printing", chosen)
    assert page.locator("[data-row]:visible").count() == everything
