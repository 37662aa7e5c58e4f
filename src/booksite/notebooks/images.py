"""Images of outputs: from base64 in a notebook to files with a size and a description.

They open large, as the figures of pages do.
"""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops

from booksite.files import write_whole
from booksite.markup import ASSET_SCHEME

_SVG_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)(pt|px)?"[^>]*?\sheight="([\d.]+)(pt|px)?"')
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
        folder: Where the files go. One that is there, from an earlier conversion or the same
            notebook in the other language, is not made again.
        link_label: What the link of each image does, in the page's language.
        files: The images so far, by file name.
    """

    prefix: str
    folder: Path
    link_label: str
    files: dict[str, Path] = field(default_factory=dict)

    def add_png(self, data: str, alt: str, width: int | None = None) -> str:
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

    def add_svg(self, svg: str, alt: str) -> str:
        """Store an SVG drawing and give its ``<img>`` in a link: in an image no script can run."""
        match = _SVG_SIZE.search(svg)
        size = (640, 480)
        if match:
            scale = _POINT if match[2] == "pt" else 1
            size = (round(float(match[1]) * scale), round(float(match[3]) * scale))
        content = svg.encode()
        return self._tag("svg", content, lambda: content, alt, size)

    def _tag(
        self,
        suffix: str,
        source: bytes,
        make: Callable[[], bytes],
        alt: str,
        size: tuple[int, int],
    ) -> str:
        # Other settings give another content, so they are part of the name.
        digest = hashlib.sha256(_SETTINGS + source).hexdigest()
        name = f"{self.prefix}-{digest[:8]}.{suffix}"
        self.files[name] = file = self.folder / name
        if not file.exists():
            write_whole(file, make())
        address = f"{ASSET_SCHEME}:{name}"
        image = (
            f'<img src="{address}" alt="{html.escape(alt)}" width="{size[0]}" '
            f'height="{size[1]}" loading="lazy">'
        )
        return _opening_large(image, address, self.link_label)


def _opening_large(image: str, address: str, label: str) -> str:
    return f'<a class="bs-large" href="{address}" aria-label="{label}">{image}</a>'


def _webp(image: Image.Image) -> bytes:
    """Give a plot in WebP's lossless form, where it stays crisp, and photos in the lossy one."""
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
    """Give how much each pixel differs from its neighbors in one direction, at most."""
    before = ImageChops.difference(gray, ImageChops.offset(gray, x, y))
    return ImageChops.lighter(before, ImageChops.offset(before, -x, -y))
