"""Titles are text: nothing in them becomes an element, and nothing of them is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.hosting import MOUNT
from tests.conftest import served
from tests.project import copy_sources, run_booksite

# Half a tag: a browser completes it at the next `>`.
HALF = "<img src=x onerror=window.hit=1 y"
TOKENS = "Meaning of `<unk>` and `<pad>`"
SOURCES = {
    "data/book.yml": [
        ("label: {ja: 3章, en: Chapter 3}", f'label: {{ja: "3{HALF}", en: "3{HALF}"}}'),
        (
            "title: {ja: 初めての機械学習, en: First machine learning}",
            f'title: {{ja: "初めて{HALF}", en: "First{HALF}"}}',
        ),
        ("title: {ja: 基礎編, en: Basics}", f'title: {{ja: "基礎{HALF}", en: "Basic{HALF}"}}'),
    ],
}
PAGES = ["", "chapters/", "chapters/ch03/", "chapters/ch05/", "faq/", "en/chapters/ch03/"]


def _with_heading(file: Path, source: str) -> None:
    """Replace the first heading of a notebook that is in the contents."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if "".join(cell["source"]).startswith("## "))
    cell["source"] = source
    file.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose titles hold code, and half of an element."""
    folder = copy_sources(tmp_path_factory.mktemp("hostile"))
    for name, changes in SOURCES.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("notebooks/ch03_first_ml.ipynb", "notebooks/en/ch03_first_ml.ipynb"):
        _with_heading(folder / name, f"## {TOKENS} `{HALF}>`")
    finished = run_booksite(folder, "build")
    assert finished.returncode == 0, finished.stderr
    with served(folder / "site") as host:
        yield host + MOUNT


@pytest.mark.parametrize("address", PAGES)
def test_no_title_becomes_an_element(page: Page, hostile: str, address: str) -> None:
    page.goto(hostile + address)
    page.wait_for_load_state("networkidle")
    assert page.locator("[onerror]").count() == 0
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])
def test_what_looks_like_a_tag_is_shown(page: Page, hostile: str, root: str) -> None:
    page.goto(f"{hostile}{root}chapters/ch03/")
    contents = page.locator(".md-sidebar--secondary")
    expect(contents).to_contain_text(f"Meaning of <unk> and <pad> {HALF}>")
    assert HALF in page.title()
    expect(page.locator(".md-sidebar--primary")).to_contain_text(HALF)
