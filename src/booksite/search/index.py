"""Passages to the two files that the browser searches in.

    search/names.<language>.json   titles, terms, places, with their tokens: small, and enough for
                                   a first answer
    search/texts.<language>.json   the pieces of the passages, for results and their excerpts

The worker puts both into MiniSearch itself: a finished index would be as large as the texts, and
a phone indexes faster than it downloads. Both files list the passages in the same order; a
passage's number is its id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from booksite.book import Synonym, Term
from booksite.files import write_whole
from booksite.locales import Locale, text
from booksite.pages import Site
from booksite.search.passages import Passage
from booksite.search.sources import passages
from booksite.search.synonyms import WEAK_ANCHORS, coined, explained, names, strong, synonyms
from booksite.search.text import fold, reading_tokens, tokens

FOLDER = "search"
# The one table of boosts; the worker gets it with the index.
BOOSTS: dict[str, dict[str, float]] = {
    # Fields: how much a word counts where it stands. The first six make up `names`.
    "fields": {
        "title": 5,
        "terms": 5,
        "strong": 3,
        "places": 6,
        "about": 1,
        "anchor": 1.5,
        "prose": 1.5,
        "code": 1,
        "output": 0.7,
        "estimated": 1.5,
    },
    # How a word was matched.
    "matches": {"prefix": 0.4, "fuzzy": 0.3, "synonym": 0.4},
    # What a passage is, when neither a place nor an error message is asked for.
    "kinds_words": {
        "page": 1.2,
        "erratum": 0.6,
        "change": 0.5,
        "note": 0.6,
        "question": 1.1,
        "link": 0.5,
        "weak": 0.6,
    },
    "kinds_chapter": {"page": 3},
    # The same when something does not go as it should.
    "kinds_trouble": {
        "page": 1,
        "erratum": 0.6,
        "change": 0.8,
        "note": 0.6,
        "question": 1.8,
        "link": 0.5,
        "weak": 0.6,
    },
    # The same when a place of the book or an error message is asked for.
    "kinds_place": {"erratum": 2, "question": 1.8, "change": 1.2, "note": 1.2},
    "kinds_error": {"change": 2, "question": 1.5, "note": 1.2, "erratum": 0.9},
    # How well the passage as a whole fits.
    "fit": {
        "is_title": 2.5,
        "title_start": 1.3,
        "explains": 1.5,
        "announces": 2,
        "verbatim": 2,
        "covered": 1.3,
        "in_title": 1,
        "in_text": 0.6,
        "missing": 0.7,
    },
}


def write_indexes(site: Site, folder: Path) -> None:
    """Write the index of each language.

    Args:
        site: The site.
        folder: The root of the built site.
    """
    for locale in site.book.languages:
        found = passages(site, locale)
        others = [other for other in site.book.languages if other != locale]
        contents = {
            "names": names_file(found, site.book.terms, site.book.rows(Synonym), locale)
            | {"others": others},
            "texts": texts_file(found),
        }
        for name, content in contents.items():
            encoded = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
            write_whole(folder / FOLDER / f"{name}.{locale}.json", encoded)


def names_file(
    found: Sequence[Passage], terms: Sequence[Term], everyday: Iterable[Synonym], locale: Locale
) -> dict[str, Any]:
    """Return what is needed for a first answer.

    Args:
        found: The passages of a language.
        terms: The glossary.
        everyday: What readers say, and what the pages say for it.
        locale: The language.
    """
    explaining = explained(terms, found)
    known = {name for term in terms for name in names(term)}
    pages = list(dict.fromkeys((passage.url, passage.page_title) for passage in found))
    number = {url: i for i, (url, _) in enumerate(pages)}
    return {
        "boosts": BOOSTS,
        "pages": pages,
        "passages": [
            _trimmed(
                [
                    number[passage.url],
                    passage.anchor,
                    passage.title,
                    _kind(passage),
                    _name_tokens(passage, explaining.get(i, []), locale),
                    [fold(name).lower() for name in explaining.get(i, [])],
                    [" ".join(tokens(word.lower())) for word in coined(passage, known)],
                ]
            )
            for i, passage in enumerate(found)
        ],
        "synonyms": synonyms(terms, everyday),
        "terms": list(dict.fromkeys(term.name[locale] for term in terms)),
        "words": {
            "language": text("language", locale),
            "listing": text("listing", locale, "{0}"),
            "estimated": text("listing_estimated", locale, "{0}"),
        },
    }


def texts_file(found: Iterable[Passage]) -> list[list[list[Any]]]:
    """Return the pieces of each passage: kind, text, anchor, known and estimated listings."""
    return [
        [
            _trimmed([piece.kind[0], piece.text, piece.anchor, piece.listings, piece.estimated])
            for piece in passage.pieces
            if piece.text
        ]
        for passage in found
    ]


def _trimmed(row: list[Any]) -> list[Any]:
    """Leave out what is empty at a row's end."""
    while row and not row[-1]:
        row.pop()
    return row


def _kind(passage: Passage) -> str:
    return "weak" if passage.anchor in WEAK_ANCHORS else passage.kind


def _name_tokens(passage: Passage, names: list[str], locale: Locale) -> list[str]:
    """Return the tokens of each field of `names`, in the order of the table of boosts."""
    known = [number for piece in passage.pieces for number in piece.listings]
    places = [passage.place, *(text("listing", locale, number) for number in known)]
    readings = dict.fromkeys(token for name in names for token in reading_tokens(name))
    fields = [
        tokens(passage.title),
        [*tokens("\n".join(names)), *readings],
        tokens("\n".join(strong(passage))),
        tokens("\n".join(places)),
        tokens(passage.about),
        tokens(passage.anchor.replace("-", " ")),
    ]
    return _trimmed([" ".join(found) for found in fields])
