"""The parts of a page that are made from data: one function and one template for each marker."""

from __future__ import annotations

from collections.abc import Callable
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
from booksite.records import Chapter
from booksite.site import (
    DOWNLOADS,
    EmbeddedNotebook,
    Site,
    locale_root,
    relative_url,
)
from booksite.texts import text
from booksite.wording import pages, printings, where


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
            where=lambda row: where(row, locale),
            page=lambda number: pages(number, None, locale),
            printings=lambda row: printings(row, locale),
            **values,
        )
    )


@cache
def _markdown() -> MarkdownIt:
    # An image would be asked from another host.
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def _inline(source: str) -> Markup:
    """Render the little Markdown that data fields may use: `code`, emphasis, links."""
    return Markup(_markdown().renderInline(source))


def _plain(source: str) -> str:
    return source.replace("`", "")


def chapter_title(chapter: Chapter, locale: Locale) -> str:
    """Give the title of a chapter's page."""
    return text("chapter_title", locale, chapter.label[locale], chapter.title[locale])
