"""The site's records and sources to passages; nothing is read from built HTML.

A page gives its own sections, then what its markers stand for, in the page's order: the entries of
a kind of record, or a notebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from booksite.book import KINDS, Chapter, Kind, chapter_title
from booksite.locales import Locale, text
from booksite.pages import MarkdownPage, Site
from booksite.search.notebooks import notebook_sections
from booksite.search.passages import Passage, Piece
from booksite.search.sections import Section, plain, sections

_FRONT = re.compile(r"^(title|description): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class _Source:
    """A page, as far as its passages must know it."""

    site: Site
    locale: Locale
    page: MarkdownPage
    chapter: Chapter | None
    blank: Passage


def passages(site: Site, locale: Locale) -> list[Passage]:
    """Return all passages of a language, page by page."""
    return [
        passage
        for page in site.pages
        if page.locale.root == locale.root
        for passage in _page_passages(site, page, page.locale)
    ]


def _page_passages(site: Site, page: MarkdownPage, locale: Locale) -> Iterator[Passage]:
    chapter = site.book.chapter(page.chapter) if page.chapter else None
    own = [part for part in sections(page.source) if part.title or part.prose or part.code]
    url = locale.root + page.address
    front = dict(_FRONT.findall(page.source.split("\n---", 1)[0]))
    title = chapter_title(chapter, locale) if chapter else front.get("title") or own[0].title
    blank = Passage(url, title, "", title, "page", chapter=chapter.id if chapter else "")
    tops = [part for part in own if part.anchor in ("", "top")]
    about = [front.get("description", ""), *(part.title for part in tops if part.title != title)]
    if chapter:
        about += [chapter.summary[locale], *(data[locale] for data in chapter.data)]
    pieces = [
        Piece("prose", "\n".join(about)),
        *(piece for part in tops for piece in _pieces(part)),
    ]
    yield replace(blank, pieces=tuple(pieces), about=_pages(chapter) if chapter else "")
    for part in own:
        if part not in tops and (part.prose or part.code):
            yield replace(
                blank,
                anchor=part.anchor,
                title=part.title or title,
                kind="section",
                pieces=tuple(_pieces(part)),
            )
    source = _Source(site, locale, page, chapter, blank)
    for _, marker in page.markers():
        yield from _MARKED.get(marker, _nothing)(source)


def _pages(chapter: Chapter) -> str:
    """Name the pages that certainly belong to a chapter."""
    first, last = chapter.pages_seen or (1, 0)
    return " ".join(f"p.{page}" for page in range(first, last + 1))


def _pieces(part: Section) -> Iterator[Piece]:
    if part.prose:
        yield Piece("prose", part.prose, strong=part.strong)
    if part.code:
        yield Piece("code", part.code)


def _nothing(_: _Source) -> Iterator[Passage]:
    yield from ()


def _notebook(source: _Source) -> Iterator[Passage]:
    assert source.chapter is not None
    notebook = source.site.notebook(source.chapter, source.locale)
    for section in notebook_sections(notebook.notebook) if notebook else ():
        if section.pieces:
            yield replace(
                source.blank,
                anchor=section.anchor,
                title=section.title or text("notebook", source.locale),
                kind="note" if section.is_note else "notebook",
                pieces=tuple(section.pieces),
            )


def _entries(kind: Kind, source: _Source) -> Iterator[Passage]:
    for row in source.site.book.rows(kind.record):
        about = _labels(source, row.about)
        words = Piece("prose", "\n".join(map(plain, row.words(source.locale))))
        quoted = Piece("code" if row.quotes_code else "prose", row.quoted)
        yield replace(
            source.blank,
            anchor=row.anchor,
            title=plain(row.heading(source.locale)) or about,
            kind=kind.singular,
            place=row.where(source.locale),
            about=about,
            pieces=tuple(piece for piece in (words, quoted) if piece.text),
        )


# What stands in place of a marker.
_MARKED: dict[str, Callable[[_Source], Iterator[Passage]]] = {
    "notebook": _notebook,
    **{kind.name: partial(_entries, kind) for kind in KINDS if kind.page},
}


def _labels(source: _Source, chapters: tuple[str, ...]) -> str:
    book = source.site.book
    return text("separator", source.locale).join(
        book.chapter(chapter).label[source.locale] for chapter in chapters
    )
