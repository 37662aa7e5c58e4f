"""The index of the built site: every record is in it, every result leads to its place."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from booksite.pages.parts import MARKERS
from booksite.pages.site import load_site
from booksite.search.index import write_indexes
from booksite.search.sources import passages
from tests.helpers import LOCALES, anchors


def test_every_erratum_question_and_link_is_found_in_both_languages(built: Path) -> None:
    site = load_site(built.parent, MARKERS)
    for locale in LOCALES:
        anchors = {(found.kind, found.anchor) for found in passages(site, locale)}
        assert {("erratum", row.id) for row in site.book.errata} <= anchors
        assert {("question", row.id) for row in site.book.faq} <= anchors
        assert {("link", f"link-{row.id}") for row in site.book.links} <= anchors


def test_every_result_leads_to_an_element_of_its_page(built: Path) -> None:
    site = load_site(built.parent, MARKERS)
    of_page = cache(anchors)
    for locale in LOCALES:
        for found in passages(site, locale):
            ids = of_page(built / found.url / "index.html")
            for anchor in filter(None, [found.anchor, *(p.anchor for p in found.pieces)]):
                assert anchor in ids, f"{found.url}#{anchor}"


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    write_indexes(load_site(built.parent, MARKERS), tmp_path)
    files = sorted((built / "search").glob("*.??.json"))
    assert len(files) == 4
    for file in files:
        assert (tmp_path / "search" / file.name).read_bytes() == file.read_bytes()


def test_no_language_costs_more_than_275_kb(built: Path) -> None:
    for locale in LOCALES:
        files = (built / "search").glob(f"*.{locale}.json")
        assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) < 275_000
