"""Words on images: the font, the characters that it lacks, lines that end where phrases end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations

import budoux
from PIL import ImageFont

_FILE = str(files("noto_cjk_sans_jp_bold") / "NotoSansCJKjp-Bold.otf")
# No font has a glyph for it: what is drawn is the box that stands for a missing one.
_NO_CHARACTER = "\uffff"
_TAIL = re.compile("[ぁ-ん]{1,2}")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size in pixels."""
    return ImageFont.truetype(_FILE, size)


def lacking(words: str) -> str:
    """Return the characters that the font lacks, each once."""
    box = bytes(font(20).getmask(_NO_CHARACTER))
    return "".join(
        character for character in dict.fromkeys(words) if bytes(font(20).getmask(character)) == box
    )


def fitting(
    words: str, width: int, shapes: Iterable[tuple[int, int]]
) -> tuple[int, list[str]] | None:
    """Choose size and lines for words; lines end where phrases end and are about equally long.

    Args:
        words: One line of text.
        width: The most that a line may take, in pixels.
        shapes: Number of lines and size in pixels, the best choice first.

    Returns:
        None where the words fit in no shape.
    """
    phrases = _phrases(words)
    for count, size in shapes:
        divisions = list(_divisions(phrases, count))
        if divisions:
            lines = min(divisions, key=lambda lines: _widest(lines, size))
            if _widest(lines, size) <= width:
                return size, lines
    return None


def _phrases(words: str) -> list[str]:
    """Cut at spaces, and Japanese between its phrases too; spaces stay at the ends."""
    phrases: list[str] = []
    for word in words.split():
        for phrase in [word] if word.isascii() else _parser().parse(word):
            # A line that begins with such as よる or こと reads badly.
            if phrases and _TAIL.fullmatch(phrase):
                phrases[-1] += phrase
            else:
                phrases.append(phrase)
        phrases[-1] += " "
    return phrases


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _divisions(phrases: list[str], count: int) -> Iterator[list[str]]:
    """Yield every way to put phrases into so many lines."""
    for cuts in combinations(range(1, len(phrases)), count - 1):
        bounds = zip((0, *cuts), (*cuts, len(phrases)), strict=True)
        yield ["".join(phrases[start:end]).rstrip() for start, end in bounds]


def _widest(lines: list[str], size: int) -> float:
    return max(font(size).getlength(line) for line in lines)
