"""The machine's own Chromium, with which books are printed and pages are tested."""

from __future__ import annotations

import shutil

# scripts/install-browser looks for the same. The shell is Chromium without the windows that nobody
# sees here: a page costs it less than half of the processor time.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def installed_chromium() -> str | None:
    """Return the path of the machine's own Chromium; None where Playwright's is to be used."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
