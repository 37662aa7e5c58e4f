"""How letters of a terminal look: colours and styles, readable on the light and the dark page.

The colours stand in the HTML, so that pages without them carry none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from markupsafe import Markup, escape

_Colour = tuple[int, int, int]
_Scheme = Literal["light", "dark"]

# Jupyter's sixteen: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones.
_PALETTE = bytes.fromhex(
    "3e424d e75c58 00a250 ddb62b 208ffb d160c4 60c6c8 c5c1b4"
    "282c36 b22b31 007427 b27d12 0065ca a03196 258f8f a1a6b2"
)
# Of the grounds on which outputs stand, the one that leaves the least contrast; and the text.
_GROUND: dict[_Scheme, _Colour] = {"light": (0xED, 0xF0, 0xEC), "dark": (0x3A, 0x33, 0x38)}
_TEXT: dict[_Scheme, _Colour] = {"light": (0x1D, 0x21, 0x38), "dark": (0xEC, 0xEE, 0xF8)}
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_CONTRAST = 4.5  # WCAG AA
_STEPS = 20
# What switches a style on and off: the field of `Ink`, and its value.
_SWITCHES: dict[int, tuple[str, Any]] = {
    1: ("bold", True), 2: ("faint", True), 3: ("italic", True), 4: ("underline", True),
    7: ("inverse", True), 9: ("struck", True), 21: ("underline", True), 23: ("italic", False),
    24: ("underline", False), 27: ("inverse", False), 29: ("struck", False), 39: ("front", None),
    49: ("back", None),
}  # fmt: skip


@dataclass(frozen=True)
class Ink:
    """How a letter looks.

    Attributes:
        front: Its colour, if it has one of its own.
        back: That of the ground behind it.
    """

    front: _Colour | None = None
    back: _Colour | None = None
    bold: bool = False
    faint: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    inverse: bool = False

    def changed(self, values: str) -> Ink:
        """Return the ink after a sequence that selects colours and styles (SGR)."""
        ink, numbers = self, iter(_numbers(values))
        for number in numbers:
            ink = ink._with(number, numbers)
        return ink

    def _with(self, number: int, further: Iterator[int]) -> Ink:
        """Change one thing; a colour may take further numbers."""
        if number == 0:
            return PLAIN
        if number == 22:
            return replace(self, bold=False, faint=False)
        if number in _SWITCHES:
            name, value = _SWITCHES[number]
            return replace(self, **{name: value})
        if number in (38, 48, 58):
            colour = _chosen(further)
            return self if number == 58 or not colour else self._coloured(number == 38, colour)
        kind, place = divmod(number, 10)
        if kind in (3, 4, 9, 10) and place < 8:
            return self._coloured(kind in (3, 9), _palette(place + 8 * (kind > 4)))
        return self

    def _coloured(self, in_front: bool, colour: _Colour) -> Ink:
        return replace(self, front=colour) if in_front else replace(self, back=colour)

    def written(self, text: str) -> Markup:
        """Return a text in this ink as HTML."""
        style = self._style()
        return Markup('<span style="{}">{}</span>').format(style, text) if style else escape(text)

    def _style(self) -> str:
        lines = " ".join(["underline"] * self.underline + ["line-through"] * self.struck)
        return ";".join(
            [
                *_colours(self),
                *["font-weight:700"] * self.bold,
                *["font-style:italic"] * self.italic,
                *([f"text-decoration:{lines}"] if lines else []),
            ]
        )


PLAIN = Ink()


def _numbers(values: str) -> list[int]:
    """Return the numbers of a sequence; with colons, as some write colours, they are others."""
    numbers = []
    for value in values.split(";"):
        parts = value.split(":")
        if parts[0] in ("38", "48", "58") and len(parts) > 5:
            del parts[2]  # the space of colours
        if parts[0] == "4" and parts[1:]:
            parts = ["24" if parts[1] == "0" else "4"]  # wavy or dotted
        numbers += [int(part[:4]) if part.isdigit() else 0 for part in parts]
    return numbers


def _chosen(further: Iterator[int]) -> _Colour | None:
    """Return a colour out of 256, or one of red, green and blue."""
    kind = next(further, 0)
    if kind == 5:
        return _palette(next(further, 0))
    if kind == 2:
        red, green, blue = (min(next(further, 0), 255) for _ in range(3))
        return red, green, blue
    return None


def _palette(place: int) -> _Colour:
    """Return one of the 256 colours: sixteen, a cube of six steps each way, greys."""
    if place < 16:
        red, green, blue = _PALETTE[3 * place : 3 * place + 3]
        return red, green, blue
    if place < 232:
        red, green, blue = ((place - 16) // step % 6 for step in (36, 6, 1))
        return _level(red), _level(green), _level(blue)
    grey = 8 + 10 * (min(place, 255) - 232)
    return grey, grey, grey


def _level(step: int) -> int:
    return 55 + 40 * step if step else 0


@cache
def _colours(ink: Ink) -> list[str]:
    """Return colour and ground as CSS for both schemes; none where they are the page's own."""
    if ink.front is ink.back is None and not (ink.inverse or ink.faint):
        return []
    (front, back), (dark_front, dark_back) = _shown(ink, "light"), _shown(ink, "dark")
    ground = [f"background:{_css(back, dark_back)}"] if ink.inverse or ink.back else []
    return [f"color:{_css(front, dark_front)}", *ground]


def _shown(ink: Ink, scheme: _Scheme) -> tuple[_Colour, _Colour]:
    """Return colour and ground in a scheme, the colour changed as far as it must be to be read."""
    front, back = ink.front or _TEXT[scheme], ink.back or _GROUND[scheme]
    if ink.inverse:
        front, back = back, front
    if ink.faint:
        front = _mixed(front, back, _STEPS // 3)
    away = max((_BLACK, _WHITE), key=lambda colour: _contrast(colour, back))
    shades = (_mixed(front, away, step) for step in range(_STEPS + 1))
    return next(shade for shade in shades if _contrast(shade, back) >= _CONTRAST), back


def _mixed(colour: _Colour, other: _Colour, steps: int) -> _Colour:
    red, green, blue = (
        round(one + (two - one) * steps / _STEPS) for one, two in zip(colour, other, strict=True)
    )
    return red, green, blue


def _contrast(one: _Colour, other: _Colour) -> float:
    """Return how well two colours can be told apart, as WCAG counts it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: _Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _css(light: _Colour, dark: _Colour) -> str:
    one, two = (f"#{bytes(colour).hex()}" for colour in (light, dark))
    return one if one == two else f"light-dark({one},{two})"
