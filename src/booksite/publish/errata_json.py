"""The errata for programs: `errata.json` and the JSON Schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, get_args

from pydantic import Field, RootModel

from booksite.book import Day, Erratum, Many, Prose, Record, Side, Url, naming_languages
from booksite.locales import Locale
from booksite.pages import Site

FILE, SCHEMA_FILE = "errata.json", "errata.schema.json"


class Addresses(RootModel[dict[str, Url]]):
    """The addresses of a row on the pages of all languages."""


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
    """Return all errata as JSON, in the order of the page."""
    home = site.repository.site_url
    book = site.book
    rows = [row for chapter in book.chapters for row in book.errata_opening(chapter.id)]
    content = {
        "$schema": home + SCHEMA_FILE,
        "title": book.info.title,
        "isbn13": book.info.isbn13,
        "license": "Apache-2.0",
        "updated": max((row.updated for row in rows), default=book.info.first_edition.date),
        "errata": [_row(site, row) for row in rows],
    }
    document = OpenErrata.model_validate(content)
    return document.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"


def errata_schema(languages: Sequence[Locale]) -> str:
    """Return the JSON Schema of `errata.json`."""
    schema = naming_languages(OpenErrata.model_json_schema(), languages)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _row(site: Site, row: Erratum) -> dict[str, Any]:
    labels = {
        side: {locale: row.labels.word(side, locale) for locale in site.book.languages}
        for side in get_args(Side)
    }
    return {**row.model_dump(), "labels": labels, "url": _addresses(site, row.id)}


def _addresses(site: Site, row_id: str) -> dict[str, str]:
    home = site.repository.site_url
    return {locale: f"{home}{locale.root}errata/#{row_id}" for locale in site.book.languages}
