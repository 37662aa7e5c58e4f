"""What a language of the site is, and every word that the program itself puts on a page.

Which languages there are, data/book.yml says. The words of each stand in a file beside this
module, such as `ja.yml`; all have the same keys.
"""

from booksite.locales.languages import Foreign, Locale, is_japanese
from booksite.locales.words import (
    text,
    word_faults,
    worded_languages,
    words_below,
    words_file,
    words_of,
)

__all__ = [
    "Foreign",
    "Locale",
    "is_japanese",
    "text",
    "word_faults",
    "worded_languages",
    "words_below",
    "words_file",
    "words_of",
]
