"""The site's own figures (docs/assets/figures): how they are drawn and opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from booksite.locales import text
from tests.firefox import BOTH
from tests.project import ROOT

FOLDER = ROOT / "docs" / "assets" / "figures"
FIGURES = sorted(FOLDER.glob("*.svg"))

# Words that leave the shape in which their middle lies, and words that lie on other words. A line
# of text is higher than its letters, by a little less than 4 at each side.
_FAULTS = """() => {
  const box = element => element.getBoundingClientRect()
  const words = [...document.querySelectorAll("text")]
  const shapes = [...document.querySelectorAll(":not(clipPath, marker) > :is(rect, circle)")]
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2]
  const holds = (outer, [x, y]) =>
    x > outer.left && x < outer.right && y > outer.top && y < outer.bottom
  const leaves = word => shapes.map(box).some(shape => holds(shape, middle(box(word))) &&
    (box(word).left < shape.left || box(word).right > shape.right))
  const meets = (a, b) => a.left < b.right && b.left < a.right &&
    a.top + 4 < b.bottom && b.top + 4 < a.bottom
  const covers = (word, at) => words.slice(at + 1).some(other => meets(box(word), box(other)))
  return words.filter((word, at) => leaves(word) || covers(word, at)).map(word => word.textContent)
}"""

_LINKED = """images => images.map(image => {
  const link = image.closest("a")
  return [image.src, link?.ariaLabel, link?.href]
})"""


@BOTH
def test_words_stay_in_their_shapes_and_off_other_words(page: Page) -> None:
    assert FIGURES
    for file in FIGURES:
        page.goto(file.as_uri())
        assert page.evaluate(_FAULTS) == [], file.name


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_figure_opens_large(page: Page, base_url: str, locale: str) -> None:
    shown = set()
    for source in sorted((ROOT / "docs" / locale / "chapters").glob("*.md")):
        if "assets/figures/" not in source.read_text(encoding="utf-8"):
            continue
        address = f"{'' if locale == 'ja' else 'en/'}chapters/{source.stem}/"
        page.goto(base_url + address)
        figures = page.locator("img[src*='assets/figures/']").evaluate_all(_LINKED)
        for file, label, target in figures:
            assert (label, target) == (text("open_large", locale), file), source
            shown.add(Path(file).name)
    assert shown == {file.name for file in FIGURES}
