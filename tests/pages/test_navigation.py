"""The menu: each page has one place in `pages` of data/book.yml, and each place a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite.book.loading import load_book
from booksite.pages.navigation import menu_faults, site_navigation
from booksite.pages.source import read_pages
from tests.helpers import BOOK, LOCALES, changed, write_book

MENU = "index.md, chapters/index.md, errata.md, changes.md, faq.md, links.md"
CHAPTERS = ("chapters/ch01.md", "chapters/ch02.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny book with all its pages, in both languages."""
    write_book(tmp_path)
    for path in (*MENU.split(", "), *CHAPTERS):
        write_page(tmp_path, path)
    return tmp_path


def write_page(project: Path, path: str, front: str = "") -> None:
    for locale in LOCALES:
        file = project / "docs" / locale / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{front}\n---\n", encoding="utf-8")


def faults(project: Path, menu: str = MENU) -> list[str]:
    write_book(project, book=changed(BOOK, MENU, menu))
    book = load_book(project)
    return list(map(str, menu_faults(project, read_pages(project, LOCALES), book)))


def test_the_menu_has_the_order_of_the_data(project: Path) -> None:
    write_page(project, "quick.md")
    menu = "quick.md, " + MENU
    assert faults(project, menu) == []
    chapters = {"chapters": ["chapters/index.md", {"basics": list(CHAPTERS)}]}
    before, after = menu.split(", chapters/index.md, ")
    entries = [*before.split(", "), chapters, *after.split(", ")]
    assert site_navigation(load_book(project)) == entries


def test_a_page_without_a_place_is_named_once(project: Path) -> None:
    write_page(project, "guides/quick.md")
    assert faults(project) == [
        "docs/ja/guides/quick.md: expected a place in the menu, but received none. "
        "Add guides/quick.md to `pages` in data/book.yml."
    ]


@pytest.mark.parametrize(
    ("menu", "message"),
    [
        (
            f"{MENU}, quick.md",
            "expected a page that exists, docs/ja/quick.md, in 'pages', but received none. "
            "Write it, or remove it here.",
        ),
        (
            f"{MENU}, faq.md",
            "expected each page once, in 'pages', but received faq.md again. Remove it.",
        ),
        (
            f"{MENU}, chapters/ch01.md",
            "expected only chapters/index.md, which the chapters follow, in 'pages', "
            "but received chapters/ch01.md. Remove it.",
        ),
    ],
)
def test_a_place_without_a_page_of_its_own_is_a_fault(
    project: Path, menu: str, message: str
) -> None:
    assert faults(project, menu) == [f"data/book.yml:56: {message}"]


def test_pages_to_which_the_site_links_are_not_left_out(project: Path) -> None:
    for locale in LOCALES:
        (project / "docs" / locale / "links.md").unlink()
    assert faults(project, MENU.removesuffix(", links.md")) == [
        "data/book.yml:56: expected links.md, to which the site links, in 'pages', "
        "but received a list without it. Add links.md."
    ]


def test_the_page_of_a_chapter_has_its_name(project: Path) -> None:
    write_page(project, "chapters/first.md", "chapter: ch01")
    assert faults(project) == [
        "docs/ja/chapters/first.md: expected the page of ch01 to be chapters/ch01.md, but received "
        "chapters/first.md. Rename the file, or correct `chapter:` at its top."
    ]


def test_a_second_menu_is_refused(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text("site_name: x\nnav:\n  - index.md\n", encoding="utf-8")
    assert faults(project) == [
        "mkdocs.yml:2: expected the menu in `pages` of data/book.yml and nowhere else, "
        "but received `nav:`. Remove it and what stands below."
    ]
