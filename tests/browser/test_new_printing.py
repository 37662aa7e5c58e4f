"""A printing is added by data alone: `printings_seen` of data/book.yml, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.hosting import MOUNT
from tests.conftest import served
from tests.project import copy_sources, run_booksite

ROW = """
- id: e-p171-9
  printings: [4]
  chapters: [ch05]
  page: 171
  kind: text
  action: replace
  wrong: 損失関す
  right: 損失関数
  updated: 2026-11-01
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which a fourth printing has been seen, with an erratum of its own."""
    folder = copy_sources(tmp_path_factory.mktemp("printing"))
    book = folder / "data/book.yml"
    text = book.read_text(encoding="utf-8")
    assert "printings_seen: [1, 2, 3]" in text
    text = text.replace("printings_seen: [1, 2, 3]", "printings_seen: [1, 2, 3, 4]")
    book.write_text(text, encoding="utf-8")
    with (folder / "data/errata.yml").open("a", encoding="utf-8") as errata:
        errata.write(ROW)
    for command in ("generate", "check", "build"):
        finished = run_booksite(folder, command)
        assert finished.returncode == 0, finished.stderr
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with served(project / "site") as host:
        yield host + MOUNT


@pytest.mark.parametrize(
    ("root", "third", "fourth"),
    [("", "第3刷", "第4刷以降"), ("en/", "Printing 3", "Printing 4 or later")],
    ids=["ja", "en"],
)
def test_readers_choose_it_and_see_its_rows(
    page: Page, address: str, root: str, third: str, fourth: str
) -> None:
    page.goto(f"{address}{root}errata/")
    field = page.locator("#filter-printing")
    assert field.locator("option").all_inner_texts()[-2:] == [third, fourth]
    field.select_option(fourth)
    expect(page.locator("#e-p171-9")).to_be_visible()
    # It is kept, and rows of other printings are hidden wherever the reader goes.
    page.goto(f"{address}{root}chapters/ch05/#errata")
    page.locator("details:has([data-row]) summary").first.click()
    shown = page.locator("[data-row]").evaluate_all(
        "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.printing)"
    )
    assert shown == ["4"]


def test_forms_pages_feeds_and_search_name_it(project: Path) -> None:
    def read(name: str) -> str:
        return (project / name).read_text(encoding="utf-8")

    assert "- 第4刷以降 (4)" in read(".github/ISSUE_TEMPLATE/erratum-ja.yml")
    assert "- Printing 4 or later (4)" in read(".github/ISSUE_TEMPLATE/erratum-en.yml")
    assert "第1〜4刷" in read("site/book/index.html")
    assert "第4刷以降に1件" in read("site/errata/index.html")
    assert "第4刷" in read("site/feed.xml")
    assert "Printing 4" in read("site/en/feed.xml")
    assert "損失関す" in read("site/search/texts.ja.json")
