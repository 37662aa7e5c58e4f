"""What pages tell search engines in the words of schema.org: the book, and its chapters."""

from __future__ import annotations

import json
from typing import Any

from booksite.book import Chapter, chapter_title
from booksite.locales import Locale
from booksite.pages.place import Place
from booksite.pages.site import Site

_LICENSE = "https://www.apache.org/licenses/LICENSE-2.0"


def page_metadata(place: Place) -> str:
    """Return what search engines are told on a page, as JSON for a script element, or nothing."""
    if place.chapter:
        return as_script(chapter_metadata(place.site, place.chapter, place.locale))
    root = place.locale.root
    if place.url.removeprefix("./") in (root, f"{root}book/"):
        return as_script(book_metadata(place.site, place.locale))
    return ""


def book_metadata(site: Site, locale: Locale) -> dict[str, Any]:
    """Describe the printed book, on the home page and its own."""
    book = site.book.info
    return {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": _book_id(site),
        "name": book.title,
        "alternateName": book.title_gloss,
        "author": {"@type": "Person", "name": book.author[locale]},
        "publisher": {"@type": "Organization", "name": book.publisher.name[locale]},
        "datePublished": book.first_edition.date.isoformat(),
        "isbn": book.isbn13,
        "inLanguage": str(site.book.languages[0]),
        "url": f"{site.repository.site_url}{locale.root}book/",
    }


def chapter_metadata(site: Site, chapter: Chapter, locale: Locale) -> dict[str, Any]:
    """Describe the page of a chapter; what the page says elsewhere is not said twice."""
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": chapter_title(chapter, locale),
        "inLanguage": locale,
        "url": site.repository.site_url + site.page_url(chapter, locale),
        "isPartOf": {"@id": _book_id(site)},
        "license": _LICENSE,
    }


def _book_id(site: Site) -> str:
    return f"{site.repository.site_url}#book"


def as_script(metadata: dict[str, Any]) -> str:
    """Return metadata as JSON that can stand inside a script element."""
    return json.dumps(metadata, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
