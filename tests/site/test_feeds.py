"""Feeds, errata.json and metadata, read as other programs read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urldefrag

import feedparser
import jsonschema
import pytest
from lxml import etree

from booksite.book.kinds import KINDS
from tests.helpers import anchors, document
from tests.real import BOOK

HOME = BOOK.repository.site_url
COUNT = sum(len(BOOK.rows(kind.record)) for kind in KINDS if kind.news)
ROOTS = pytest.mark.parametrize(("root", "locale"), [("", "ja"), ("en/", "en")])

# The grammar of RFC 4287, and the schema of JSON Feed in the npm package jsonfeed-schema.
SCHEMAS = Path(__file__).parent / "schemas"
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON_FEED = json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text(encoding="utf-8"))


@ROOTS
def test_feeds_are_valid(built: Path, root: str, locale: str) -> None:
    ATOM.assertValid(etree.parse(built / root / "feed.xml"))
    feed = json.loads((built / root / "feed.json").read_text(encoding="utf-8"))
    jsonschema.validate(feed, JSON_FEED)
    # RFC 3339, as the format asks and its schema only names.
    moment = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
    assert all(moment.fullmatch(item["date_modified"]) for item in feed["items"])


@ROOTS
def test_the_atom_feed_holds_every_row(built: Path, root: str, locale: str) -> None:
    feed = feedparser.parse((built / root / "feed.xml").read_bytes())
    assert feed.version == "atom10"
    assert not feed.bozo
    assert feed.feed.title
    assert feed.feed.id == f"{HOME}{root}feed.xml"
    assert len(feed.entries) == COUNT
    assert all(entry.title and entry.summary and entry.updated_parsed for entry in feed.entries)
    updates = [entry.updated for entry in feed.entries]
    assert updates == sorted(updates, reverse=True)
    assert feed.feed.updated == updates[0]


@ROOTS
def test_the_json_feed_says_the_same(built: Path, root: str, locale: str) -> None:
    feed = json.loads((built / root / "feed.json").read_text(encoding="utf-8"))
    assert feed["language"] == locale
    atom = feedparser.parse((built / root / "feed.xml").read_bytes())
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert [item["title"] for item in feed["items"]] == [entry.title for entry in atom.entries]


@ROOTS
def test_each_entry_leads_to_its_row(built: Path, root: str, locale: str) -> None:
    pages: dict[str, set[str]] = {}
    for item in json.loads((built / root / "feed.json").read_text(encoding="utf-8"))["items"]:
        address, anchor = urldefrag(item["url"])
        if address not in pages:
            pages[address] = anchors(built / address.removeprefix(HOME) / "index.html")
        assert anchor in pages[address], item["url"]


def test_errata_json_is_what_its_schema_says(built: Path) -> None:
    document = json.loads((built / "errata.json").read_text(encoding="utf-8"))
    schema = json.loads((built / "errata.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert document["$schema"] == f"{HOME}errata.schema.json"
    assert {row["id"] for row in document["errata"]} == {row.id for row in BOOK.errata}
    assert len(document["errata"]) == len(BOOK.errata)
    del document["errata"][0]["printings"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def metadata(page: Path) -> dict[str, object]:
    found = document(page).xpath("//script[@type='application/ld+json']/text()")
    assert len(found) == 1
    return json.loads(found[0])


@ROOTS
def test_home_describes_the_book_and_chapters_are_parts_of_it(
    built: Path, root: str, locale: str
) -> None:
    book = metadata(built / root / "index.html")
    assert book["@type"] == "Book"
    assert book["isbn"] == BOOK.info.isbn13
    for chapter in BOOK.chapters:
        described = metadata(built / root / "chapters" / chapter.id / "index.html")
        assert described["inLanguage"] == locale
        assert described["isPartOf"]["@id"] == book["@id"]  # type: ignore[index]


@ROOTS
def test_pages_name_their_feeds(built: Path, root: str, locale: str) -> None:
    page = document(built / root / "errata/index.html")
    kinds = ("application/atom+xml", "application/feed+json", "application/json")
    for kind, target in zip(kinds, ("feed.xml", "feed.json", "errata.json"), strict=True):
        (link,) = page.xpath(f"//link[@type='{kind}']/@href")
        folder = built / root / "errata"
        assert (folder / link).resolve() == (
            built / (target if target == "errata.json" else root + target)
        ).resolve()
