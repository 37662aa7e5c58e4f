"""What a phone needs to install the site: a manifest in each language, and icons."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import resvg_py

from booksite.cache import KeptFiles
from booksite.locales import Locale, text
from booksite.pages import relative_url

MANIFEST = "manifest.webmanifest"
# `--bs-ink` of colors.css, the color of the header and of the icon.
INK = "#26306f"
_DRAWING = "overrides/assets/images/favicon.svg"
_ICONS = "assets/images/icon-"
# Systems cut these to a shape of their own: the drawing keeps away from the edges.
_FULL = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<rect width="24" height="24" fill="{0}"/>
<svg x="2.4" y="2.4" width="19.2" height="19.2" viewBox="0 0 24 24">{1}</svg></svg>"""


def manifest(locale: Locale, name: str) -> str:
    """Return the manifest of a language; it stands in the language's folder.

    Args:
        locale: The language.
        name: The site's name in it.
    """
    folder = locale.root

    def icon(file: str, size: int, purpose: str) -> dict[str, str]:
        source = relative_url(f"{_ICONS}{file}.png", folder)
        sizes = f"{size}x{size}"
        return {"src": source, "sizes": sizes, "type": "image/png", "purpose": purpose}

    content = {
        "name": name,
        "short_name": text("app_name", locale),
        "lang": locale,
        "start_url": "./",
        "scope": relative_url("", folder),
        "display": "standalone",
        "theme_color": INK,
        "background_color": INK,
        "icons": [
            icon("192", 192, "any"),
            icon("512", 512, "any"),
            icon("maskable", 512, "maskable"),
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_icons(root: Path, folder: Path) -> None:
    """Draw the icons into the built site.

    Args:
        root: The project's root, whose icon they show.
        folder: The root of the built site.
    """
    kept = KeptFiles(root / ".cache" / "booksite" / "cards")
    drawing = (root / _DRAWING).read_text(encoding="utf-8")
    inner = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", drawing)
    full = _FULL.format(INK, inner)
    for name, size, svg in [
        ("180", 180, full),
        ("192", 192, drawing),
        ("512", 512, drawing),
        ("maskable", 512, full),
    ]:
        make = partial(resvg_py.svg_to_bytes, svg, width=size, skip_system_fonts=True)
        kept.copy_or_make(folder / f"{_ICONS}{name}.png", (svg, str(size)), make)
