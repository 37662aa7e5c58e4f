"""Pages that stand at the address of another: of one that is missing, or offline not kept."""

from __future__ import annotations

from booksite.locales import LOCALES, Locale, text
from booksite.pages.urls import locale_root

# By the names that MkDocs, which gives such pages complete addresses, and hosts expect.
TEMPLATES = ("404.html", "503.html")


def folders() -> list[str]:
    """Give the folders of all languages that have one of their own."""
    return [root for root in map(locale_root, LOCALES) if root]


def elsewhere(locale: Locale) -> dict[Locale, dict[str, str]]:
    """Say in each other language that a page is missing, where to begin, and what is kept.

    Args:
        locale: The language of the page itself.
    """
    return {
        other: {
            "root": locale_root(other),
            "title": text("missing_title", other),
            "home": text("missing_home", other),
            "kept": text("kept_here", other),
        }
        for other in LOCALES
        if other != locale
    }
