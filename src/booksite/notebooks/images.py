"""Images of outputs: from base64 in a notebook to files with a size and a description.

They open large, as the figures of pages do.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup
from PIL import Image, ImageChops, ImageOps, ImageSequence

from booksite.cache import kept_or_made
from booksite.markup import ASSET_SCHEME
from booksite.notebooks.drawings import drawn_size, own_file
from booksite.notebooks.markdown import CellError

_LENGTH = re.compile(r"\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>px|%)?\s*")
_ORIENTATION = 0x0112  # of Exif
_AGAIN = "Run the notebook again with `make execute`."
_IMAGE = Markup('<img src="{}" alt="{}" width="{}" height="{}"{}{} loading="lazy">')
_STYLE = Markup(' style="width:{}"')
_LARGE = Markup('<a class="bs-large" href="{}" aria-label="{}"{}>{}</a>')
# Five times as fast as Pillow's own choice; the files of plots grow by a tenth, by half a percent
# of what a reader loads.
_DRAWING = {"lossless": True, "quality": 0, "method": 1}
_PHOTO = {"quality": 80, "method": 4}
# The most colorful plot of the book has 3,000 colors, its plainest grid of photos 16,000.
_DRAWING_COLORS = 4000
# A neighbor that differs by so much makes a pixel one of an edge; edges keep every 15th shade.
_EDGE = 16
_SHADES = [round(value / 15) * 15 for value in range(256)]
# WebP's; more than a screen shows and than its reader would wait for.
_LONGEST_SIDE, _MOST_PIXELS = 16383, 50_000_000
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

    def add(self, data: str, alt: str, wanted: Mapping[str, Any], *, opens: bool = True) -> Markup:
        """Store an image of pixels as WebP and give its ``<img>`` in a link to the file.

        Args:
            data: The image in base64, of any type that Pillow reads.
            alt: What the image shows, in the page's language.
            wanted: `width` and `height` that it shall have on the page, in CSS pixels or percent,
                and its `title`.
            opens: Whether it opens large.

        Raises:
            CellError: It is damaged, too large, or shall have a size that is none.
        """
        with _opened(data) as (image, content):
            suffix = image.format.lower() if _moves(image) and image.format else "webp"

            def make() -> bytes:
                return _whole(image, content) if _moves(image) else _webp(image)

            return self._tag(suffix, content, make, alt, _upright_size(image), wanted, opens)

    def add_svg(
        self, svg: str, alt: str, wanted: Mapping[str, Any], *, opens: bool = True
    ) -> Markup:
        """Store an SVG drawing and give its ``<img>`` in a link: in an image no script can run.

        Raises:
            CellError: It is no drawing that an image can show.
        """
        drawing = own_file(svg)
        content = drawing.encode()
        return self._tag("svg", content, lambda: content, alt, drawn_size(drawing), wanted, opens)

    def _tag(
        self,
        suffix: str,
        source: bytes,
        make: Callable[[], bytes],
        alt: str,
        size: tuple[int, int],
        wanted: Mapping[str, Any],
        opens: bool,
    ) -> Markup:
        shape, part = _shape(size, wanted)
        # Other settings give another content, so they are part of the name.
        digest = hashlib.sha256(_SETTINGS + source).hexdigest()
        name = f"{self.prefix}-{digest[:8]}.{suffix}"
        self.files[name] = kept_or_made(self.folder / name, make)
        address = f"{ASSET_SCHEME}:{name}"
        title = Markup(' title="{}"').format(wanted["title"]) if wanted.get("title") else ""
        whole = part if part and not opens else "100%"
        width = [_STYLE.format(one) if part else "" for one in (whole, part)]
        image = _IMAGE.format(address, alt, *shape, width[0], title)
        return _LARGE.format(address, self.link_label, width[1], image) if opens else image


@contextmanager
def _opened(data: str) -> Iterator[tuple[Image.Image, bytes]]:
    """Open an image, and tell as a fault what Pillow says of it, at once or when it is decoded."""
    try:
        content = base64.b64decode(data)
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            width, height = image.size
            if max(image.size) > _LONGEST_SIDE or width * height > _MOST_PIXELS:
                raise _too_large(f"one of {width}x{height}")
            yield image, content
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large("a much larger one") from None
    # What Pillow raises for damaged files.
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # of the disk, see `errors.disk_fault`
        came = str(error).split(" <")[0]
        raise CellError("a whole image", f"a damaged one: {came}", _AGAIN) from None


def _too_large(came: str) -> CellError:
    expected = f"an image of at most {_LONGEST_SIDE} pixels a side and {_MOST_PIXELS:,} in all"
    return CellError(expected, came, "Draw it smaller, as with figsize and dpi, and run it again.")


def _moves(image: Image.Image) -> bool:
    # Photos of some cameras hold a second one.
    return bool(getattr(image, "is_animated", False)) and image.format in ("GIF", "PNG", "WEBP")


def _whole(image: Image.Image, content: bytes) -> bytes:
    """Return the file of an image that moves, if all its pictures can be read."""
    for picture in ImageSequence.Iterator(image):
        picture.load()
    return content


def _upright_size(image: Image.Image) -> tuple[int, int]:
    """Return the size as it is shown: a camera may note that its photo lies on a side."""
    width, height = image.size
    return (height, width) if image.getexif().get(_ORIENTATION, 1) >= 5 else (width, height)


def _shape(size: tuple[int, int], wanted: Mapping[str, Any]) -> tuple[tuple[int, int], str]:
    """Return width and height in CSS pixels, and the part of the page's width if one is wanted."""
    (width, unit), (height, _) = (_length(wanted, name) for name in ("width", "height"))
    if width and unit == "%":
        return size, f"{width:g}%"
    scale = width / size[0] if width else height / size[1] if height else 1
    shape = (round(width or size[0] * scale) or 1, round(size[1] * scale) or 1)
    if max(shape) > _LONGEST_SIDE:
        raise _too_large(f"one of {shape[0]}x{shape[1]}")
    # Whoever notes both has rounded them.
    if width and height and abs(height - shape[1]) > 2 + height / 50:
        expected = f"a height that keeps the shape of the image, {shape[1]} at this width"
        raise CellError(expected, f"{height:g}", "Give only one of the two, and run it again.")
    return shape, ""


def _length(wanted: Mapping[str, Any], name: str) -> tuple[float, str]:
    """Return a wanted length with its unit; 0 where none is said."""
    given = wanted.get(name)
    if given in (None, "", "auto"):
        return 0, ""
    match = _LENGTH.fullmatch(str(given))
    number, is_part = (float(match["number"]), match["unit"] == "%") if match else (0.0, False)
    if not match or not number or (is_part and number > 100):
        expected = f"the {name} of an image as a number of pixels or in percent, such as 300 or 50%"
        raise CellError(expected, repr(given), "Correct it in the code, and run it again.")
    # The height of a page is no measure: browsers take the image's own.
    return (0 if is_part and name == "height" else number), match["unit"] or ""


def _webp(image: Image.Image) -> bytes:
    """Return a plot in WebP's lossless form, where it stays crisp, and photos in the lossy one."""
    colored = _in_eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
    # Pages show images on white.
    opaque = Image.new("RGBA", colored.size, "white")
    opaque.alpha_composite(colored)
    shown = opaque.convert("RGB")
    is_drawing = shown.getcolors(_DRAWING_COLORS) is not None
    buffer = io.BytesIO()
    if is_drawing:
        _with_fewer_shades(shown).save(buffer, "WEBP", **_DRAWING)
    else:
        shown.save(buffer, "WEBP", **_PHOTO)
    return buffer.getvalue()


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return an image with 256 shades: Pillow would make all of 65,536 beyond these white."""
    return image.convert("I").point(lambda shade: shade / 256) if image.mode[0] == "I" else image


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
