"""The texts of the data as HTML, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from booksite.book import KINDS, Book
from booksite.errors import Fault
from booksite.locales import Foreign
from booksite.markup import Formulas, MarkdownError, Surroundings, render_inline

_SITE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#].*)?|mailto:.+")
# What begins a list, a heading, a quotation, a table or a block of code elsewhere.
_BLOCK = re.compile(r"(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|>|```|~~~|\|.*\|$|(?:[-*_][ ]*){3,}$")
_LINK = re.compile(r"</?a\b[^>]*>")


class _DataText(Surroundings):
    """What stands around a text of the data: it is shown on several pages, and in feeds."""

    locale = ""

    def __init__(self) -> None:
        self.formulas = Formulas()
        self.links: list[str] = []

    def link(self, target: str) -> str:
        """Refuse a way from one page, as the text stands on several."""
        if not _SITE.fullmatch(target):
            raise MarkdownError(
                "a whole address, as in `[PyTorch](https://pytorch.org/)`",
                repr(target),
                "Write it so; to a place of this site, name it instead.",
            )
        self.links.append(target)
        return target


# A text is asked for by every page on which its entry stands.
@lru_cache(maxsize=1024)
def _rendered(source: str) -> tuple[Markup, tuple[MarkdownError, ...]]:
    text = _DataText()
    html, errors = render_inline(source, text)
    unknown = [
        MarkdownError(one.expected, one.came, one.remedy) for one in text.formulas.unknown(html)
    ]
    return text.formulas.settled(html), (*errors, *unknown, *_marks_of_blocks(source))


def _marks_of_blocks(source: str) -> Iterator[MarkdownError]:
    if match := _BLOCK.match(source):
        yield MarkdownError(
            "a text that begins no list, heading, quotation, table or block of code",
            f"'{source[: match.end()][:30]}' at its beginning",
            r"Write one paragraph, or a backslash before what is text: `\# x`, `1\. x`.",
        )


def inline(source: str) -> Markup:
    """Return a text of the data as HTML that stands in a line."""
    html, _ = _rendered(source)
    return source.marked(html) if isinstance(source, Foreign) else html


def unlinked(html: Markup) -> Markup:
    """Return HTML without its links, to stand in one itself."""
    return Markup(_LINK.sub("", html))


def prose_links(book: Book) -> Iterator[tuple[str, str, int]]:
    """Yield each link in the texts of entries that have pages, with its file and line."""
    for kind in KINDS:
        file = book.files[kind.name].file
        for place, source in file.texts() if kind.page else ():
            if place[-1] in book.languages:
                text = _DataText()
                render_inline(source, text)
                yield from ((target, kind.file, file.line(place)) for target in text.links)


def prose_faults(book: Book) -> Iterator[Fault]:
    """Yield what is wrong with the texts of all entries that have pages."""
    for kind in KINDS:
        file = book.files[kind.name].file
        for place, source in file.texts() if kind.page else ():
            for error in _rendered(source)[1] if place[-1] in book.languages else ():
                yield Fault(kind.file, file.line(place), error.expected, error.came, error.remedy)
