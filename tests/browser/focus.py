"""Whether a reader sees what has the focus: what is drawn with it and without it."""

from __future__ import annotations

import io
from collections import Counter

from PIL import Image
from playwright.sync_api import Page

# WCAG 2.2, 1.4.11 and 2.4.13.
LEAST = 3.0
# The part of the window around what has the focus, and the length of its edges there.
_PLACE = """margin => {
  const inside = (at, end) => Math.min(Math.max(at, 0), end)
  const cut = ({ left, top, right, bottom }, margin) => {
    const [x, y] = [inside(left - margin, innerWidth), inside(top - margin, innerHeight)]
    const width = inside(right + margin, innerWidth) - x
    return { x, y, width, height: inside(bottom + margin, innerHeight) - y }
  }
  const stop = document.activeElement
  const lines = [...stop.getClientRects()].map(line => cut(line, 0))
  const edge = lines.reduce((sum, { width, height }) => sum + 2 * (width + height), 0)
  return { clip: cut(stop.getBoundingClientRect(), margin), edge }
}"""
Color = tuple[int, int, int]


def light(color: Color) -> float:
    """Give the relative luminance of a color."""
    parts = [part / 255 for part in color]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def focus_is_seen(page: Page) -> bool:
    """Say whether the focus changes as much as a line of one pixel around what has it.

    Args:
        page: A page with nothing in motion.
    """
    place = page.evaluate(_PLACE, 6)
    if not place["edge"]:
        return False
    stop = page.evaluate_handle("document.activeElement")
    with_focus = _pixels(page, place["clip"])
    page.evaluate("stop => stop.blur()", stop)
    without = _pixels(page, place["clip"])
    page.evaluate("stop => stop.focus({ preventScroll: true, focusVisible: true })", stop)
    changed = Counter(pair for pair in zip(with_focus, without, strict=True) if len(set(pair)) > 1)
    return sum(n for pair, n in changed.items() if _contrast(*pair) >= LEAST) >= place["edge"]


def _pixels(page: Page, clip: dict[str, float]) -> list[Color]:
    with Image.open(io.BytesIO(page.screenshot(clip=clip))) as shot:  # type: ignore[arg-type]
        data = shot.convert("RGB").tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def _contrast(one: Color, other: Color) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
