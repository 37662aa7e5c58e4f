"""Colours of a terminal: each can be read, on the light page and on the dark one."""

from __future__ import annotations

import re

import pytest

from booksite.notebooks.ink import PLAIN

# The grounds of both schemes on which an output may stand (site/colors.css).
GROUNDS = (["ffffff", "f3f4fb", "fdf0ec"], ["16171f", "212436", "3a2429"])
COLOUR = re.compile(r"(color|background):(?:light-dark\(#(\w+),#(\w+)\)|#(\w+))")
PAIRS = [f"{front};{back}" for front in range(30, 38) for back in (*range(40, 48), 49)]
CODES = [
    *(f"38;5;{front}" for front in range(256)),
    *(f"48;5;{back}" for back in range(256)),
    *(f"{style};{pair}" for style in (1, 2, 7) for pair in PAIRS),
    *(f"{front};{back}" for front in range(90, 98) for back in range(100, 108)),
]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_can_be_read(scheme: int) -> None:
    unread = []
    for code in CODES:
        css = str(PLAIN.changed(code).written("x"))
        found = {
            name: (light or one, dark or one) for name, light, dark, one in COLOUR.findall(css)
        }
        grounds = [found["background"][scheme]] if "background" in found else GROUNDS[scheme]
        if any(contrast(found["color"][scheme], ground) < 4.5 for ground in grounds):
            unread.append((code, css))
    assert unread == []
