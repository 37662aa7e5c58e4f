"""The terms of the glossary: data/glossary.yml."""

from __future__ import annotations

from booksite.book.entry import Entry
from booksite.book.fields import Both, ChapterId, Many, Prose, Slug
from booksite.locales import Locale


class Term(Entry):
    """A term of the glossary."""

    apart = frozenset(("name",))

    id: Slug
    name: Both
    reading: Prose | None = None
    variants: Many[Prose] = ()
    definition: Both
    chapter: ChapterId

    def heading(self, locale: Locale) -> str:
        """Return the term itself."""
        return self.name[locale]
