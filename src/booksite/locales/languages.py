"""A language of the site, and text that is in another one than its page."""

from __future__ import annotations

import re

from markupsafe import Markup

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")


class Locale(str):
    """A language of the site.

    It is its code, such as "en", and so can be a key, an attribute of HTML, a part of an address.

    Attributes:
        name: What it calls itself.
        folder: Folder of its sources, such as "en/"; the first language has none.
        root: Folder of its pages below the site's root; the same, unless it stands in for another.
        fallback: The language in which what is not translated yet is shown; None where all is.
    """

    name: str
    folder: str
    root: str
    fallback: Locale | None

    def __new__(
        cls, code: str, name: str = "", folder: str = "", fallback: Locale | None = None
    ) -> Locale:
        """Make a language, which never changes."""
        locale = super().__new__(cls, code)
        locale.name, locale.folder, locale.root, locale.fallback = name, folder, folder, fallback
        return locale

    @property
    def leads(self) -> bool:
        """Whether it is the first one: that of the printed book, from which others translate."""
        return not self.folder

    def standing_in(self, other: Locale) -> Locale:
        """Return this language for pages that stand where those of another one are missing."""
        locale = Locale(self, self.name, self.folder)
        locale.root = other.root
        return locale


class Foreign(str):
    """A text in another language than its page; HTML says in which."""

    language: str

    def __new__(cls, text: str, language: str) -> Foreign:
        """Make a text, which never changes."""
        foreign = super().__new__(cls, text)
        foreign.language = language
        return foreign

    def marked(self, html: str) -> Markup:
        """Return HTML of the text with its language."""
        return Markup('<span lang="{}">{}</span>').format(self.language, html)

    def __html__(self) -> str:
        """Return the text as HTML, for templates."""
        return self.marked(str(self))


def is_japanese(text: str) -> bool:
    """Tell a text in the language of the printed book from one that only quotes it."""
    return len(_KANA.findall(text)) > len(_LETTER.findall(text))
