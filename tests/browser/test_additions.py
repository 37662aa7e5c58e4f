"""One of everything is added by data alone: readers see it, and no test says that it is too much.

What is added, and how CONTRIBUTING tells it, stands in `tests.additions`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.hosting import MOUNT
from booksite.locales import Locale
from tests.additions import PRINTING, add_everything
from tests.conftest import served
from tests.helpers import EN, JA, anchors, document
from tests.project import ROOT, built_anew, copy_sources

TESTS = ("tests", "bench", "pyproject.toml", "CONTRIBUTING.md", "CONTRIBUTING.ja.md")
# Those that look at what the data hold, without a browser.
READ_THE_DATA = (
    "tests/book/test_book.py",
    "tests/book/test_kinds.py",
    "tests/book/test_published.py",
    "tests/desk/test_issue_form.py",
    "tests/markup/test_difference.py",
    "tests/notebooks/test_all_notebooks.py",
    "tests/running/test_messages.py",
    "tests/site/test_book_page.py",
    "tests/site/test_feeds.py",
    "tests/site/test_search_index.py",
    "tests/site/test_search_quality.py",
    "tests/site/test_sharing.py",
    "tests/site/test_site.py",
    "tests/test_contributing.py",
)
# One builds the site three times more, one guesses at random.
_SLOW = "not another_day and not no_answers_break"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which one of everything was added."""
    folder = copy_sources(tmp_path_factory.mktemp("additions"))
    add_everything(folder)
    built_anew(folder)
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with served(project / "site") as host:
        yield host + MOUNT


def test_no_test_of_the_data_fails(project: Path) -> None:
    for name in TESTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, project / name)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    finished = subprocess.run(
        [*command, "-k", _SLOW, *READ_THE_DATA],
        cwd=project,
        env=ours | {"PYTHONPATH": str(project / "src"), "BUILT_SITE": str(project / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-5000:]


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_entry_is_on_its_page(project: Path, root: str) -> None:
    shown = {
        "errata": {"e-p171-99", "e-p171-98"},
        "faq": {"f-p172-99", "f-name-added"},
        "changes": {"added-call"},
        "links": {"link-added-documentation"},
        "chapters/ch13": {"learn", "notebook", "rounding"},
    }
    for page, ids in shown.items():
        assert ids <= anchors(project / "site" / root / page / "index.html")


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_menu_leads_to_the_page_and_the_chapter(project: Path, root: str) -> None:
    home = document(project / "site" / root / "index.html")
    links = [link.rstrip("/") for link in home.xpath("//nav//a/@href")]
    order = [links.index(page) for page in ("quick-start", "how-to-run")]
    assert order == sorted(order)
    chapters = document(project / "site" / root / "chapters/index.html")
    assert any(link.endswith("ch13/") for link in chapters.xpath("//nav//a/@href"))


@pytest.mark.parametrize("locale", [JA, EN], ids=["ja", "en"])
def test_readers_choose_the_printing_and_see_its_rows(
    page: Page, address: str, locale: Locale
) -> None:
    earlier, last = {
        "ja": (f"第{PRINTING - 1}刷", f"第{PRINTING}刷以降"),
        "en": (f"Printing {PRINTING - 1}", f"Printing {PRINTING} or later"),
    }[locale]
    page.goto(f"{address}{locale.root}errata/")
    field = page.locator("#filter-printing")
    assert field.locator("option").all_inner_texts()[-2:] == [earlier, last]
    field.select_option(last)
    expect(page.locator("#e-p171-98")).to_be_visible()
    # It is kept, and rows of other printings are hidden wherever the reader goes.
    page.goto(f"{address}{locale.root}chapters/ch05/#errata")
    page.locator("details:has([data-row]) summary").first.click()
    shown = page.locator("[data-row]").evaluate_all(
        "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.printing)"
    )
    assert shown == [str(PRINTING)]


def test_forms_pages_feeds_and_search_name_it(project: Path) -> None:
    def read(name: str) -> str:
        return (project / name).read_text(encoding="utf-8")

    forms = ".github/ISSUE_TEMPLATE"
    assert f"- 第{PRINTING}刷以降 ({PRINTING})" in read(f"{forms}/erratum-ja.yml")
    assert f"- Printing {PRINTING} or later ({PRINTING})" in read(f"{forms}/erratum-en.yml")
    assert "13章 量子化 (ch13)" in read(f"{forms}/question-ja.yml")
    assert f"第1〜{PRINTING}刷" in read("site/book/index.html")
    assert f"第{PRINTING}刷以降に1件" in read("site/errata/index.html")
    assert f"第{PRINTING}刷" in read("site/feed.xml")
    assert f"Printing {PRINTING}" in read("site/en/feed.xml")
    for words in ("損失関す", "丸めて軽くします"):
        assert words in read("site/search/texts.ja.json")
