"""Figures to touch: how a page asks for one, and how it looks before a script has come.

A page asks by a marker such as `<!-- booksite:figure mountain rate=0.05 steps=21 -->`; a setting
that it does not name has its own value. What is seen without scripts, and on paper, was drawn by
the script itself (`booksite.desk.drawings`).
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from booksite.errors import Fault
from booksite.pages.source import MarkdownPage, part_name

MARKER_NAME = "figure"
DRAWINGS = Path("data/drawings")


@dataclass(frozen=True)
class Setting:
    """A setting of a figure.

    Attributes:
        name: Its name in markers, in addresses and in the words of the figure.
        value: The one that it has by itself.
        choices: Its values, where they are names.
        span: Least, most and steps, where it is a number.
        pattern: What a text must be, where it is one.
        shown: Whether the reader has a field for it.
    """

    name: str
    value: str
    choices: tuple[str, ...] = ()
    span: tuple[float, float, float] | None = None
    pattern: str = ""
    shown: bool = True

    def takes(self, value: str) -> bool:
        """Tell whether a value is one of it."""
        if self.pattern:
            return bool(re.fullmatch(self.pattern, value))
        if self.span is None:
            return value in (self.choices or ("0", "1"))
        try:
            return self.span[0] <= float(value) <= self.span[1]
        except ValueError:
            return False

    @property
    def example(self) -> str:
        """What it can be, in words."""
        if self.pattern:
            return f"a text such as {self.value}"
        if self.span is None:
            return " or ".join(self.choices or ("0", "1"))
        return f"a number from {self.span[0]:g} to {self.span[1]:g}"


FIGURES: Mapping[str, tuple[Setting, ...]] = {
    "boundary": (
        Setting("rate", "0.01", choices=("0.01", "0.05", "0.1", "0.5")),
        Setting("hidden", "0", choices=("0", "2", "4", "8")),
        Setting("decay", "0", choices=("0", "0.001", "0.003", "0.01")),
        Setting("steps", "0", span=(0, 100, 1), shown=False),
    ),
    "convolution": (
        Setting("image", "seven", choices=("seven", "five", "own")),
        Setting("kernel", "small", choices=("small", "rising", "falling", "horizontal", "edge")),
        Setting("padding", "0", span=(0, 2, 1)),
        Setting("stride", "1", span=(1, 3, 1)),
        Setting("shift", "0", span=(-3, 3, 1)),
        Setting("pool", "1"),
        Setting("steps", "1024", span=(1, 1024, 1), shown=False),
        Setting("at", "-1", span=(-1, 1023, 1), shown=False),
        Setting("cells", "0" * 64, pattern="[01]{64}", shown=False),
    ),
    "graph": (
        Setting("formula", "square", choices=("square", "sigmoid", "loss", "own")),
        Setting("text", "relu(w * x + b)", pattern=".{1,200}"),
        Setting("x", "3", span=(-5, 5, 0.1)),
        Setting("w", "1", span=(-5, 5, 0.1)),
        Setting("b", "1", span=(-5, 5, 0.1)),
        Setting("steps", "100", span=(0, 100, 1), shown=False),
    ),
    "mountain": (
        Setting("surface", "bowl", choices=("bowl", "valleys")),
        Setting("u", "4", span=(-5, 5, 0.1)),
        Setting("v", "4", span=(-5, 5, 0.1)),
        Setting("rate", "0.05", span=(0.001, 0.4, 0.001)),
        Setting("momentum", "0", span=(0, 0.95, 0.05)),
        Setting("fog", "0"),
        Setting("steps", "0", span=(0, 500, 1), shown=False),
    ),
}


@dataclass(frozen=True)
class Figure:
    """A figure that a page asks for.

    Attributes:
        kind: Its kind, which names its script.
        values: All its settings.
    """

    kind: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, marker: str) -> Figure:
        """Return the figure that a marker without faults asks for."""
        kind, given = _read(marker)
        own = {setting.name: setting.value for setting in FIGURES[kind]}
        return cls(kind, own | given)

    @property
    def drawing(self) -> Path:
        """The file of its drawing, from the project's root."""
        own = {setting.name: setting.value for setting in FIGURES[self.kind]}
        others = sorted(set(self.values.items()) - set(own.items()))
        return DRAWINGS / f"{'-'.join([self.kind, *map('-'.join, others)])}.json"


@dataclass(frozen=True)
class Drawing:
    """How a figure looks at first.

    Attributes:
        parts: Its SVG by the name of the place; {names} in it stand for words.
        values: What its sentence says.
        ends: The words that the sentence ends with, or nothing.
        columns: The words above its numbers.
        rows: Its numbers.
    """

    parts: Mapping[str, Markup]
    values: Mapping[str, str]
    ends: str
    columns: list[str]
    rows: list[list[str]]


def read_drawing(root: Path, figure: Figure) -> Drawing:
    """Read the drawing of a figure, which is there as `figure_faults` told nothing."""
    content = json.loads((root / figure.drawing).read_text(encoding="utf-8"))
    parts = {name: Markup(svg) for name, svg in content["parts"].items()}
    ends, columns, rows = content["ends"], content["columns"], content["rows"]
    return Drawing(parts, content["values"], ends, columns, rows)


def is_figure(marker: str) -> bool:
    """Tell whether a marker asks for a figure."""
    return part_name(marker) == MARKER_NAME


def figure_faults(root: Path, page: MarkdownPage) -> Iterator[Fault]:
    """Yield what is wrong with the figures that a page asks for."""
    asked = [(line, name) for line, name in page.markers() if is_figure(name)]
    seen = set[str]()
    for line, marker in asked:
        kind, given = _read(marker)
        faults = list(_faults(page.file, line, kind, given))
        yield from faults
        if kind in seen:
            expected = "each figure once on a page, as the address names it"
            yield Fault(page.file, line, expected, f"{kind} again", "Remove one.")
        seen.add(kind)
        if not faults and not (root / Figure.of(marker).drawing).is_file():
            expected = f"the drawing of this figure, {Figure.of(marker).drawing}"
            yield Fault(page.file, line, expected, "none", "Run `make generate`, and commit it.")


def _faults(file: str, line: int, kind: str, given: Mapping[str, str]) -> Iterator[Fault]:
    if kind not in FIGURES:
        yield Fault(file, line, f"a figure: {', '.join(FIGURES)}", kind or "none", "Name one.")
        return
    settings = {setting.name: setting for setting in FIGURES[kind]}
    for name, value in given.items():
        if name not in settings:
            near = difflib.get_close_matches(name, settings, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Remove it."
            expected = f"a setting of {kind}: {', '.join(settings)}"
            yield Fault(file, line, expected, name, remedy)
        elif not settings[name].takes(value):
            expected = f"{settings[name].example} for {name}"
            yield Fault(file, line, expected, value or "nothing", "Correct it.")


def _read(marker: str) -> tuple[str, dict[str, str]]:
    _, *words = marker.split()
    pairs = [word.partition("=") for word in words[1:]]
    return "".join(words[:1]), {name: value for name, _, value in pairs}
