"""The page that a host shows for addresses without a page."""

from __future__ import annotations

from booksite.fields import LOCALES, Locale
from booksite.site import locale_root
from booksite.texts import text

# By the name that MkDocs and hosts give it.
MISSING = "404.html"


def folders() -> list[str]:
    """Give the folders of all languages that have one of their own."""
    return [root for root in map(locale_root, LOCALES) if root]


def elsewhere(locale: Locale) -> dict[Locale, dict[str, str]]:
    """Say in each other language that a page is missing, and where to begin.

    Args:
        locale: The language of the page itself.
    """
    return {
        other: {
            "root": locale_root(other),
            "title": text("missing_title", other),
            "home": text("missing_home", other),
        }
        for other in LOCALES
        if other != locale
    }
