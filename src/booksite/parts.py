"""The parts of a page that are made from data: one function and one template for each marker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup

from booksite.colab import colab_url, notebook_path
from booksite.fields import Locale
from booksite.fragment import Fragment, Heading
from booksite.highlight import code_block
from booksite.records import Chapter, Erratum
from booksite.site import (
    DOWNLOADS,
    EmbeddedNotebook,
    Site,
    locale_root,
    relative_url,
)
from booksite.texts import text


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

    @property
    def notebook(self) -> EmbeddedNotebook | None:
        """The notebook of the page's chapter; None while it is on its way."""
        if self.chapter is None:
            return None
        return self.site.notebooks.get((self.chapter.notebook, self.locale))

    def link(self, target: str) -> str:
        """Address of a page of this language, such as ``errata/``, as seen from here."""
        return relative_url(locale_root(self.locale) + target, self.url)


def _chapter_header(place: Place) -> Fragment:
    return Fragment(_render("chapter_header", place))


def _chapter_errata(place: Place) -> Fragment:
    rows = place.site.book.errata_of(_chapter(place).id)
    if not rows:
        return Fragment("")
    return _section("errata", "errata_here", _render("chapter_errata", place, rows=rows), place)


def _chapter_faq(place: Place) -> Fragment:
    rows = place.site.book.questions_of(_chapter(place).id)
    if not rows:
        return Fragment("")
    return _section("faq", "faq_here", _render("chapter_faq", place, rows=rows), place)


def _notebook(place: Place) -> Fragment:
    if place.notebook is None:
        return _section("notebook", "notebook", _render("planned", place), place)
    fragment = place.notebook.fragment
    body = f'<div class="nb">{fragment.html}</div>'
    return _section("notebook", "notebook", body, place, fragment.headings)


def _errata(place: Place) -> Fragment:
    rows = sorted(place.site.book.errata, key=lambda row: (row.page is None, row.page, row.id))
    return Fragment(_render("errata", place, rows=rows))


def _faq(place: Place) -> Fragment:
    questions = place.site.book.faq
    headings = tuple(Heading(2, row.id, _plain(row.question[place.locale])) for row in questions)
    return Fragment(_render("faq", place, rows=questions), headings)


def _links(place: Place) -> Fragment:
    groups = place.site.book.link_groups
    headings = tuple(Heading(2, group.id, group.name[place.locale]) for group in groups)
    return Fragment(_render("links", place, groups=groups), headings)


def _cards(place: Place) -> Fragment:
    return Fragment(_render("cards", place))


def _report_links(place: Place) -> Fragment:
    return Fragment(_render("report_links", place))


def _offline(place: Place) -> Fragment:
    return Fragment(_render("offline", place))


PARTS: dict[str, Callable[[Place], Fragment]] = {
    "chapter-header": _chapter_header,
    "chapter-errata": _chapter_errata,
    "chapter-faq": _chapter_faq,
    "notebook": _notebook,
    "errata": _errata,
    "faq": _faq,
    "links": _links,
    "cards": _cards,
    "report-links": _report_links,
    "offline": _offline,
}


def _chapter(place: Place) -> Chapter:
    # `check_pages` has refused a chapter's marker on a page without a chapter.
    assert place.chapter is not None
    return place.chapter


def _section(
    anchor: str, title_key: str, body: str, place: Place, inner: tuple[Heading, ...] = ()
) -> Fragment:
    """Put a heading over a body that may bring headings of its own."""
    title = text(title_key, place.locale)
    permalink = text("permalink", place.locale)
    heading = (
        f'<h2 id="{anchor}">{title}'
        f'<a class="headerlink" href="#{anchor}" title="{permalink}">&para;</a></h2>\n'
    )
    return Fragment(heading + body, (Heading(2, anchor, title), *inner))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates" / "parts"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["inline"] = _inline
    environment.globals["code_block"] = lambda *code: Markup(code_block(*code))
    return environment


def _render(template: str, place: Place, **values: Any) -> str:
    book, locale = place.site.book, place.locale
    colab = partial(colab_url, place.site.repository, locale=locale)
    return (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(
            place=place,
            book=book,
            chapter=place.chapter,
            repository=place.site.repository,
            locale=locale,
            t=lambda key, *args: text(key, locale, *args),
            colab=lambda chapter: colab(notebook=chapter.notebook),
            download=lambda chapter: relative_url(
                notebook_path(chapter.notebook, locale).replace("notebooks/", DOWNLOADS, 1),
                place.url,
            ),
            where=lambda row: _where(row, locale),
            page=lambda number: text("page_number", locale, number),
            printings=lambda row: _printings(row, locale),
            run_line=lambda run: _run_line(run, locale),
            **values,
        )
    )


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def _inline(source: str) -> Markup:
    """Render the little Markdown that data fields may use: `code`, emphasis, links."""
    return Markup(_markdown().renderInline(source))


def _plain(source: str) -> str:
    return source.replace("`", "")


def _where(row: Erratum, locale: Locale) -> str:
    """Say in words where an erratum stands in the book."""
    parts = []
    if row.page:
        parts.append(_pages(row.page, row.page_end, locale))
    parts += [text("listing", locale, number) for number in row.listings]
    parts += [text("figure", locale, number) for number in row.figures]
    if row.place:
        parts.append(row.place[locale])
    return text("separator", locale).join(parts)


def _pages(first: int, last: int | None, locale: Locale) -> str:
    if last:
        return text("page_numbers", locale, first, last)
    return text("page_number", locale, first)


def _printings(row: Erratum, locale: Locale) -> str:
    first, last = row.printings[0], row.printings[-1]
    return text("printing", locale, first if first == last else f"{first}–{last}")


def _run_line(run: Mapping[str, Any], locale: Locale) -> str:
    """Say in a line how the outputs came about: versions, machine, date, data, reductions."""
    parts = [text("checked", locale, run["torch"], run["device"], run["date"])]
    parts += [text(f"data_{data['kind']}", locale, data["name"]) for data in run["data"]]
    if run["parameters"]:
        reduced = text("comma", locale).join(f"{k} = {v}" for k, v in run["parameters"].items())
        parts.append(text("reduced", locale, reduced))
    return ("" if locale == "ja" else " ").join(parts)
