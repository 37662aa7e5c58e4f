"""The machine's own Firefox, in which what readers do is tested a second time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

# A mark for the tests of what a reader does: they run once in each browser. Not for tests that need
# the dark scheme of a device or a tool of Chromium: this protocol cannot ask for them.
BOTH = pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)

# scripts/install-browser looks for the same.
_NAMES = ("firefox-esr", "firefox")


@contextmanager
def opened_firefox() -> Iterator[Browser]:
    """Open the machine's own Firefox, else the one that Playwright has installed."""
    installed = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.firefox.launch(
            executable_path=installed,
            # A Firefox as it is released is driven by the standard protocol (WebDriver BiDi),
            # Playwright's own build by another.
            channel="moz-firefox" if installed else None,
            # As on a phone: a scroll bar takes no room from the page.
            firefox_user_prefs={"ui.useOverlayScrollbars": 1},
        )
        yield browser
        browser.close()
