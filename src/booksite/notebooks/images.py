"""Images of outputs: from base64 in a notebook to files with a size and a description.

They open large, as the figures of pages do.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError, iterparse

from markupsafe import Markup
from PIL import Image, ImageChops

from booksite.cache import kept_or_made
from booksite.markup import ASSET_SCHEME

_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>pt|px)?")
# It opens large.
_IMAGE = Markup(
    '<a class="bs-large" href="{0}" aria-label="{1}">'
    '<img src="{0}" alt="{2}" width="{3}" height="{4}" loading="lazy"></a>'
)
_POINT = 4 / 3  # CSS pixels
# Five times as fast as Pillow's own choice; the files of plots grow by a tenth, by half a percent
# of what a reader loads.
_DRAWING = {"lossless": True, "quality": 0, "method": 1}
_PHOTO = {"quality": 80, "method": 4}
# The most colorful plot of the book has 3,000 colors, its plainest grid of photos 16,000.
_DRAWING_COLORS = 4000
# A neighbor that differs by so much makes a pixel one of an edge; edges keep every 15th shade.
_EDGE = 16
_SHADES = [round(value / 15) * 15 for value in range(256)]
_SETTINGS = repr((_DRAWING, _PHOTO, _DRAWING_COLORS, _EDGE, _SHADES)).encode()


@dataclass
class ImageFiles:
    """Writes the images of one notebook, each under a name that stands for its content.

    Attributes:
        prefix: Start of each file's name, the notebook's name.
        folder: Where they are kept. One that is there, from an earlier conversion or the same
            notebook in the other language, is not made again.
        link_label: What the link of each image does, in the page's language.
        files: The images so far, by file name.
    """

    prefix: str
    folder: Path
    link_label: str
    files: dict[str, bytes] = field(default_factory=dict)

    def add_png(self, data: str, alt: str, width: int | None = None) -> Markup:
        """Store a PNG as WebP and give its ``<img>`` in a link to the file.

        Args:
            data: The PNG in base64.
            alt: What the image shows, in the page's language.
            width: Width in CSS pixels if the image is finer than the screen.
        """
        png = base64.b64decode(data)
        with Image.open(io.BytesIO(png)) as image:
            size = image.size
            shown = width or size[0]
            shape = (shown, round(size[1] * shown / size[0]))
            return self._tag("webp", png, lambda: _webp(image), alt, shape)

    def add_svg(self, svg: str, alt: str) -> Markup:
        """Store an SVG drawing and give its ``<img>`` in a link: in an image no script can run."""
        content = svg.encode()
        return self._tag("svg", content, lambda: content, alt, _svg_size(content))

    def _tag(
        self,
        suffix: str,
        source: bytes,
        make: Callable[[], bytes],
        alt: str,
        size: tuple[int, int],
    ) -> Markup:
        # Other settings give another content, so they are part of the name.
        digest = hashlib.sha256(_SETTINGS + source).hexdigest()
        name = f"{self.prefix}-{digest[:8]}.{suffix}"
        self.files[name] = kept_or_made(self.folder / name, make)
        address = f"{ASSET_SCHEME}:{name}"
        return _IMAGE.format(address, self.link_label, alt, *size)


def _svg_size(svg: bytes) -> tuple[int, int]:
    """Return the size that a drawing says it has, in CSS pixels."""
    with suppress(ParseError):
        _, root = next(iterparse(io.BytesIO(svg), ("start",)))
        lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        pixels = [
            round(float(length["number"]) * (_POINT if length["unit"] == "pt" else 1))
            for length in lengths
            if length
        ]
        if len(pixels) == 2:
            return pixels[0], pixels[1]
    return 640, 480


def _webp(image: Image.Image) -> bytes:
    """Return a plot in WebP's lossless form, where it stays crisp, and photos in the lossy one."""
    # Pages show images on white.
    opaque = Image.new("RGBA", image.size, "white")
    opaque.alpha_composite(image.convert("RGBA"))
    shown = opaque.convert("RGB")
    is_drawing = shown.getcolors(_DRAWING_COLORS) is not None
    buffer = io.BytesIO()
    if is_drawing:
        _with_fewer_shades(shown).save(buffer, "WEBP", **_DRAWING)
    else:
        shown.save(buffer, "WEBP", **_PHOTO)
    return buffer.getvalue()


def _with_fewer_shades(drawing: Image.Image) -> Image.Image:
    """Round the colors of edges, whose many shades make up most of a plot's file.

    Nobody sees that on lines and letters. Areas and gradients keep their exact colors.
    """
    gray = drawing.convert("L")
    steps = ImageChops.lighter(_steps(gray, 1, 0), _steps(gray, 0, 1))
    edges = steps.point([255 * (step >= _EDGE) for step in range(256)])
    return Image.composite(drawing.point(_SHADES * 3), drawing, edges)


def _steps(gray: Image.Image, x: int, y: int) -> Image.Image:
    """Return how much each pixel differs from its neighbors in one direction, at most."""
    before = ImageChops.difference(gray, ImageChops.offset(gray, x, y))
    return ImageChops.lighter(before, ImageChops.offset(before, -x, -y))
