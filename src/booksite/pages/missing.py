"""Pages that stand at the address of another: of one that is missing, or offline not kept."""

from __future__ import annotations

from collections.abc import Iterable

from booksite.locales import Locale, text

# By the names that MkDocs, which gives such pages complete addresses, and hosts expect.
TEMPLATES = ("404.html", "503.html")


def elsewhere(locale: Locale, languages: Iterable[Locale]) -> dict[Locale, dict[str, str]]:
    """Say in each other language that a page is missing, where to begin, and what is kept.

    Args:
        locale: The language of the page itself.
        languages: All languages of the site.
    """
    return {
        other: {
            "root": other.root,
            "title": text("missing_title", other),
            "home": text("missing_home", other),
            "kept": text("kept_here", other),
        }
        for other in languages
        if other != locale
    }
