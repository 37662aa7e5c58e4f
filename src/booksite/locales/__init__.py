"""The languages of the site, and every word that the program itself puts on a page.

The words of a language stand in a file beside this module, `ja.yml`; all have the same keys.
"""

from typing import Literal

from booksite.locales.words import text, word_faults, words_of

Locale = Literal["ja", "en"]
LOCALES: tuple[Locale, ...] = ("ja", "en")

__all__ = ["LOCALES", "Locale", "text", "word_faults", "words_of"]
