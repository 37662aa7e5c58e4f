"""The forms for issues on GitHub: the texts of forms/ with addresses and lists from the data.

forms/<language>/<form>.yml.j2    what a form asks
forms/config.yml.j2               what stands above the choice of forms
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import yaml

from booksite.book import Book, chapter_title, printing_choices
from booksite.errors import Fault, FaultsError
from booksite.locales import Locale

WRITTEN = ".github/ISSUE_TEMPLATE"
FORMS = ("erratum", "notebook", "question", "site")
_TEMPLATES = Path(__file__).parent / "forms"
_HEAD = "# From src/booksite/desk/forms/{} and data/book.yml, by `make generate`.\n"


def form_files(root: Path, book: Book) -> Iterator[tuple[Path, str]]:
    """Yield the file of each form, and of the choice of forms, and the text that belongs into it.

    A language whose translation has only begun has none; its readers get those of another.

    Args:
        root: The project's root.
        book: Its repository, chapters and printings.
    """
    folder = root / WRITTEN
    for locale in book.languages:
        for form in () if locale.fallback else FORMS:
            text = _rendered(f"{locale}/{form}.yml.j2", **_values(book, locale))
            yield folder / f"{form}-{locale}.yml", text
    sites = {locale: _site(book, locale) for locale in book.languages}
    yield folder / "config.yml", _rendered("config.yml.j2", site_of=sites)


def _values(book: Book, locale: Locale) -> dict[str, Any]:
    """Return what stands in forms; an option ends with its code in brackets."""
    printings = printing_choices(book.info.printings_seen, locale)
    return {
        "site": _site(book, locale),
        "chapters": [f"{chapter_title(each, locale)} ({each.id})" for each in book.chapters],
        "notebooks": [f"{each.label[locale]} ({each.notebook})" for each in book.chapters],
        "printings": [f"{name.capitalize()} ({number})" for number, name in printings],
    }


def _site(book: Book, locale: Locale) -> str:
    return book.repository.site_url + locale.root


def _rendered(template: str, **values: Any) -> str:
    try:
        return _HEAD.format(template) + _environment().get_template(template).render(values)
    except jinja2.TemplateNotFound:
        file = f"src/booksite/desk/forms/{template}"
        remedy = "Copy that of another language, and translate it."
        raise FaultsError([Fault(file, 0, "the form in each language", "none", remedy)]) from None


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=False,
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["yaml"] = _scalar
    return environment


def _scalar(text: str) -> str:
    """Return a text as YAML has it, quoted where it must be."""
    written = yaml.safe_dump(text, allow_unicode=True, width=float("inf"))
    return str(written).removesuffix("\n").removesuffix("\n...")
