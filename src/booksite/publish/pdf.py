"""The whole site as one PDF for each language; `make pdf` makes both. Sheets are print.css's.

Chromium prints one document with all pages in order: so bookmarks, links between chapters and the
structure that screen readers follow come from it. It asks no host: whatever it wants of the site's
public address comes from the built files, and so links lead to the public site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route, sync_playwright
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from booksite.book import load_book
from booksite.errors import BooksiteError
from booksite.files import write_whole
from booksite.pages import site_navigation
from booksite.publish.chromium import installed_chromium

_BIND = "assets/javascripts/bind.js"


def write_pdfs(root: Path) -> list[Path]:
    """Print the built site to ``pdf/book-<language>.pdf``.

    Args:
        root: The project's root; the site must have been built.

    Returns:
        The files.

    Raises:
        BooksiteError: There is no built site.
    """
    site = root / "site"
    if not (site / "index.html").is_file():
        raise BooksiteError("site/: expected the built site. Run `make build` first.")
    book = load_book(root)
    paths = [re.sub(r"(^|/)index\.md$|\.md$", "/", path) for path in _flat(site_navigation(book))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        files = []
        for locale in book.languages:
            pages = [locale.root + path.lstrip("/") for path in paths]
            files.append(root / "pdf" / f"book-{locale}.pdf")
            print_pages(browser, site, book.repository.site_url, pages, files[-1])
        browser.close()
    return files


def print_pages(
    browser: Browser, site: Path, site_url: str, pages: Sequence[str], file: Path
) -> None:
    """Print pages of a built site as one PDF.

    Args:
        browser: A Chromium.
        site: Folder of the built site.
        site_url: Its public address, with slash.
        pages: Addresses of the pages from the site's root; the first one opens the book.
        file: The PDF.
    """

    def answer(route: Route) -> None:
        wanted = site / route.request.url.removeprefix(site_url).split("?")[0].split("#")[0]
        wanted = wanted / "index.html" if wanted.is_dir() else wanted
        is_ours = route.request.url.startswith(site_url)
        is_still = wanted.suffix != ".js" or wanted == site / _BIND
        if is_ours and is_still and wanted.is_file():
            route.fulfill(path=wanted)
        else:
            route.abort()

    page = browser.new_page(color_scheme="light", reduced_motion="reduce")
    page.route("**/*", answer)
    page.goto(site_url + pages[0])
    page.emulate_media(media="print", color_scheme="light")
    bind = "async ([script, pages]) => (await import(script)).bind(pages)"
    page.evaluate(bind, [site_url + _BIND, [site_url + address for address in pages]])
    printed = page.pdf(
        prefer_css_page_size=True,
        print_background=True,
        outline=True,
        tagged=True,
    )
    page.close()
    write_whole(file, _with_single_titles(printed))


def _with_single_titles(pdf: bytes) -> bytes:
    """Give each bookmark its title once: Chromium says twice what begins a page."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for bookmark in _bookmarks(writer.root_object["/Outlines"].get_object()):
        title = str(bookmark["/Title"])
        half = title[: len(title) // 2]
        if half * 2 == title:
            bookmark[NameObject("/Title")] = TextStringObject(half)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def _bookmarks(parent: Any) -> Iterator[Any]:
    child = parent.get("/First")
    while child:
        bookmark = child.get_object()
        yield bookmark
        yield from _bookmarks(bookmark)
        child = bookmark.get("/Next")


def _flat(navigation: list[Any]) -> Iterator[str]:
    for entry in navigation:
        if isinstance(entry, str):
            yield entry
        else:
            for entries in entry.values():
                yield from _flat(entries)
