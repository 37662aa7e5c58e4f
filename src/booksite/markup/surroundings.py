"""What stands around a text in Markdown, and decides on its headings, links and pictures."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from booksite.errors import BooksiteError
from booksite.markup.formulas import Formulas


class MarkdownError(BooksiteError):
    """A mistake in a text: what was expected, what came, what to do."""

    def __init__(self, expected: str, came: str, remedy: str) -> None:
        super().__init__(f"expected {expected}, but received {came}. {remedy}")
        self.expected, self.came, self.remedy = expected, came, remedy


class Surroundings:
    """What stands around a text, and decides on what leads out of it.

    Each method returns HTML, or raises a `MarkdownError` where there must be no such thing.

    Attributes:
        locale: The language of the text.
        formulas: Those of the page, which numbers and macros run through.
    """

    locale: str
    formulas: Formulas

    def heading(self, level: int, title: str) -> tuple[int, str, Markup]:
        """Return the level of a heading on the page, its id, and what stands behind it.

        One without an id is no heading of the page: it is shown as a bold line.
        """
        raise MarkdownError("no heading here", f"{'#' * level} {title}", "Write a sentence.")

    def link(self, target: str) -> str:
        """Return the address of a link."""
        return target

    def image(self, target: str, attributes: Mapping[str, str], *, linked: bool) -> Markup:
        """Return an image with its attributes, of which `alt` says what it shows.

        One that is linked stands in a link already.
        """
        raise MarkdownError("no image here", target, "Leave it out.")

    def anchor(self, name: str) -> None:
        """Note a place that links may lead to."""
