"""Images of outputs: from base64 in a notebook to files with a size and a description."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from booksite.files import write_whole
from booksite.sanitize import ASSET_SCHEME

_SVG_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)(pt|px)?"[^>]*?\sheight="([\d.]+)(pt|px)?"')
_POINT = 4 / 3  # CSS pixels
# Five times as fast as Pillow's own choice; the files of plots grow by a tenth, by half a percent
# of what a reader loads.
_WEBP = {"lossless": True, "quality": 0, "method": 1}


@dataclass
class ImageFiles:
    """Writes the images of one notebook, each under a name that stands for its content.

    Attributes:
        prefix: Start of each file's name, the notebook's name.
        folder: Where the files go. One that is there, from an earlier conversion or the same
            notebook in the other language, is not made again.
        files: The images so far, by file name.
    """

    prefix: str
    folder: Path
    files: dict[str, Path] = field(default_factory=dict)

    def add_png(self, data: str, alt: str, width: int | None = None) -> str:
        """Store a PNG as lossless WebP and give its ``<img>``.

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
        """Store an SVG drawing and give its ``<img>``: in an image no script can run."""
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
        digest = hashlib.sha256(repr(_WEBP).encode() + source).hexdigest()
        name = f"{self.prefix}-{digest[:10]}.{suffix}"
        self.files[name] = file = self.folder / name
        if not file.exists():
            write_whole(file, make())
        return (
            f'<img src="{ASSET_SCHEME}:{name}" alt="{html.escape(alt)}" width="{size[0]}" '
            f'height="{size[1]}" loading="lazy" decoding="async">'
        )


def _webp(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.convert("RGBA" if image.mode == "P" else image.mode).save(buffer, "WEBP", **_WEBP)
    return buffer.getvalue()
