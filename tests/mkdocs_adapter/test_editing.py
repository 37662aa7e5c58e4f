"""While the site is served, an edit makes the pages anew that it concerns, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from booksite.book.loading import load_book
from booksite.mkdocs_adapter.editing import Unchanged
from booksite.pages.place import Place
from booksite.pages.site import Site
from booksite.pages.source import MarkdownPage
from tests.helpers import ERRATA, FAQ, LOCALES, changed, write_book

SOURCES = {
    "errata.md": "# E {#top}\n<!-- booksite:errata -->\n",
    "faq.md": "# F {#top}\n<!-- booksite:faq -->\n",
    "about.md": "# A {#top}\n",
}
ALL = {f"{locale}/{path}" for path in SOURCES for locale in LOCALES}


class Project:
    """A tiny site that is built again and again."""

    def __init__(self, root: Path) -> None:
        self.root, self.sources, self.unchanged = root, dict(SOURCES), Unchanged()
        (root / "overrides").mkdir()
        (root / "mkdocs.yml").touch()
        self.data()

    def data(self, **files: str) -> None:
        write_book(self.root, **files)

    def built(self) -> set[str]:
        """Build, and tell which pages were made."""
        book = load_book(self.root)
        pages = [
            MarkdownPage(locale, path, f"docs/{locale}/{path}", source)
            for locale in LOCALES
            for path, source in self.sources.items()
        ]
        site = Site(book, book.repository, tuple(pages), {})
        self.unchanged.begin(self.root, site)
        made = set()
        for page in pages:
            place = Place(site, page.locale, f"{page.locale}/{page.path}")
            if self.unchanged.is_new(place, page):
                assert self.unchanged.is_new(place, page), "MkDocs asks twice"
                self.unchanged.made(place.url)
                made.add(place.url)
        return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_first_all_pages_are_made_and_then_none(project: Project) -> None:
    assert project.built() == ALL
    assert project.built() == set()


def edit_text(project: Project) -> None:
    project.sources["about.md"] += "\nMore.\n"


def edit_title(project: Project) -> None:
    project.sources["about.md"] = "# Else {#top}\n"


def edit_datum(project: Project) -> None:
    project.data(errata=changed(ERRATA, "x = 1", "x = 3"))


def edit_one_language(project: Project) -> None:
    project.data(errata=changed(ERRATA, "en: The value was wrong.", "en: It was wrong."))


def edit_template(project: Project) -> None:
    (project.root / "overrides" / "main.html").write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "made"),
    [
        (edit_text, {"ja/about.md", "en/about.md"}),
        (edit_title, ALL),
        (edit_datum, {"ja/errata.md", "en/errata.md"}),
        (edit_one_language, {"en/errata.md"}),
        (edit_template, ALL),
    ],
)
def test_an_edit_makes_the_pages_that_show_it(
    project: Project, edit: Callable[[Project], None], made: set[str]
) -> None:
    project.built()
    edit(project)
    assert project.built() == made
    assert project.built() == set()


def test_a_page_that_was_not_written_is_made_next_time(project: Project) -> None:
    project.built()
    project.data(faq=changed(FAQ, "id: f-p82-1", "id: f-p82-2"))
    written = project.unchanged.made
    project.unchanged.made = lambda url: None  # type: ignore[method-assign]
    assert project.built() == {"ja/faq.md", "en/faq.md"}
    project.unchanged.made = written  # type: ignore[method-assign]
    assert project.built() == {"ja/faq.md", "en/faq.md"}
