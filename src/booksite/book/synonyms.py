"""What readers say and what the pages say for it: data/synonyms.yml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from booksite.book.entry import Entry
from booksite.book.fields import Many, Prose
from booksite.locales import Locale

_Words = Annotated[Many[Prose], Field(min_length=1)]


class Synonym(Entry):
    """Everyday words that the search takes for words of the pages."""

    asked: _Words
    meant: _Words

    def heading(self, locale: Locale) -> str:
        """Return the first of the words that readers use."""
        return self.asked[0]
