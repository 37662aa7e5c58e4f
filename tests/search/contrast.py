"""How well texts stand out from what they stand on, measured where a browser has drawn them."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page

# WCAG 2.1, 1.4.3, for text that is not large.
LEAST = 4.5
_MEASURE = """
selector => {
  const parsed = color => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number)
    return { rgb: [r, g, b], a }
  }
  const over = ({ rgb, a }, below) => rgb.map((part, i) => part * a + below[i] * (1 - a))
  const light = rgb => rgb
    .map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0)
  const background = element => {
    const own = parsed(getComputedStyle(element).backgroundColor)
    const parent = element.parentElement
    return own.a === 1 ? own.rgb : over(own, parent ? background(parent) : [255, 255, 255])
  }
  const contrast = (element, color) => {
    const below = background(element)
    const [dark, bright] = [light(below), light(over(parsed(color), below))].sort((a, b) => a - b)
    return (bright + 0.05) / (dark + 0.05)
  }
  const found = []
  for (const root of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode
      if (!data.trim() || !parentElement.checkVisibility({ visibilityProperty: true })) continue
      found.push([data.trim(), contrast(parentElement, getComputedStyle(parentElement).color)])
    }
    for (const field of root.querySelectorAll("[placeholder]")) {
      const { color } = getComputedStyle(field, "::placeholder")
      found.push([field.placeholder, contrast(field, color)])
    }
  }
  return found
}
"""


class Text(NamedTuple):
    """A text as it is shown, and its contrast."""

    words: str
    contrast: float


def texts_of(page: Page, selector: str) -> list[Text]:
    """Give all visible texts inside the elements of a selector, placeholders of fields too.

    Args:
        page: The page, with nothing in motion.
        selector: What to look at.
    """
    return [Text(words, round(value, 2)) for words, value in page.evaluate(_MEASURE, selector)]


def faint(texts: list[Text]) -> list[Text]:
    """Give the texts that are hard to read."""
    return [text for text in texts if text.contrast < LEAST]
