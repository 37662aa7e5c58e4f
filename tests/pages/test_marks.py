"""Marks of errata in a notebook stand where the listing stands."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from booksite.book.errata import Erratum
from booksite.book.loading import load_book
from booksite.notebooks.fragment import Fragment, slot
from booksite.pages.marks import unknown_cells, with_marks
from tests.helpers import CHANGES, ERRATA, changed, write_book

NOTEBOOK = Fragment(
    Markup('<p class="nb-listing"><span id="code-2-21">Listing 2-21</span>')
    + slot("code-2-21")
    + Markup('</p>x<div id="note">')
    + slot("note")
    + Markup("text</div>"),
    anchors=frozenset({"code-2-21", "note"}),
)


def mark(row: Erratum) -> Markup:
    return Markup("[{}]").format(row.id)


def marked(root: Path, errata: str) -> str:
    book = load_book(write_book(root, errata=errata))
    return with_marks(NOTEBOOK, "ch02", book.errata_of("ch02"), mark).html


def test_a_mark_stands_behind_the_number_of_its_listing(tmp_path: Path) -> None:
    assert "Listing 2-21</span>[e-p81-1]</p>x" in marked(tmp_path, ERRATA)


def test_a_cell_that_is_named_counts_more_than_a_number(tmp_path: Path) -> None:
    html = marked(tmp_path, changed(ERRATA, "listings: ['2-21']", "cell: note"))
    assert "here:" not in html
    assert "Listing 2-21</span></p>" in html
    assert 'id="note"><p class="bs-marks">[e-p81-1]</p>text' in html


def test_a_cell_that_is_missing_is_a_fault_in_each_language(tmp_path: Path) -> None:
    changes = changed(
        CHANGES, "      seen", "      cells: [{chapter: ch02, cell: gone}]\n      seen"
    )
    book = load_book(write_book(tmp_path, changes=changes))
    notebooks = {("ch02_pytorch", "ja"): NOTEBOOK, ("ch02_pytorch", "en"): NOTEBOOK}
    assert [str(fault) for fault in unknown_cells(book, notebooks)] == [  # type: ignore[arg-type]
        f"data/changes.yml:1: expected the id of a cell of notebooks/{folder}ch02_pytorch.ipynb, "
        "in old-call, but received 'gone'. Correct it, or remove the field."
        for folder in ("", "en/")
    ]
    # A notebook that is on its way has no cells to check.
    assert list(unknown_cells(book, {})) == []
