"""The errata for programs: `errata.json` and the JSON Schema that describes it."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import Field

from booksite.book import Day, Erratum, Many, Prose, Record, Url
from booksite.locales import LOCALES
from booksite.pages import Site, locale_root

FILE, SCHEMA_FILE = "errata.json", "errata.schema.json"


class Addresses(Record):
    """The addresses of a row on the pages of both languages."""

    ja: Url
    en: Url


class OpenErratum(Erratum):
    """A correction of the printed book, with its addresses on this site."""

    url: Addresses


class OpenErrata(Record):
    """The corrections of the printed book."""

    schema_url: Annotated[Url, Field(alias="$schema")]
    title: Prose
    isbn13: str
    license: Prose
    updated: Day
    errata: Many[OpenErratum]


def errata_json(site: Site) -> str:
    """Give all errata as JSON, in the order of the page."""
    home = site.repository.site_url
    book = site.book
    rows = [row for chapter in book.chapters for row in book.errata_opening(chapter.id)]
    content = {
        "$schema": home + SCHEMA_FILE,
        "title": book.info.title,
        "isbn13": book.info.isbn13,
        "license": "Apache-2.0",
        "updated": max((row.updated for row in rows), default=book.info.first_edition.date),
        "errata": [{**row.model_dump(), "url": _addresses(home, row.id)} for row in rows],
    }
    document = OpenErrata.model_validate(content)
    return document.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"


def errata_schema() -> str:
    """Give the JSON Schema of `errata.json`."""
    schema = OpenErrata.model_json_schema()
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _addresses(home: str, row_id: str) -> dict[str, str]:
    return {locale: f"{home}{locale_root(locale)}errata/#{row_id}" for locale in LOCALES}
