"""Links of cells to pages, and anchors that a page has already."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from booksite.notebooks.fragment import Fragment
from booksite.notebooks.library import EmbeddedNotebook
from booksite.notebooks.links import CellLink
from booksite.pages.cell_links import doubled_anchors, doubled_numbers, unknown_pages
from booksite.pages.source import MarkdownPage
from tests.helpers import EN, JA
from tests.tiny import code, make_notebook, markdown, saved

PAGES = [MarkdownPage(locale, "errata.md", f"docs/{locale}/errata.md", "") for locale in (JA, EN)]


@pytest.fixture
def embedded(tmp_path: Path) -> EmbeddedNotebook:
    links = tuple(
        CellLink("errata", f"../docs/ja/{page}", page) for page in ("errata.md", "errta.md")
    )
    fragment = Fragment(Markup(), anchors=frozenset({"errata", "data"}), links=links)
    return EmbeddedNotebook(fragment, saved(tmp_path, make_notebook(code("errata", "x"))))


def test_a_link_to_a_page_that_is_not_there(embedded: EmbeddedNotebook) -> None:
    (fault,) = unknown_pages(PAGES, {("small", JA): embedded})
    assert (fault.line, fault.came) == (6, "'../docs/ja/errta.md' (cell errata)")
    assert fault.remedy == "Did you mean docs/ja/errata.md?"


def test_a_cell_of_any_kind_doubles_no_anchor_of_its_page(embedded: EmbeddedNotebook) -> None:
    (fault,) = doubled_anchors(PAGES[0], embedded, {"errata", "faq"})
    assert (fault.line, fault.came) == (6, "'errata'")


NUMBERED = "\n$$\n\\begin{equation}\nx\n\\end{equation}\n$$\n"


@pytest.mark.parametrize(
    ("on_page", "in_cell", "lines"),
    [
        (NUMBERED, NUMBERED, [3]),
        (NUMBERED, "$$x$$", []),
        (NUMBERED.replace("equation", "equation*"), NUMBERED, []),
    ],
)
def test_formulas_of_page_and_notebook_do_not_both_count_from_one(
    tmp_path: Path, on_page: str, in_cell: str, lines: list[int]
) -> None:
    page = MarkdownPage(JA, "ch03.md", "docs/ja/ch03.md", on_page)
    notebook = saved(tmp_path, make_notebook(markdown("formula", in_cell)))
    told = list(doubled_numbers(page, EmbeddedNotebook(Fragment(Markup()), notebook)))
    assert [fault.line for fault in told] == lines
