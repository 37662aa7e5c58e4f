"""The site's records and sources to passages; nothing is read from built HTML.

A page gives its own sections, then what its markers stand for, in the page's order. A new kind of
record joins by a function in `_MARKED`, under the name of the marker that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from booksite.book import Change, Chapter, Localized, Question, Record, chapter_title, where
from booksite.locales import Locale, text
from booksite.pages import MarkdownPage, Site, locale_root
from booksite.search.notebooks import notebook_sections
from booksite.search.passages import Passage, PassageKind, Piece, PieceKind
from booksite.search.sections import Section, plain, sections

_FRONT = re.compile(r"^(title|description): (.+)$", re.MULTILINE)
# Fields of records that are no text: addresses, ids, dates.
_NO_TEXT_FIELDS = (
    "id formerly chapter language place scope url urls related updated as_of checked group kind"
    " action labels effect topic origin"
)
_NO_TEXT = frozenset(_NO_TEXT_FIELDS.split())
_CODE_KINDS = ("code", "comment", "output")


@dataclass(frozen=True)
class _Source:
    """A page, as far as its passages must know it."""

    site: Site
    locale: Locale
    page: MarkdownPage
    chapter: Chapter | None
    blank: Passage


def passages(site: Site, locale: Locale) -> list[Passage]:
    """Give all passages of a language, page by page."""
    return [
        passage
        for page in site.pages
        if page.locale == locale
        for passage in _page_passages(site, page, locale)
    ]


def _page_passages(site: Site, page: MarkdownPage, locale: Locale) -> Iterator[Passage]:
    chapter = site.book.chapter(page.chapter) if page.chapter else None
    own = [part for part in sections(page.source) if part.title or part.prose or part.code]
    url = locale_root(locale) + page.address
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
    notebook = source.site.notebooks.get((source.chapter.notebook, source.locale))
    for section in notebook_sections(notebook.source.read_bytes()) if notebook else ():
        if section.pieces:
            yield replace(
                source.blank,
                anchor=section.anchor,
                title=section.title or text("notebook", source.locale),
                kind="note" if section.is_note else "notebook",
                pieces=tuple(section.pieces),
            )


def _errata(source: _Source) -> Iterator[Passage]:
    for row in source.site.book.errata:
        place = where(row, source.locale)
        kind: PieceKind = "code" if row.kind in _CODE_KINDS else "prose"
        printed = "\n".join(filter(None, (row.wrong, row.right)))
        yield replace(
            source.blank,
            anchor=row.id,
            title=place or _labels(source, row.chapters),
            kind="erratum",
            place=place,
            about=_labels(source, row.chapters),
            pieces=(
                Piece("prose", record_text(row, source.locale, {"wrong", "right"})),
                Piece(kind, printed),
            ),
        )


def _changes(source: _Source) -> Iterator[Passage]:
    for row in source.site.book.changes:
        yield _entry(
            source, row, "change", row.title, "\n".join(filter(None, (row.printed, row.code)))
        )


def _faq(source: _Source) -> Iterator[Passage]:
    for row in source.site.book.faq:
        yield _entry(source, row, "question", row.question, row.code or "")


def _entry(
    source: _Source, row: Change | Question, kind: PassageKind, title: Localized, code: str
) -> Passage:
    words = record_text(row, source.locale, {"title", "question", "printed", "code"})
    return replace(
        source.blank,
        anchor=row.id,
        title=plain(title[source.locale]),
        kind=kind,
        place=_place(source, row.page, row.listings),
        about=_labels(source, row.chapters),
        pieces=tuple(piece for piece in (Piece("prose", words), Piece("code", code)) if piece.text),
    )


def _links(source: _Source) -> Iterator[Passage]:
    for row in source.site.book.links:
        yield replace(
            source.blank,
            anchor=f"link-{row.id}",
            title=row.name(source.locale),
            kind="link",
            pieces=(Piece("prose", record_text(row, source.locale, {"title", "label"})),),
        )


_MARKED: dict[str, Callable[[_Source], Iterator[Passage]]] = {
    "notebook": _notebook,
    "changes": _changes,
    "errata": _errata,
    "faq": _faq,
    "links": _links,
}


def record_text(record: Record, locale: Locale, without: set[str]) -> str:
    """Give all words of a record in a language.

    Args:
        record: An entry of a data file.
        locale: The language.
        without: Fields that are shown elsewhere.
    """
    words = []
    for name, value in record:
        if name in _NO_TEXT or name in without:
            continue
        if isinstance(value, Localized):
            words.append(plain(value[locale]))
        elif isinstance(value, str) and not (name.endswith("_gloss") and locale == "ja"):
            words.append(plain(value))
    return "\n".join(words)


def _place(source: _Source, page: int | None, listings: tuple[str, ...]) -> str:
    """Say in words where in the book something stands, as far as it is known."""
    pages = [text("page_number", source.locale, page)] if page else []
    return " ".join([*pages, *(text("listing", source.locale, number) for number in listings)])


def _labels(source: _Source, chapters: tuple[str, ...]) -> str:
    book = source.site.book
    return text("separator", source.locale).join(
        book.chapter(chapter).label[source.locale] for chapter in chapters
    )
