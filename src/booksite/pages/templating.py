"""How data become HTML: the templates of parts, and what these may call."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from booksite.book import (
    Change,
    Erratum,
    chapter_runs,
    chapter_title,
    chapter_way,
    pages,
    printing_choices,
    printings,
)
from booksite.errors import Fault, FaultsError
from booksite.locales import Locale, text
from booksite.markup import Heading, Marks, code_block, differences, marked_text
from booksite.notebooks import Fragment, colab_url, notebook_path
from booksite.pages.marks import anchor_in
from booksite.pages.place import Place
from booksite.pages.prose import inline, unlinked
from booksite.pages.site import DOWNLOADS
from booksite.pages.urls import relative_url

_TEMPLATES = Path(__file__).parent / "templates"
_SHOWN = "src/booksite/pages/templates/{}"
_REMEDY = "Correct this line."


@cache
def part_templates() -> jinja2.Environment:
    """Return the one environment of the templates of parts."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["inline"] = inline
    environment.filters["unlinked"] = unlinked
    environment.filters["filled"] = _filled
    environment.filters["marking_japanese"] = _marking_japanese
    environment.globals["code_block"] = code_block
    environment.globals["sides"] = _sides
    return environment


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """Fill the places of a sentence or a drawing, such as {step}, as figures.js does."""
    kind = type(sentence)  # what is Markup stays so
    return kind(re.sub(r"\{(\w+)\}", lambda place: str(escape(values[place[1]])), sentence))


def render_part(
    template: str, place: Place, headings: Iterable[Heading] = (), **values: Any
) -> Fragment:
    """Render a part; its template gives anchors by `anchor`, so that they are known.

    Args:
        template: Name of the template, without its ending.
        place: Where the part will stand.
        headings: Those that it brings.
        values: What its template may use beside what all may.

    Raises:
        FaultsError: There is no such template, or it asks for what is not there.
    """
    anchors = set[str]()
    try:
        filled = part_templates().get_template(f"{template}.html.j2")
        html = filled.render(anchor=partial(_anchor, anchors), **_values(place), **values)
    except (jinja2.TemplateError, LookupError) as error:
        raise FaultsError([_fault(error)]) from error
    return Fragment(Markup(html), tuple(headings), frozenset(anchors))


def _values(place: Place) -> dict[str, Any]:
    """Return what all templates may use."""
    book, locale = place.site.book, place.locale
    colab = partial(colab_url, place.site.repository, locale=locale)
    return {
        "place": place,
        "book": book,
        "chapter": place.chapter,
        "chapters": [(chapter.id, chapter.label[locale]) for chapter in book.chapters],
        "repository": place.site.repository,
        "locale": locale,
        "t": lambda key, *args: text(key, locale, *args),
        "colab": lambda chapter, cell=None: colab(notebook=chapter.notebook, cell=cell),
        "download": lambda chapter: relative_url(
            notebook_path(chapter.notebook, locale).replace("notebooks/", DOWNLOADS, 1),
            place.url,
        ),
        "in_language": lambda language: in_language(language, locale),
        "duration": lambda seconds: _duration(seconds, locale),
        "cell_links": lambda row: list(_cell_links(row, place)),
        "chapter_title": lambda chapter: chapter_title(chapter, locale),
        "where": lambda row: row.where(locale),
        "page": lambda number: pages(number, None, locale),
        "printings": lambda numbers: printings(numbers, locale),
        "printing_choices": [
            (number, name.capitalize())
            for number, name in printing_choices(book.info.printings_seen, locale)
        ],
        "way": lambda ids: chapter_way(ids, book.chapters),
        "runs": lambda ids: chapter_runs(ids, book.chapters),
    }


def _fault(error: Exception) -> Fault:
    """Say what is wrong with a template; Jinja's frames have the lines of its source."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Fault(_SHOWN.format(error.name), 0, "a template", "no such file", "Write it.")
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = str(error.name), error.lineno
        return Fault(
            _SHOWN.format(name),
            line,
            "a template's syntax",
            str(error.message).rstrip("."),
            _REMEDY,
        )
    frames = traceback.extract_tb(error.__traceback__)
    last = [frame for frame in frames if Path(frame.filename).parent == _TEMPLATES][-1]
    name, line = Path(last.filename).name, last.lineno or 0
    expected = "what a record has, or a key of src/booksite/locales/en.yml"
    return Fault(_SHOWN.format(name), line, expected, str(error), _REMEDY)


def _anchor(anchors: set[str], name: str) -> Markup:
    """Return an attribute with an id, and note the id."""
    anchors.add(name)
    return Markup('id="{}"').format(name)


def _duration(seconds: int, locale: Locale) -> str:
    """Say how long something took, in minutes unless it was short."""
    if seconds < 90:
        return text("seconds", locale, seconds)
    return text("minutes", locale, round(seconds / 60))


def in_language(language: str, locale: Locale) -> Markup:
    """Return the attribute for an element in a language, where that is not the page's."""
    return Markup("" if language == locale else f' lang="{language}"')


# Kana, ideographs, and the brackets around them.
_JAPANESE = re.compile("[\u3005\u300c-\u300f\u3041-\u30ff\u4e00-\u9fff]+")


def _marking_japanese(words: str) -> Markup:
    """Tell screen readers what is Japanese in an English text."""
    return Markup(_JAPANESE.sub(r'<span lang="ja">\g<0></span>', str(escape(words))))


# Asked for each side, language and page on which the erratum stands.
@lru_cache(maxsize=256)
def _sides(row: Erratum) -> dict[str, Markup]:
    """Return the wrong and the right text of an erratum as HTML, with what differs marked."""
    removed, added = differences(row.wrong or "", row.right or "") if row.wrong else ([], [])
    texts = {"wrong": (row.wrong, Marks("del", removed)), "right": (row.right, Marks("ins", added))}
    return {name: _side(row, source, marks) for name, (source, marks) in texts.items() if source}


def _side(row: Erratum, source: str, marks: Marks) -> Markup:
    if row.quotes_code:
        code = code_block(source, "" if row.kind == "output" else "python", marks)
        return Markup('<div lang="ja">{}</div>').format(code) if _JAPANESE.search(source) else code
    return Markup('<p lang="ja">{}</p>').format(marked_text(source, marks))


def _cell_links(row: Erratum | Change, place: Place) -> Iterator[tuple[str, str]]:
    """Yield chapter and address of each place in a notebook that an entry concerns."""
    for name in row.chapters:
        chapter = place.site.book.chapter(name)
        notebook = place.site.notebook(chapter, place.locale)
        anchor = anchor_in(row, name, notebook.fragment) if notebook else None
        if anchor:
            url = place.site.page_url(chapter, place.locale)
            yield chapter.label[place.locale], f"{relative_url(url, place.url)}#{anchor}"
