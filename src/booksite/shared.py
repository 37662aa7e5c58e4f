"""What each page would repeat, in files that the browser keeps: icons, and settings of scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from booksite.fields import Locale
from booksite.texts import text

ICONS = "assets/images/icons.svg"
_ICON = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="(?P<box>[\d. ]+)">'
    r"(?P<drawing>.*?)</svg>",
    re.DOTALL,
)
_THEME_SETTINGS = re.compile(r'<script id="__config" type="application/json">(.*?)</script>')


class Icons:
    """Collects the icons of all pages into one file.

    The theme writes them into the HTML of every page, some of them several times. They move into
    the file, and what is left is a reference to it.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def moved_out(self, html: str, address: Callable[[str], str]) -> str:
        """Give a page that refers to its icons instead of holding them.

        Args:
            html: The page.
            address: Gives the address of a file of the site as seen from the page.
        """
        file = address(ICONS)

        def refer(match: re.Match[str]) -> str:
            name = self._names.setdefault((match["box"], match["drawing"]), f"i{len(self._names)}")
            # Where the theme sets only the width, the height follows from the box.
            return f'<svg viewBox="{match["box"]}"><use href="{file}#{name}"/></svg>'

        return _ICON.sub(refer, html)

    def file(self) -> str:
        """Give the file with the icons so far."""
        symbols = "".join(
            f'<symbol id="{name}" viewBox="{box}">{drawing}</symbol>'
            for (box, drawing), name in self._names.items()
        )
        return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


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
        """Give path and content of one script for each language."""
        for locale, settings in self._of.items():
            content = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
            yield f"assets/javascripts/settings.{locale}.js", f"__bs_know({content})\n"
