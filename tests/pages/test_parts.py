"""Parts made from data, on a tiny book: what a page shows of an entry, and what it must not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from booksite.book.contents import chapter_runs
from booksite.book.loading import load_book
from booksite.book.printed import printings
from booksite.locales import Locale
from booksite.pages.parts import PARTS
from booksite.pages.place import Place
from booksite.pages.site import Site
from tests.helpers import EN, ERRATA, FAQ, JA, LOCALES, changed, write_book
from tests.project import ROOT


def part(root: Path, name: str, locale: Locale) -> str:
    """Render a part of a book's errata or FAQ page."""
    book = load_book(root)
    site = Site(book, book.repository, (), {})
    return PARTS[name](Place(site, locale, f"{name}/")).html


@pytest.mark.parametrize("locale", LOCALES)
def test_an_old_address_still_arrives(tmp_path: Path, locale: Locale) -> None:
    errata = changed(ERRATA, "id: e-p81-1", "id: e-p81-1\n      formerly: [e-p80-1, e-p80-2]")
    faq = changed(FAQ, "id: f-p82-1", "id: f-p82-1\n      formerly: [f-all-9]")
    write_book(tmp_path, errata=errata, faq=faq)
    errata_ids = re.findall(r' id="(e-[^"]+)"', part(tmp_path, "errata", locale))
    assert set(errata_ids) == {"e-p81-1", "e-p80-1", "e-p80-2", "e-ch01-02-1"}
    assert re.findall(r' id="(f-[^"]+)"', part(tmp_path, "faq", locale)) == ["f-all-9", "f-p82-1"]


@pytest.mark.parametrize("locale", LOCALES)
def test_fields_bring_neither_script_nor_image(tmp_path: Path, locale: Locale) -> None:
    bad = "'`<script>` ![x](https://example.org/x.png) [y](javascript:alert(1))'"
    errata = changed(
        ERRATA, "ja: 値の間違いです。, en: The value was wrong.", f"ja: {bad}, en: {bad}"
    )
    errata = changed(errata, "        x = 1\n", "        <script>alert(1)</script>\n")
    html = part(write_book(tmp_path, errata=errata), "errata", locale)
    assert "&lt;script&gt;" in html
    assert not re.search(r"<script|<img|href=\"javascript", html)


@pytest.mark.parametrize("locale", LOCALES)
def test_readers_find_the_forms_of_their_language(tmp_path: Path, locale: Locale) -> None:
    html = part(write_book(tmp_path), "report-links", locale)
    forms = re.findall(r"/issues/new\?template=([\w.-]+)", html)
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    assert sorted(forms) == sorted(file.name for file in folder.glob(f"*-{locale}.yml"))


@pytest.mark.parametrize(
    ("numbers", "ja", "en"),
    [
        ([1], "第1刷", "printing 1"),
        ([1, 2], "第1〜2刷", "printings 1–2"),
        ([1, 3], "第1・3刷", "printings 1 and 3"),
        ([1, 2, 3, 5], "第1〜3・5刷", "printings 1–3 and 5"),
        ([1, 3, 5, 6, 7], "第1・3・5〜7刷", "printings 1, 3 and 5–7"),
    ],
)
def test_printings_are_named_one_way(numbers: list[int], ja: str, en: str) -> None:
    assert (printings(numbers, JA), printings(numbers, EN)) == (ja, en)


def test_many_chapters_are_named_by_the_first_and_the_last() -> None:
    chapters = load_book(ROOT).chapters
    ids = ["l01", "ch09", "ch10", "ch11", "ch12", "ch03", "ch00"]
    runs = chapter_runs(ids, chapters)
    assert [[run[0].id, run[-1].id] for run in runs] == [
        ["ch00", "ch00"], ["ch03", "ch03"], ["ch09", "ch12"], ["l01", "l01"],
    ]  # fmt: skip


def test_a_row_names_its_chapters_only_where_they_are_several(tmp_path: Path) -> None:
    html = part(write_book(tmp_path), "errata", JA)
    one, two = re.split(r"<li ", html)[2:0:-1]
    assert "chapters/ch02/" not in one
    assert "chapters/ch01/" in two
    assert one.index("第1刷") < one.index("コード</span>")
