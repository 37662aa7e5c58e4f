"""Pages on paper: what Chromium prints of them, from either scheme."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from booksite.markup import Formulas
from booksite.notebooks.cells import CellNotes
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.outputs import OutputContext, cell_outputs
from tests.helpers import EN, JA
from tests.real import BOOK, chapter_without, printing_named
from tests.tiny import code, output

LAST = BOOK.info.printings_seen[-1]
NONE_LEFT = chapter_without(LAST)
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
PAGES = ["", "errata/", "faq/", "chapters/ch05/", "en/how-to-run/", "en/chapters/ch11/"]
# Between the margins of print.css, in CSS pixels.
TEXT_WIDTH = round((210 - 2 * 16) / 25.4 * 96)
MOST_SHEETS = 60

# Contrast of each text with what is printed behind it; backgrounds may be printed or not, so both
# count.
_FAINT = """() => {
  const parse = color => color.match(/[\\d.]+/g).map(Number)
  const luminance = color => {
    const [r, g, b] = color.map(value => value / 255).map(
      value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }
  const white = [255, 255, 255]
  const behind = element => {
    for (; element; element = element.parentElement) {
      const [r, g, b, alpha = 1] = parse(getComputedStyle(element).backgroundColor)
      if (alpha > 0.99) return [r, g, b]
    }
    return white
  }
  const faint = []
  for (const element of document.querySelectorAll(".md-content *, .bs-hero *")) {
    const written = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!written || !element.checkVisibility() || element.closest("svg")) continue
    const ink = parse(getComputedStyle(element).color).slice(0, 3)
    const least = Math.min(contrast(ink, white), contrast(ink, behind(element)))
    if (least < 4.5) faint.push([least.toFixed(2), element.outerHTML.slice(0, 80)])
  }
  return faint
}"""

# What reaches beyond the text's edge by more than a space that hangs there, or hides a part of
# itself.
_CUT_OFF = """() => [...document.querySelectorAll(".md-content *, .bs-hero *")].filter(element => {
  if (!element.checkVisibility() || element.closest("svg, math, .md-clipboard")) return false
  const hides = getComputedStyle(element).overflowX !== "visible"
  const { right } = element.getBoundingClientRect()
  return right > innerWidth + 8 || hides && element.scrollWidth > element.clientWidth + 1
}).map(element => element.outerHTML.slice(0, 80))"""

# Words in cells that stand on more than one line.
_BROKEN = """() => [...document.querySelectorAll(".md-content :is(td, th)")].flatMap(cell => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const broken = []
  for (let text; (text = texts.nextNode());) {
    for (const { 0: word, index } of text.data.matchAll(/[A-Za-z]+/g)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) broken.push(word)
    }
  }
  return broken
})"""


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("address", PAGES)
@SCHEMES
def test_paper_is_readable_and_holds_all(
    browser: Browser, base_url: str, address: str, scheme: Any
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": TEXT_WIDTH, "height": 900})
    page.goto(base_url + address)
    page.emulate_media(media="print")
    assert page.evaluate(_FAINT) == []
    assert page.evaluate(_CUT_OFF) == []
    for frame in (".md-header", ".md-sidebar--primary", ".md-footer", ".bs-filter", ".bs-offline"):
        assert not any(box.is_visible() for box in page.locator(frame).all()), frame
    page.close()


def test_what_is_wider_than_a_sheet_breaks_or_is_set_smaller(
    browser: Browser, base_url: str, tmp_path: Path
) -> None:
    terms = " + ".join(rf"w_{{{number}}} x_{{{number}}}" for number in range(30))
    row = "".join(f"<td>a_long_word_in_cell_{number}</td>" for number in range(25))
    narrow = f"<tr>{'<td>' + 'x' * 70 + '</td>'}{'<td>' + 'y' * 70 + '</td>'}</tr>"
    data = [
        {"text/html": f"<table><tr>{row}</tr></table>"},
        {"text/html": f"<table>{narrow}</table>"},
        {"text/plain": "a long line " * 20 + "x" * 300},
        {"text/markdown": f"|{'column|' * 20}\n|{'-|' * 20}\n|{'a_long_value|' * 20}"},
        {"text/latex": f"$${terms}$$"},
        {"text/latex": rf"\begin{{equation}}{terms}\end{{equation}}"},
        {"text/latex": rf"$$\frac{{{terms}}}{{2}} = \left( {terms} \right)$$"},
        {"text/latex": f"a ${terms}$ b"},
    ]
    cell = code("wide", "x")
    cell.outputs = [output("display_data", data=one) for one in data]
    page_of = OutputContext("en", "", ImageFiles("x", tmp_path, ""), Formulas())
    html, errors = cell_outputs(cell, CellNotes(), page_of)
    assert errors == []
    page = browser.new_page(viewport={"width": TEXT_WIDTH, "height": 900})
    page.goto(base_url + "chapters/ch02/")
    page.emulate_media(media="print")
    page.evaluate("html => document.querySelector('.nb').innerHTML = html", html)
    assert page.evaluate(_CUT_OFF) == []
    wide = "formulas => formulas.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".math, .nb p, .nb .nb-table").evaluate_all(wide) == 0
    page.close()


@pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])
@pytest.mark.parametrize(
    "address", ["chapters/ch02/", "chapters/ch08/", "chapters/ch10/", "chapters/ch12/", "errata/"]
)
def test_words_in_tables_stay_whole(
    browser: Browser, base_url: str, address: str, root: str
) -> None:
    page = browser.new_page(viewport={"width": TEXT_WIDTH, "height": 900})
    page.goto(base_url + root + address)
    page.emulate_media(media="print")
    assert page.evaluate(_BROKEN) == []
    assert page.evaluate(_CUT_OFF) == []
    page.close()


@pytest.mark.parametrize("address", ["chapters/ch05/", "en/faq/"])
def test_each_sheet_has_title_address_and_number(
    browser: Browser, base_url: str, address: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(base_url + address)
    title = page.title()
    sheets = [sheet.extract_text() for sheet in printed(page).pages]
    page.close()
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in sheet
        assert base_url + address in sheet
        assert "".join(title.split()) in "".join(sheet.split())


def test_no_sheet_but_the_last_is_nearly_empty(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(base_url + "chapters/ch08/")
    sheets = printed(page).pages
    page.close()
    assert len(sheets) < MOST_SHEETS
    for number, sheet in enumerate(list(sheets)[:-1], start=1):
        lowest = min(_heights(sheet))
        height = float(sheet.mediabox.height)
        assert lowest < height / 2, f"sheet {number} of {len(sheets)}"


def _heights(sheet: Any) -> list[float]:
    """Give how high each piece of text and each image stands, but for the foot of the sheet."""
    heights: list[float] = []
    foot = float(sheet.mediabox.height) * 0.07

    def note(operator: bytes, _: Any, matrix: list[float], text_matrix: list[float]) -> None:
        y = matrix[5] + matrix[3] * (text_matrix[5] if operator in (b"Tj", b"TJ") else 0)
        if operator in (b"Tj", b"TJ", b"Do") and y > foot:
            heights.append(y)

    sheet.extract_text(visitor_operand_before=note)
    return heights


def test_folds_print_open_and_links_say_where_they_lead(browser: Browser, base_url: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(base_url + "chapters/ch12/")
    solution = page.locator(".nb-solution code").last.text_content() or ""
    text = "".join("".join(sheet.extract_text().split()) for sheet in printed(page).pages)
    page.close()
    assert "".join(solution.split())[:40] in text
    assert "(https://download.pytorch.org/" in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("errata/?printing=2", "第2刷の訂正は、全"),
        ("en/errata/?printing=2&kind=code", " corrections of the kind “Code” in Printing 2."),
        ("changes/?words=torchinfo", "「torchinfo」を含む項目は、全"),
        ("en/faq/?chapter=ch02", " questions for Chapter 2."),
        (
            f"chapters/{NONE_LEFT.id}/?printing={LAST}",
            f"{printing_named(LAST, JA)}の{NONE_LEFT.label['ja']}に訂正はありません。",
        ),
        (
            f"en/chapters/{NONE_LEFT.id}/?printing={LAST}",
            f"No corrections for {NONE_LEFT.label['en']} in {printing_named(LAST, EN)}.",
        ),
    ],
)
def test_rows_on_paper_say_which_they_are(
    page: Page, base_url: str, address: str, said: str
) -> None:
    page.goto(base_url + address)
    text = "".join(sheet.extract_text() for sheet in printed(page).pages)
    # A PDF has some signs as radicals, and lines break anywhere.
    said, text = (re.sub(r"\s", "", unicodedata.normalize("NFKC", part)) for part in (said, text))
    assert said in text


@pytest.mark.parametrize("address", ["errata/", "chapters/ch05/"])
def test_all_rows_on_paper_need_no_words(page: Page, base_url: str, address: str) -> None:
    page.goto(base_url + address)
    page.emulate_media(media="print")
    assert not page.locator("form.bs-filter").is_visible()
