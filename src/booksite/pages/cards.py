"""The image that a network shows where somebody shares a page: its title before the site's art."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property, partial
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw

from booksite.book import Book
from booksite.cache import KeptFiles, PassedChecks
from booksite.errors import Fault
from booksite.pages.lettering import fitting, font, lacking
from booksite.pages.source import MarkdownPage

CARDS = "assets/cards/"
_ART = "overrides/partials/hero-art.html"
_STYLES = "overrides/assets/stylesheets/site/art.css"
# The sky of the home page, and its art moved down so that the sun stands beside the title.
_SCENE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><defs>
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="#1b2352"/>
<stop offset=".7" stop-color="#3a469a"/><stop offset="1" stop-color="#6a6fc0"/></linearGradient>
</defs><rect width="1200" height="630" fill="url(#sky)"/>{art}
<rect class="a-ground" y="589" width="1200" height="41"/></svg>"""
_MOVED = '<svg y="50" width="1200" height="540" '
# All in pixels. The title keeps clear of the sun; it has as few lines as keep it well legible.
_LEFT, _TITLE_WIDTH = 80, 840
_TITLE_SHAPES = [(1, 80), (1, 72), (2, 80), (2, 72), (2, 64), (3, 80), (3, 72), (3, 64), (3, 56)]
_LABEL_COLOR, _TITLE_COLOR = "#ffd9ae", "#ffffff"


@dataclass(frozen=True)
class Card:
    """The words on a card.

    Attributes:
        label: A line above the title, such as ``3章``, or nothing.
        title: Up to three lines.
        site: The site's name at the lower edge, or nothing.
    """

    label: str
    title: str
    site: str


def card_faults(root: Path, pages: Iterable[MarkdownPage], book: Book) -> list[Fault]:
    """Find titles that no card can show.

    Args:
        root: The project's root.
        pages: Their titles are checked, where they are no chapter's.
        book: The labels and titles of chapters are checked.
    """
    titles = [(page.file, page.title) for page in pages if not page.chapter]
    for chapter in book.chapters:
        for locale in book.languages:
            titles.append(("data/book.yml", chapter.label[locale]))
            titles.append(("data/book.yml", chapter.title[locale]))
    return PassedChecks(root / ".cache" / "booksite").faults(
        [repr(titles).encode()],
        lambda: [fault for file, title in titles for fault in title_faults(file, title)],
    )


def title_faults(file: str, title: str) -> Iterator[Fault]:
    """Say why no card can show a title.

    Args:
        file: Where the title stands, for the message.
        title: The title.
    """
    if missing := lacking(title):
        expected = "a title in characters that the font of share cards has, such as '線形回帰'"
        yield Fault(file, 0, expected, f"{missing} in {title!r}", "Write it without them.")
    if fitting(title, _TITLE_WIDTH, _TITLE_SHAPES) is None:
        expected = "a title that fits into three lines of a share card, such as '線形回帰'"
        yield Fault(file, 0, expected, repr(title), "Shorten it.")


def write_cards(cards: Mapping[str, Card], root: Path, folder: Path) -> None:
    """Write cards into the built site.

    Args:
        cards: The cards by their paths from the site's root.
        root: The project's root, whose art they show.
        folder: The root of the built site.
    """
    kept = KeptFiles(root / ".cache" / "booksite" / "cards")
    scene = _Scene.of(root)
    for path, card in cards.items():
        inputs = (scene.svg, scene.styles, *astuple(card))
        kept.copy_or_make(folder / path, inputs, partial(scene.with_words, card))


@dataclass(frozen=True)
class _Scene:
    """What all cards show, drawn when the first card needs it."""

    svg: str
    styles: str

    @classmethod
    def of(cls, root: Path) -> _Scene:
        art = (root / _ART).read_text(encoding="utf-8").replace("<svg ", _MOVED, 1)
        styles = (root / _STYLES).read_text(encoding="utf-8")
        return cls(_SCENE.format(art=art), styles)

    @cached_property
    def _image(self) -> Image.Image:
        png = resvg_py.svg_to_bytes(
            svg_string=self.svg, style_sheet=self.styles, skip_system_fonts=True
        )
        return Image.open(io.BytesIO(png)).convert("RGB")

    @cached_property
    def _palette(self) -> Image.Image:
        """The colors of a card with some words; one choice for all takes a tenth of the time."""
        return self._drawn(Card("MMMM", "MMMM MMMM MMMM", "MMMM")).quantize(256, dither=_PLAIN)

    def with_words(self, card: Card) -> bytes:
        """Return a card as PNG, which every network takes; with a palette it is small."""
        buffer = io.BytesIO()
        self._drawn(card).quantize(palette=self._palette, dither=_PLAIN).save(buffer, "PNG")
        return buffer.getvalue()

    def _drawn(self, card: Card) -> Image.Image:
        image = self._image.copy()
        draw = ImageDraw.Draw(image)
        fitted = fitting(card.title, _TITLE_WIDTH, _TITLE_SHAPES)
        assert fitted is not None  # `title_faults` told of titles that do not fit
        size, lines = fitted
        draw.text((_LEFT, 106), card.label, _LABEL_COLOR, font(40), anchor="ls")
        for number, line in enumerate(lines):
            base = 150 + size + number * round(1.3 * size)
            draw.text((_LEFT - 4, base), line, _TITLE_COLOR, font(size), anchor="ls")
        draw.text((_LEFT, 588), card.site, _LABEL_COLOR, font(28), anchor="ls")
        return image


_PLAIN = Image.Dither.NONE
