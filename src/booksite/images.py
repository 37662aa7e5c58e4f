"""Images of outputs: from base64 in a notebook to files with a size and a description."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from dataclasses import dataclass, field

from PIL import Image

from booksite.sanitize import ASSET_SCHEME

_SVG_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)(pt|px)?"[^>]*?\sheight="([\d.]+)(pt|px)?"')
_POINT = 4 / 3  # CSS pixels


@dataclass
class ImageFiles:
    """Collects the images of one notebook.

    Attributes:
        prefix: Start of each file's name, the notebook's name.
        files: Content by file name.
    """

    prefix: str
    files: dict[str, bytes] = field(default_factory=dict)

    def add_png(self, data: str, alt: str, width: int | None = None) -> str:
        """Store a PNG as lossless WebP and give its ``<img>``.

        Args:
            data: The PNG in base64.
            alt: What the image shows, in the page's language.
            width: Width in CSS pixels if the image is finer than the screen.
        """
        with Image.open(io.BytesIO(base64.b64decode(data))) as image:
            size = image.size
            buffer = io.BytesIO()
            image.convert("RGBA" if image.mode == "P" else image.mode).save(
                buffer, "WEBP", lossless=True, quality=80, method=4
            )
        shown = width or size[0]
        return self._tag("webp", buffer.getvalue(), alt, (shown, round(size[1] * shown / size[0])))

    def add_svg(self, svg: str, alt: str) -> str:
        """Store an SVG drawing and give its ``<img>``: in an image no script can run."""
        match = _SVG_SIZE.search(svg)
        size = (640, 480)
        if match:
            scale = _POINT if match[2] == "pt" else 1
            size = (round(float(match[1]) * scale), round(float(match[3]) * scale))
        return self._tag("svg", svg.encode(), alt, size)

    def _tag(self, suffix: str, content: bytes, alt: str, size: tuple[int, int]) -> str:
        name = f"{self.prefix}-{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
        self.files[name] = content
        return (
            f'<img src="{ASSET_SCHEME}:{name}" alt="{html.escape(alt)}" width="{size[0]}" '
            f'height="{size[1]}" loading="lazy" decoding="async">'
        )
