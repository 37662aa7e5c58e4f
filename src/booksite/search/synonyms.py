"""The glossary for the search: what a term is also called, and which passage explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from booksite.records import Term
from booksite.search.passages import Passage
from booksite.search.text import fold

# Passages that use a term rather than explain it, by their anchors.
WEAK_ANCHORS = frozenset("learn before summary conclusion questions exercises setup".split())
_SHORTEST_NAME = 3


def names(term: Term) -> list[str]:
    """Give all names of a term in both languages, without its reading."""
    return list(dict.fromkeys([term.ja, term.en, *term.variants]))


def groups(terms: Iterable[Term]) -> list[list[str]]:
    """Give the names that stand for one another in a query, folded.

    A name of one or two Latin letters (lr, DL) is understood but never searched for: it stands
    in too many words.
    """
    return [list(dict.fromkeys(fold(name).lower() for name in names(term))) for term in terms]


def explained(terms: Iterable[Term], passages: Sequence[Passage]) -> dict[int, list[Term]]:
    """Find the passages that explain terms.

    Args:
        terms: The glossary.
        passages: All passages of a language.

    Returns:
        The terms by the position of the passage that explains them.
    """
    found: dict[int, list[Term]] = {}
    for term in terms:
        candidates = [i for i, passage in enumerate(passages) if passage.chapter == term.chapter]
        for position in _explaining(term, candidates, passages):
            found.setdefault(position, []).append(term)
    return found


def _explaining(term: Term, candidates: list[int], passages: Sequence[Passage]) -> list[int]:
    """Give the passages with a name of the term in their title, or else the first that uses it."""
    main = [_folded(name) for name in (term.ja, term.en)]
    others = [_folded(name) for name in term.variants if len(name) >= _SHORTEST_NAME]
    for wanted in (main, others):
        titled = [
            i for i in candidates if any(name in _folded(passages[i].title) for name in wanted)
        ]
        if titled:
            return titled
    used = [
        i
        for i in candidates
        if passages[i].anchor not in WEAK_ANCHORS
        and any(name in _folded(passages[i].text("prose")) for name in main)
    ]
    return used[:1] or candidates[:1]


def _folded(text: str) -> str:
    return fold(text).lower().replace(" ", "")
