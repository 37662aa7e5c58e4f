"""The order of the pages: chapters and kinds of record come from the book, the rest stands here."""

from __future__ import annotations

from typing import Any

from booksite.book import KINDS, Book
from booksite.locales import Locale, text

# Pages beside the chapters; their titles are their own headings.
_PAGES_BEFORE = ("index.md", "book.md")
_PAGES_AFTER = (
    "how-to-run.md",
    *(f"{kind.name}.md" for kind in KINDS if kind.page),
    "onnx.md",
    "about.md",
)
_CHAPTERS = "chapters"


def site_navigation(book: Book) -> list[Any]:
    """Give the navigation in MkDocs' form; sections carry ids in place of titles.

    Args:
        book: Its parts and chapters.
    """
    parts: list[Any] = [
        {part.id: [f"chapters/{chapter.id}.md" for chapter in book.chapters_of(part.id)]}
        for part in book.parts
    ]
    return [*_PAGES_BEFORE, {_CHAPTERS: ["chapters/index.md", *parts]}, *_PAGES_AFTER]


def section_titles(book: Book, locale: Locale) -> dict[str, str]:
    """Give the titles of the navigation's sections by their ids."""
    titles = {part.id: str(part.title[locale]) for part in book.parts}
    return {**titles, _CHAPTERS: text("chapters", locale)}
