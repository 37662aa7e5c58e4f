"""The terms of the glossary: data/glossary.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from booksite.book.checks import Source, repeated, unknown
from booksite.book.fields import Both, ChapterId, Many, Prose, Record, Slug
from booksite.errors import Fault


class Term(Record):
    """A term of the glossary."""

    id: Slug
    ja: Prose
    en: Prose
    reading: Prose | None = None
    variants: Many[Prose] = ()
    definition: Both
    chapter: ChapterId


def term_faults(
    terms: Source[tuple[Term, ...]], chapters: Collection[str] | None
) -> Iterator[Fault]:
    """Yield what no single term shows."""
    yield from repeated(terms.file, (), terms.value)
    mentions = [((i, "chapter"), term.chapter) for i, term in enumerate(terms.value)]
    yield from unknown(terms.file, mentions, chapters, "chapter")
