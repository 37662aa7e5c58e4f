"""The parts of a page that are made from data: one function and one template for each marker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import get_args

from markupsafe import Markup

from booksite.book import (
    KINDS,
    Chapter,
    Erratum,
    Feature,
    Kind,
    Part,
    Readers,
    Topic,
    chapter_title,
    printing_choices,
    unmarked,
)
from booksite.locales import text, words_below
from booksite.markup import Heading
from booksite.notebooks import Fragment
from booksite.pages.figures import FIGURES, MARKER_NAME, Figure, is_figure
from booksite.pages.marks import with_marks
from booksite.pages.place import Place
from booksite.pages.reductions import reductions_in_words
from booksite.pages.templating import in_language, render_part


def _chapter_header(place: Place) -> Fragment:
    chapter = _chapter(place)
    checked = place.site.checked(chapter, place.locale)
    departures = [*checked.notes, *reductions_in_words(checked, chapter, place.locale)]
    return render_part("chapter_header", place, checked=checked, departures=departures)


def _chapter_errata(place: Place) -> Fragment:
    rows = place.site.book.errata_of(_chapter(place).id)
    return _section("errata", "errata_here", render_part("chapter_errata", place, rows=rows), place)


def _chapter_faq(place: Place) -> Fragment:
    rows = place.site.book.questions_of(_chapter(place).id)
    if not rows:
        return Fragment(Markup())
    return _section("faq", "faq_here", render_part("chapter_faq", place, rows=rows), place)


def _notebook(place: Place) -> Fragment:
    assert place.notebook is not None  # the marker stands on chapter pages only
    chapter = _chapter(place).id
    rows = place.site.book.errata_of(chapter)
    fragment = with_marks(place.notebook.fragment, chapter, rows, partial(_mark, place))
    language = in_language(place.notebook.notebook.locale, place.locale)
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
    return render_part("errata", place, headings, **values)


def _entries(kind: Kind, place: Place) -> Fragment:
    """Show the entries of a kind of record by the template of its name, with a heading for each."""
    rows = place.site.book.rows(kind.record)
    headings = [Heading(2, row.anchor, unmarked(row.heading(place.locale))) for row in rows]
    return render_part(kind.name, place, headings, rows=rows)


def _faq(place: Place) -> Fragment:
    topics = [
        (topic, text(f"topic_{topic}", place.locale), place.site.book.questions_on(topic))
        for topic in get_args(Topic)
    ]
    headings: list[Heading] = []
    for topic, title, rows in topics:
        questions = (Heading(3, row.id, unmarked(row.question[place.locale])) for row in rows)
        headings += [Heading(2, topic, title), *questions]
    return render_part("faq", place, headings, topics=topics)


def _links(place: Place) -> Fragment:
    groups = place.site.book.link_groups
    headings = [Heading(2, group.id, group.name[place.locale]) for group in groups]
    not_opened = any(link.checked is None for link in place.site.book.links)
    return render_part("links", place, headings, groups=groups, not_opened=not_opened)


def _chapters(place: Place) -> Fragment:
    book, headings = place.site.book, []
    for part in book.parts:
        headings.append(Heading(2, f"part-{part.id}", part.title[place.locale]))
        headings += [
            Heading(3, chapter.id, chapter_title(chapter, place.locale))
            for chapter in book.chapters_of(part.id)
        ]
    return render_part("chapters", place, headings)


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
    return render_part("book", place, headings)


def _book_gist(place: Place) -> Fragment:
    return render_part("book_gist", place)


def _cards(place: Place) -> Fragment:
    return render_part("cards", place)


def _report_links(place: Place) -> Fragment:
    return render_part("report_links", place)


def _mark(place: Place, row: Erratum) -> Markup:
    return render_part("mark", place, row=row).html.strip()


def _offline(place: Place) -> Fragment:
    return render_part("offline", place)


def _figure(place: Place, marker: str) -> Fragment:
    figure = Figure.of(marker)
    drawing = place.site.drawings[figure.drawing]
    actions = words_below("figure_do_", place.locale)
    words = words_below(f"figure_{figure.kind}_", place.locale)
    words |= {f"do_{name}": action for name, action in actions.items()}
    settings = FIGURES[figure.kind]
    return render_part(
        "figure", place, figure=figure, drawing=drawing, settings=settings, words=words
    )


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
MARKERS = frozenset((*PARTS, MARKER_NAME))


def make_part(marker: str, place: Place) -> Fragment:
    """Return the part that a marker asks for.

    Args:
        marker: The name of the part, and for a figure its settings.
        place: Where it will stand.
    """
    return _figure(place, marker) if is_figure(marker) else PARTS[marker](place)


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
