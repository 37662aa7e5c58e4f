"""A language of the site."""

from __future__ import annotations


class Locale(str):
    """A language of the site.

    It is its code, such as "en", and so can be a key, an attribute of HTML, a part of an address.

    Attributes:
        name: What it calls itself.
        root: Folder of its pages below the site's root, such as "en/"; the first one has none.
        fallback: The language in which what is not translated yet is shown; None where all is.
    """

    name: str
    root: str
    fallback: Locale | None

    def __new__(
        cls, code: str, name: str = "", root: str = "", fallback: Locale | None = None
    ) -> Locale:
        """Make a language, which never changes."""
        locale = super().__new__(cls, code)
        locale.name, locale.root, locale.fallback = name, root, fallback
        return locale

    @property
    def leads(self) -> bool:
        """Whether it is the first one: that of the printed book, from which others translate."""
        return not self.root
