"""The real book, for tests that must know what stands in it today."""

from __future__ import annotations

from booksite.book.contents import Chapter
from booksite.book.loading import load_book
from booksite.book.printed import printing_choices
from booksite.locales import Locale
from tests.project import ROOT

BOOK = load_book(ROOT)


def chapter_without_errata() -> Chapter | None:
    """Return a chapter that has none, while there is one."""
    return next((c for c in BOOK.chapters if not BOOK.errata_of(c.id)), None)


def chapter_without(printing: int) -> Chapter:
    """Return a chapter that has errata, but none in a printing."""
    return next(
        chapter
        for chapter in BOOK.chapters
        if (rows := BOOK.errata_of(chapter.id))
        and not any(printing in row.concerned for row in rows)
    )


def printing_named(printing: int, locale: Locale) -> str:
    """Return a printing as readers choose it."""
    return dict(printing_choices(BOOK.info.printings_seen, locale))[printing].capitalize()
