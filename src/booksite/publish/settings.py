"""Settings of scripts, the same on every page of a language, in a file that the browser keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from booksite.locales import Locale, text

_THEME_SETTINGS = re.compile(r'<script id="__config" type="application/json">(.*?)</script>')


class Settings:
    """Collects, for each language, what scripts must know on every page of it."""

    def __init__(self) -> None:
        self._of: dict[Locale, dict[str, Any]] = {}

    def keep(self, locale: Locale, theme: str, notice: str) -> str:
        """Remember the settings of a language.

        Args:
            locale: The language.
            theme: The element in which the theme writes its settings into a page.
            notice: HTML of the search's notice; its addresses are seen from the site's root.

        Returns:
            Nothing: a template calls this.
        """
        match = _THEME_SETTINGS.search(theme)
        assert match is not None  # the theme's version is pinned
        settings = {key: value for key, value in json.loads(match[1]).items() if value is not None}
        # The theme takes any worker that speaks its messages. `base` depends on the page.
        settings |= {"search": f"assets/javascripts/search/worker.js?{locale}"}
        del settings["base"]
        # Numbers come in the browser.
        found = text("search_found", locale, "{0}", "{1}")
        words = {"permalink": text("permalink", locale), "found": found}
        self._of[locale] = {"theme": settings, "notice": notice, **words}
        return ""

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and content of one script for each language."""
        for locale, settings in self._of.items():
            content = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
            yield f"assets/javascripts/settings.{locale}.js", f"__bs.know({content})\n"
