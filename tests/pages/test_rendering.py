"""One function renders a page, whatever tool has turned its Markdown into HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite import Place, Site, render_page
from booksite.book.loading import load_book
from booksite.markup.outline import Heading
from booksite.pages.dialect import Outlined
from tests.helpers import EN, write_book

PAGE = """\
<h1 id="top">Errata</h1>
<h2 id="rows">Rows</h2>
<!-- booksite:errata -->
<h2 id="end">End</h2>"""
OUTLINE: list[Outlined] = [
    Heading(1, "top", "Errata"), Heading(2, "rows", "Rows"), "errata", Heading(2, "end", "End"),
]  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    book = load_book(write_book(tmp_path))
    return Place(Site(book, book.repository, (), {}), EN, "en/errata/")


def test_a_part_is_in_place(place: Place) -> None:
    page = render_page(PAGE, place, OUTLINE)
    assert "booksite:errata" not in page.html
    assert page.html.index('id="rows"') < page.html.index('id="e-p81-1"') < page.html.index("End")


def test_headings_of_parts_stand_between_those_of_the_page(place: Place) -> None:
    page = render_page(PAGE, place, OUTLINE)
    ids = [heading.id for heading in page.headings]
    assert ids[:2] == ["top", "rows"]
    assert ids[-1] == "end"
    assert "e-p81-1" in page.anchors
