"""Icons, which every page would repeat, in one file that the browser keeps."""

from __future__ import annotations

import re
from collections.abc import Callable

ICONS = "assets/images/icons.svg"
_ICON = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="(?P<box>[\d. ]+)">'
    r"(?P<drawing>.*?)</svg>",
    re.DOTALL,
)


class Icons:
    """Collects the icons of all pages into one file.

    The theme writes them into the HTML of every page, some of them several times. They move into
    the file, and what is left is a reference to it.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def moved_out(self, html: str, address: Callable[[str], str]) -> str:
        """Return a page that refers to its icons instead of holding them.

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
        """Return the file with the icons so far."""
        symbols = "".join(
            f'<symbol id="{name}" viewBox="{box}">{drawing}</symbol>'
            for (box, drawing), name in self._names.items()
        )
        return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'
