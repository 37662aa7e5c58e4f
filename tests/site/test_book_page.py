"""The page of the printed book shows every fact of its record."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from booksite.book.contents import BookInfo
from booksite.book.fields import Localized, Record
from booksite.book.loading import load_book
from booksite.locales import Locale
from booksite.pages.metadata import book_metadata
from booksite.pages.parts import PARTS
from booksite.pages.place import Place
from booksite.pages.site import Site
from tests.helpers import JA, LOCALES, document
from tests.project import ROOT

REAL = load_book(ROOT)


def altered(value: Any) -> Iterator[tuple[str, Any]]:
    """Give each way in which one fact of a value can be another, with its place."""
    if isinstance(value, Localized):
        for code, words in value.root.items():
            yield f".{code}", Localized({**value.root, code: words + "9"})
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name == "gloss_language":
                yield f".{name}", value.model_copy(update={name: JA})
                continue
            for place, other in altered(getattr(value, name)):
                yield f".{name}{place}", value.model_copy(update={name: other})
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        for i, item in enumerate(value):
            for place, other in altered(item):
                yield f"[{i}]{place}", (*value[:i], other, *value[i + 1 :])
    elif isinstance(value, tuple):
        yield "", value[:-1]
    elif isinstance(value, str):
        yield "", value + "9"
    elif isinstance(value, int):
        yield "", value + 1
    elif isinstance(value, datetime.date):
        yield "", value + datetime.timedelta(days=1)
    else:
        raise TypeError(f"no other value for {value!r} is known")


def shown(info: BookInfo) -> list[str]:
    """Render the part of a book that is described so, in both languages."""
    book = replace(
        REAL,
        contents=replace(
            REAL.contents, value=REAL.contents.value.model_copy(update={"book": info})
        ),
    )
    site = Site(book, book.repository, (), {})
    return [PARTS["book"](Place(site, locale, "book/")).html for locale in LOCALES]


@pytest.mark.parametrize(
    ("place", "other"), [*altered(REAL.info)], ids=lambda value: str(value)[:50]
)
def test_every_fact_is_shown(place: str, other: BookInfo) -> None:
    assert shown(other) != shown(REAL.info), f"data/book.yml: book{place} is shown nowhere"


@pytest.mark.parametrize("locale", LOCALES)
def test_links_of_the_page_lead_somewhere(built: Path, locale: Locale) -> None:
    file = built / locale.root / "book" / "index.html"
    inner = [
        link
        for link in document(file).xpath("//*[contains(@class, 'md-content')]//a/@href")
        if not link.startswith(("http", "#"))
    ]
    assert inner
    for link in inner:
        path, _, anchor = link.partition("#")
        target = document((file.parent / path / "index.html").resolve())
        assert not anchor or target.xpath(f"//*[@id='{anchor}']"), link


@pytest.mark.parametrize("locale", LOCALES)
def test_search_engines_are_told_the_same(built: Path, locale: Locale) -> None:
    site = Site(REAL, REAL.repository, (), {})
    (told,) = document(built / locale.root / "book" / "index.html").xpath(
        "//script[@type='application/ld+json']/text()"
    )
    assert json.loads(told) == book_metadata(site, locale)
