"""A finished page without what no reader sees: indentation, and icons that each page repeats.

Icons of the theme stand in the HTML of every page, some of them several times. They move into one
file that the browser keeps; what is left is a reference to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

ICONS = "assets/images/icons.svg"
# Blocks whose white space counts, and blocks in which no HTML stands.
_AS_IT_IS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
_BLOCKS = (
    "article|aside|blockquote|body|dd|details|div|dl|dt|figure|footer|form|h[1-6]|head|header|hr|"
    "html|li|link|main|meta|nav|ol|p|path|script|section|style|summary|svg|table|tbody|td|tfoot|"
    "th|thead|title|tr|ul"
)
_BEFORE_BLOCK = re.compile(rf"\s+(?=</?(?:{_BLOCKS})\b)")
_AFTER_BLOCK = re.compile(rf"(</?(?:{_BLOCKS})\b[^>]*>)\s+")
_SPACED_TAG = re.compile(r"\s*(<[^>]+>)\s*")
_SPACE = re.compile(r"\s+")
_ICON = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="(?P<box>[\d. ]+)">'
    r"(?P<drawing>.*?)</svg>",
    re.DOTALL,
)
_GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
_CONFIGURATION = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)')


def trimmed(html: str) -> str:
    """Give a page without indentation and with the theme's settings in their shortest form."""
    pieces = _AS_IT_IS.split(html)
    # The split gives text, block, name of the block, text, …
    kept = "".join(_without_indentation(text) + block for text, block in _pairs(pieces))
    chrome, content, rest = _GENERATOR.sub("", kept).partition('<div class="md-content"')
    # Header and menus are boxes in a row: no white space between their elements shows.
    return _SPACED_TAG.sub(r"\1", chrome) + content + _CONFIGURATION.sub(_compact, rest)


def _pairs(pieces: list[str]) -> list[tuple[str, str]]:
    return list(zip(pieces[::3], [*pieces[1::3], ""], strict=True))


def _without_indentation(text: str) -> str:
    text = _SPACE.sub(" ", text)
    return _AFTER_BLOCK.sub(r"\1", _BEFORE_BLOCK.sub("", text))


def _compact(match: re.Match[str]) -> str:
    settings = {key: value for key, value in json.loads(match[2]).items() if value is not None}
    settings["translations"].pop("select.version", None)
    short = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    return match[1] + short.replace("<", "\\u003c") + match[3]


class Icons:
    """Collects the icons of all pages into one file."""

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
