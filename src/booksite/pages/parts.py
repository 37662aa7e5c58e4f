"""The parts of a page that are made from data: one function and one template for each marker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, get_args

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from booksite.book import (
    KINDS,
    Change,
    Chapter,
    Erratum,
    Feature,
    Kind,
    Part,
    Readers,
    Topic,
    chapter_runs,
    chapter_title,
    chapter_way,
    pages,
    printing_choices,
    printings,
    unmarked,
)
from booksite.locales import Foreign, Locale, text
from booksite.markup import Heading, Marks, code_block, differences, marked_text
from booksite.notebooks import EmbeddedNotebook, Fragment, colab_url, notebook_path
from booksite.pages.marks import anchor_in, with_marks
from booksite.pages.reductions import reductions_in_words
from booksite.pages.site import DOWNLOADS, Site
from booksite.pages.source import MarkdownPage
from booksite.pages.urls import relative_url


@dataclass(frozen=True)
class Place:
    """Where a part will stand.

    Attributes:
        site: The whole site.
        locale: Language of the page.
        url: Address of the page from the site's root.
        chapter: The chapter of the page, if it is a chapter's.
    """

    site: Site
    locale: Locale
    url: str
    chapter: Chapter | None = None

    @classmethod
    def of(cls, site: Site, page: MarkdownPage, url: str) -> Place:
        """Return the place of a page at an address."""
        return cls(site, page.locale, url, page.chapter_in(site.book))

    @property
    def notebook(self) -> EmbeddedNotebook | None:
        """The notebook of the page's chapter; None on other pages."""
        if self.chapter is None:
            return None
        return self.site.notebook(self.chapter, self.locale)

    def root(self, target: str) -> str:
        """Address of a file at the site's root, as seen from here."""
        return relative_url(target, self.url)

    def link(self, target: str) -> str:
        """Address of a page of this language, such as ``errata/``, as seen from here."""
        return relative_url(self.locale.root + target, self.url)


def _chapter_header(place: Place) -> Fragment:
    chapter = _chapter(place)
    checked = place.site.checked(chapter, place.locale)
    departures = [*checked.notes, *reductions_in_words(checked, chapter, place.locale)]
    return _render("chapter_header", place, checked=checked, departures=departures)


def _chapter_errata(place: Place) -> Fragment:
    rows = place.site.book.errata_of(_chapter(place).id)
    return _section("errata", "errata_here", _render("chapter_errata", place, rows=rows), place)


def _chapter_faq(place: Place) -> Fragment:
    rows = place.site.book.questions_of(_chapter(place).id)
    if not rows:
        return Fragment(Markup())
    return _section("faq", "faq_here", _render("chapter_faq", place, rows=rows), place)


def _notebook(place: Place) -> Fragment:
    assert place.notebook is not None  # the marker stands on chapter pages only
    chapter = _chapter(place).id
    rows = place.site.book.errata_of(chapter)
    fragment = with_marks(place.notebook.fragment, chapter, rows, partial(_mark, place))
    language = _in_language(place.notebook.notebook.locale, place.locale)
    html = Markup('<div class="nb"{}>{}</div>').format(language, fragment.html)
    return _section("notebook", "notebook", replace(fragment, html=html), place)


def _errata(place: Place) -> Fragment:
    book = place.site.book
    groups = [(chapter, book.errata_opening(chapter.id)) for chapter in book.chapters]
    groups = [(chapter, rows) for chapter, rows in groups if rows]
    without = [chapter for chapter in book.chapters if not book.errata_of(chapter.id)]
    choices = printing_choices(book.info.printings_seen, place.locale)
    counts = [(name, sum(n in row.concerned for row in book.errata)) for n, name in choices]
    kinds = [
        (kind, text(f"kind_of_{kind}", place.locale))
        for kind in sorted({row.kind for row in book.errata})
    ]
    headings = [Heading(2, chapter.id, chapter.label[place.locale]) for chapter, _ in groups]
    values = {"groups": groups, "counts": counts, "without": without, "kinds": kinds}
    return _render("errata", place, headings, **values)


def _entries(kind: Kind, place: Place) -> Fragment:
    """Show the entries of a kind of record by the template of its name, with a heading for each."""
    rows = place.site.book.rows(kind.record)
    headings = [Heading(2, row.anchor, unmarked(row.heading(place.locale))) for row in rows]
    return _render(kind.name, place, headings, rows=rows)


def _faq(place: Place) -> Fragment:
    topics = [
        (topic, text(f"topic_{topic}", place.locale), place.site.book.questions_on(topic))
        for topic in get_args(Topic)
    ]
    headings: list[Heading] = []
    for topic, title, rows in topics:
        questions = (Heading(3, row.id, unmarked(row.question[place.locale])) for row in rows)
        headings += [Heading(2, topic, title), *questions]
    return _render("faq", place, headings, topics=topics)


def _links(place: Place) -> Fragment:
    groups = place.site.book.link_groups
    headings = [Heading(2, group.id, group.name[place.locale]) for group in groups]
    not_opened = any(link.checked is None for link in place.site.book.links)
    return _render("links", place, headings, groups=groups, not_opened=not_opened)


def _chapters(place: Place) -> Fragment:
    book, headings = place.site.book, []
    for part in book.parts:
        headings.append(Heading(2, f"part-{part.id}", part.title[place.locale]))
        headings += [
            Heading(3, chapter.id, chapter_title(chapter, place.locale))
            for chapter in book.chapters_of(part.id)
        ]
    return _render("chapters", place, headings)


def _book(place: Place) -> Fragment:
    book, locale, headings = place.site.book, place.locale, []
    sections: dict[str, Iterable[Feature | Readers | Part]] = {
        "features": book.info.features,
        "readers": book.info.readers,
        "contents": book.parts,
        "facts": (),
        "shops": (),
        "reviews": (),
    }
    for name, rows in sections.items():
        headings.append(Heading(2, name, text(f"book_{name}", locale)))
        prefix = "part-" if name == "contents" else ""
        headings += [Heading(3, prefix + row.id, row.title[locale]) for row in rows]
    return _render("book", place, headings)


def _book_gist(place: Place) -> Fragment:
    return _render("book_gist", place)


def _cards(place: Place) -> Fragment:
    return _render("cards", place)


def _report_links(place: Place) -> Fragment:
    return _render("report_links", place)


def _mark(place: Place, row: Erratum) -> Markup:
    return _render("mark", place, row=row).html.strip()


def _offline(place: Place) -> Fragment:
    return _render("offline", place)


PARTS: dict[str, Callable[[Place], Fragment]] = {
    **{kind.name: partial(_entries, kind) for kind in KINDS if kind.page},
    "chapter-header": _chapter_header,
    "chapter-errata": _chapter_errata,
    "chapter-faq": _chapter_faq,
    "notebook": _notebook,
    "errata": _errata,
    "faq": _faq,
    "links": _links,
    "book": _book,
    "book-gist": _book_gist,
    "chapters": _chapters,
    "cards": _cards,
    "report-links": _report_links,
    "offline": _offline,
}


def _chapter(place: Place) -> Chapter:
    # `check_pages` has refused a chapter's marker on a page without a chapter.
    assert place.chapter is not None
    return place.chapter


def _section(anchor: str, title_key: str, body: Fragment, place: Place) -> Fragment:
    """Put a heading over a body that may bring headings of its own."""
    title = text(title_key, place.locale)
    return replace(
        body,
        html=Markup('<h2 id="{}">{}</h2>\n{}').format(anchor, title, body.html),
        headings=(Heading(2, anchor, title), *body.headings),
        anchors=body.anchors | {anchor},
    )


@cache
def part_templates() -> jinja2.Environment:
    """Return the one environment of the templates of parts."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["inline"] = _inline
    environment.filters["marking_japanese"] = _marking_japanese
    environment.globals["code_block"] = code_block
    environment.globals["sides"] = _sides
    return environment


def _render(
    template: str, place: Place, headings: Iterable[Heading] = (), **values: Any
) -> Fragment:
    """Render a part; its template gives anchors by `anchor`, so that they are known."""
    book, locale, anchors = place.site.book, place.locale, set[str]()
    colab = partial(colab_url, place.site.repository, locale=locale)
    html = (
        part_templates()
        .get_template(f"{template}.html.j2")
        .render(
            anchor=partial(_anchor, anchors),
            place=place,
            book=book,
            chapter=place.chapter,
            chapters=[(chapter.id, chapter.label[locale]) for chapter in book.chapters],
            repository=place.site.repository,
            locale=locale,
            t=lambda key, *args: text(key, locale, *args),
            colab=lambda chapter, cell=None: colab(notebook=chapter.notebook, cell=cell),
            download=lambda chapter: relative_url(
                notebook_path(chapter.notebook, locale).replace("notebooks/", DOWNLOADS, 1),
                place.url,
            ),
            in_language=lambda language: _in_language(language, locale),
            duration=lambda seconds: _duration(seconds, locale),
            cell_links=lambda row: list(_cell_links(row, place)),
            chapter_title=lambda chapter: chapter_title(chapter, locale),
            where=lambda row: row.where(locale),
            page=lambda number: pages(number, None, locale),
            printings=lambda numbers: printings(numbers, locale),
            printing_choices=[
                (number, name.capitalize())
                for number, name in printing_choices(book.info.printings_seen, locale)
            ],
            way=lambda ids: chapter_way(ids, book.chapters),
            runs=lambda ids: chapter_runs(ids, book.chapters),
            **values,
        )
    )
    return Fragment(Markup(html), tuple(headings), frozenset(anchors))


def _anchor(anchors: set[str], name: str) -> Markup:
    """Return an attribute with an id, and note the id."""
    anchors.add(name)
    return Markup('id="{}"').format(name)


def _duration(seconds: int, locale: Locale) -> str:
    """Say how long something took, in minutes unless it was short."""
    if seconds < 90:
        return text("seconds", locale, seconds)
    return text("minutes", locale, round(seconds / 60))


def _in_language(language: str, locale: Locale) -> Markup:
    """Give the attribute for an element in a language, where that is not the page's."""
    return Markup("" if language == locale else f' lang="{language}"')


# Kana, ideographs, and the brackets around them.
_JAPANESE = re.compile("[\u3005\u300c-\u300f\u3041-\u30ff\u4e00-\u9fff]+")


def _marking_japanese(words: str) -> Markup:
    """Tell screen readers what is Japanese in an English text."""
    return Markup(_JAPANESE.sub(r'<span lang="ja">\g<0></span>', str(escape(words))))


@cache
def _markdown() -> MarkdownIt:
    # An image would be asked from another host.
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def _inline(source: str) -> Markup:
    """Render the little Markdown that data fields may use: `code`, emphasis, links."""
    html = Markup(_markdown().renderInline(source))
    return source.marked(html) if isinstance(source, Foreign) else html


# Asked for each side, language and page on which the erratum stands.
@lru_cache(maxsize=256)
def _sides(row: Erratum) -> dict[str, Markup]:
    """Give the wrong and the right text of an erratum as HTML, with what differs marked."""
    removed, added = differences(row.wrong or "", row.right or "") if row.wrong else ([], [])
    texts = {"wrong": (row.wrong, Marks("del", removed)), "right": (row.right, Marks("ins", added))}
    return {name: _side(row, source, marks) for name, (source, marks) in texts.items() if source}


def _side(row: Erratum, source: str, marks: Marks) -> Markup:
    if row.quotes_code:
        code = code_block(source, "" if row.kind == "output" else "python", marks)
        return Markup('<div lang="ja">{}</div>').format(code) if _JAPANESE.search(source) else code
    return Markup('<p lang="ja">{}</p>').format(marked_text(source, marks))


def _cell_links(row: Erratum | Change, place: Place) -> Iterator[tuple[str, str]]:
    """Give chapter and address of each place in a notebook that an entry concerns."""
    for name in row.chapters:
        chapter = place.site.book.chapter(name)
        notebook = place.site.notebook(chapter, place.locale)
        anchor = anchor_in(row, name, notebook.fragment) if notebook else None
        if anchor:
            url = place.site.page_url(chapter, place.locale)
            yield chapter.label[place.locale], f"{relative_url(url, place.url)}#{anchor}"
