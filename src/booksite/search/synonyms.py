"""Words for the search: what else a term is called, and which passage explains it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from booksite.book import Synonym, Term
from booksite.search.passages import Passage
from booksite.search.text import fold

# Passages that use a term rather than explain it, by their anchors.
WEAK_ANCHORS = frozenset(
    ["learn", "before", "summary", "conclusion", "questions", "exercises", "setup"]
)
_SHORTEST_NAME = 3
# A word or a few, no sentence.
_TERM = re.compile(r"[^、。，．：；（）→,.:;()]{2,24}")


def names(term: Term) -> list[str]:
    """Return all names of a term in all languages, without its reading."""
    return list(dict.fromkeys([*term.name.root.values(), *term.variants]))


def synonyms(
    terms: Iterable[Term], everyday: Iterable[Synonym]
) -> list[tuple[list[str], list[str]]]:
    """Return what is asked and what else to look for, folded.

    Args:
        terms: The glossary; each name of a term stands for all the others.
        everyday: What readers say, and what the pages say for it.
    """
    of_terms = [(names(term), names(term)) for term in terms]
    of_readers = [(row.asked, row.meant) for row in everyday]
    return [(_all_folded(asked), _all_folded(meant)) for asked, meant in [*of_terms, *of_readers]]


def _all_folded(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(fold(word).lower() for word in words))


def explained(terms: Iterable[Term], passages: Sequence[Passage]) -> dict[int, list[str]]:
    """Find the passages that explain terms.

    Args:
        terms: The glossary.
        passages: All passages of a language.

    Returns:
        The names of the terms by the position of the passage that explains them. A term's other
        name (slice, among those of list) belongs to the passage that announces it itself.
    """
    found: dict[int, list[str]] = {}
    for term in terms:
        positions = _explaining(term, passages)
        for name in filter(None, (*names(term), term.reading)):
            own = _announcing(name, term, passages) if name in term.variants else []
            for position in own or positions:
                found.setdefault(position, []).append(name)
    return found


def coined(passage: Passage, known: Collection[str]) -> list[str]:
    """Return the words in bold that look like terms and are none of the glossary."""
    return [word for word in strong(passage) if _TERM.fullmatch(word) and word not in known]


def strong(passage: Passage) -> list[str]:
    """Return the words in bold, of a passage that explains anything."""
    if passage.anchor in WEAK_ANCHORS:
        return []
    return [words for piece in passage.pieces for words in piece.strong]


def _announcing(name: str, term: Term, passages: Sequence[Passage]) -> list[int]:
    """Return the passages of the term's chapter that have a name as heading or in bold."""
    folded = _folded(name)
    return [
        i
        for i, passage in enumerate(passages)
        if passage.chapter == term.chapter
        and folded in {_folded(words) for words in (passage.title, *strong(passage))}
    ]


def _explaining(term: Term, passages: Sequence[Passage]) -> list[int]:
    """Return the passages that announce the term, or else the one that says most of it.

    A heading announces a term by its name, an anchor by its id, a text by setting it in bold.
    """
    main = [_folded(name) for name in term.name.root.values()]
    others = [_folded(name) for name in term.variants if len(name) >= _SHORTEST_NAME]
    anchors = {term.id, *(name.replace("_", "-") for name in main + others)}
    anchors |= {f"key-{anchor}" for anchor in anchors}
    candidates = [
        i
        for i, passage in enumerate(passages)
        if passage.chapter == term.chapter or (not passage.chapter and passage.kind == "page")
    ]
    own = [i for i in candidates if passages[i].chapter]

    def titled(wanted: list[str]) -> list[int]:
        titles = {i: _folded(passages[i].title) for i in candidates}
        return [i for i, title in titles.items() if any(name in title for name in wanted)]

    anchored = [i for i in own if passages[i].anchor in anchors]
    bold = [
        i
        for i in own
        if any(name in _folded(words) for words in strong(passages[i]) for name in main)
    ]
    return (
        list(dict.fromkeys(titled(main) + anchored))
        or titled(others)
        or bold
        or ([max(own, key=lambda i: _mentions(passages[i], main + others))] if own else [])
    )


def _mentions(passage: Passage, wanted: list[str]) -> float:
    text = _folded("".join(piece.text for piece in passage.pieces))
    count = sum(text.count(name) for name in wanted)
    return count / 2 if passage.anchor in WEAK_ANCHORS else count


# Each term is compared with the titles of all passages.
@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text).lower().replace(" ", "")
