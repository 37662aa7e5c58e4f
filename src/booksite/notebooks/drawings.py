"""SVG drawings of outputs: made fit for a file of their own, and how large they say they are."""

from __future__ import annotations

import re
import sys
from html import unescape
from xml.etree.ElementTree import Element, ParseError, fromstring

from booksite.notebooks.markdown import CellError

_ROOT = re.compile(r"<svg(?=[\s/>])[^>]*>")
# Of another encoding than that of the file.
_OTHER_ENCODING = re.compile(r"<\?xml[^>]*encoding=(?![\"']utf-8)[^>]*\?>\s*", re.IGNORECASE)
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w*;")
_LENGTH = re.compile(
    r"\s*\+?(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?P<unit>[a-zA-Z]*)\s*"
)
# Units in CSS pixels; a letter is as high as the browser's own.
_UNITS = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8,
}  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_UNSAID = (300, 150)  # what browsers take then
_LARGEST = 16383
_AGAIN = "Correct the code that draws it, then run it again."
# Attributes that ask for another file; of a link, only who follows it does.
_ASKING = {"href", "src", "srcset", "data", "poster", "background"}
_ELSEWHERE = re.compile(
    r"(?:url|src)\(\s*[\"']?(?!\s*[\"']?(?:#|data:))[^)]*\)|@import[^;]*|image-set\([^)]*",
    re.IGNORECASE,
)
# How CSS may write any letter otherwise.
_ESCAPE = re.compile(r"\\(?:(?P<code>[0-9A-Fa-f]{1,6})\s?|(?P<sign>.))", re.DOTALL)
_BLANKS = re.compile(r"[\x00-\x20]+")
_STYLE_SHEET = re.compile(r"<\?xml-stylesheet\b[^>]*", re.IGNORECASE)


def own_file(svg: str) -> str:
    """Return a drawing as a file that a browser shows: with the namespaces that it uses.

    Raises:
        CellError: It is no SVG, or holds what runs or what is asked from another host.
    """
    drawing = _OTHER_ENCODING.sub("", svg.lstrip("\ufeff \t\r\n"))
    if "<!DOCTYPE" not in drawing:
        drawing = _ENTITY.sub(lambda name: unescape(name[0]), drawing)
    drawing = _ROOT.sub(lambda root: _with_namespaces(root[0], drawing), drawing, count=1)
    try:
        root = fromstring(drawing)
    except ParseError as error:
        raise _no_svg(f"a drawing that is none: {error}") from None
    if _plain(root.tag) != "svg":
        raise _no_svg(f"the element {_plain(root.tag)}")
    sheet = _STYLE_SHEET.search(drawing)
    for strange in ([f"{sheet[0]}>"] if sheet else []) + [_strange(one) for one in root.iter()]:
        if strange:
            raise CellError(
                "a drawing (SVG) that shows all of itself without scripts or other hosts",
                strange,
                "Draw it as PNG, or without that.",
            )
    return drawing


def drawn_size(svg: str) -> tuple[int, int]:
    """Return the size of a drawing in CSS pixels, as browsers find it.

    Raises:
        CellError: It is larger than a page can be.
    """
    root = fromstring(svg)
    width, height = (_pixels(_said(root, name)) for name in ("width", "height"))
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    across, down = box[2:] if len(box) == 4 and min(box[2:]) > 0 else (0.0, 0.0)
    if width and across and not height:
        height = width * down / across
    elif height and across and not width:
        width = height * across / down
    elif not width and not height:
        width, height = across, down
    width, height = width or _UNSAID[0], height or _UNSAID[1]
    if max(width, height) > _LARGEST:
        expected = f"a drawing (SVG) of at most {_LARGEST} pixels a side"
        raise CellError(expected, f"one of {width:g}x{height:g}", _AGAIN)
    return round(width) or 1, round(height) or 1


def _said(root: Element, name: str) -> str:
    """Return the width or the height that a drawing says it has; its style comes first."""
    styled = re.search(rf"(?:^|[;\s]){name}\s*:\s*([^;]+)", root.get("style", ""))
    return styled[1] if styled else root.get(name, "")


def _with_namespaces(tag: str, drawing: str) -> str:
    """Return the root's tag with the namespaces that Jupyter adds, and HTML needs none of."""
    missing = [
        f' {name}="{address}"'
        for name, address in _NAMESPACES.items()
        if not re.search(rf"\s{name}\s*=", tag) and (name == "xmlns" or "xlink:" in drawing)
    ]
    return tag.replace("<svg", f"<svg{''.join(missing)}", 1)


def _pixels(length: str) -> float:
    """Return a length in CSS pixels; 0 where it is a part of the page's, or none."""
    match = _LENGTH.fullmatch(length)
    return float(match["number"]) * _UNITS.get(match["unit"].lower(), 0) if match else 0


def _plain(name: object) -> str:
    return str(name).rpartition("}")[2]


def _strange(element: Element) -> str:
    """Name what of an element an image does not show or must not hold, or nothing."""
    tag = _plain(element.tag)
    if tag == "script":
        return "a script"
    if tag == "style" and (match := _elsewhere(element.text or "")):
        return match
    for name, value in element.items():
        plain, address = _plain(name), _BLANKS.sub("", value).lower()
        if plain.startswith("on"):
            return f"the event handler {plain}"
        if plain == "href" and address.startswith("javascript:"):
            return "a script"
        if plain == "base" or (plain == "attributeName" and address.endswith("href")):
            return f'{plain}="{value}"'
        if plain in _ASKING and tag != "a" and not address.startswith(("#", "data:")):
            return f"what {value} shows"
        if match := _elsewhere(value):
            return match
    return ""


def _elsewhere(style: str) -> str:
    """Return what a style asks from elsewhere, or nothing."""
    match = _ELSEWHERE.search(_ESCAPE.sub(_letter, style))
    return match[0] if match else ""


def _letter(escape: re.Match[str]) -> str:
    code = int(escape["code"] or "0", 16)
    return escape["sign"] or (chr(code) if code <= sys.maxunicode else "")


def _no_svg(came: str) -> CellError:
    return CellError("well-formed SVG", came, _AGAIN)
