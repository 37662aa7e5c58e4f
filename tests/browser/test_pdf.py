"""Two pages of the book bound into a PDF, read as a PDF reader reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import Destination

from booksite.errors import BooksiteError
from booksite.publish.pdf import print_pages, write_pdfs
from tests.project import repository

SITE = repository().site_url


TITLES = {
    "": {"講座2 NumPy入門", "つなぐ", "正誤表", "序章"},
    "en/": {"Lecture 2: Introduction to NumPy", "Join", "Errata", "Prologue"},
}


@pytest.fixture(scope="module", params=["", "en/"], ids=["ja", "en"])
def root(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pdf(root: str, browser: Browser, built: Path, tmp_path_factory: Any) -> PdfReader:
    file = tmp_path_factory.mktemp("pdf") / "book.pdf"
    pages = [f"{root}chapters/l02/", f"{root}errata/"]
    print_pages(browser, built, SITE, pages, file)
    return PdfReader(file)


def titles(bookmarks: list[Any]) -> Iterator[str]:
    for bookmark in bookmarks:
        if isinstance(bookmark, Destination):
            yield str(bookmark.title)
        else:
            yield from titles(bookmark)


def text(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def test_pages_are_a4_and_tagged(pdf: PdfReader) -> None:
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pdf.pages} == {(595, 842)}
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]


def test_bookmarks_lead_to_chapters_and_their_sections(pdf: PdfReader, root: str) -> None:
    found = list(titles(pdf.outline))
    assert set(found) > TITLES[root]
    assert len(found) > 40


def test_all_fonts_are_embedded(pdf: PdfReader) -> None:
    def embedded(font: Any) -> bool:
        if font["/Subtype"] == "/Type3":
            return True  # its letters are drawn in the file itself
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        return any(key.startswith("/FontFile") for key in inner["/FontDescriptor"])

    resources: list[Any] = [page["/Resources"] for page in pdf.pages]
    fonts = [font.get_object() for each in resources for font in each.get("/Font", {}).values()]
    assert fonts
    assert all(map(embedded, fonts))


def test_the_text_is_there_and_the_frame_is_not(pdf: PdfReader) -> None:
    content = text(pdf)
    assert "np.arange" in content
    assert "torchinfo" in content, "the rows of the errata"
    assert "GitHub\nホーム" not in content
    # Links to pages that are not in the file are spelled out.
    assert f"({SITE}" in content


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BooksiteError, match="Run `make build` first"):
        write_pdfs(tmp_path)
