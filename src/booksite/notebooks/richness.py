"""Which type of an output a page shows: the richest that it can, as a notebook's front end does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nbformat import NotebookNode

from booksite.markup import Formulas, MathError, clean_output, lost_in_output
from booksite.notebooks.prose import html_prose, latex_prose, markdown_prose

HTML, MARKDOWN, LATEX, JSON = "text/html", "text/markdown", "text/latex", "application/json"
SVG, PLAIN, JAVASCRIPT = "image/svg+xml", "text/plain", "application/javascript"
_PIXELS = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
# Richest first, as JupyterLab takes them.
SHOWN_TYPES = (HTML, MARKDOWN, LATEX, SVG, *_PIXELS, JSON, PLAIN)
# HTML that is nothing but an image in it, perhaps in a frame.
_ONLY_IMAGE = re.compile(
    r"\s*(?:<(?:div|p|center|figure|span)\b[^>]*>\s*)*(?:(?P<svg><svg\b.*</svg>)|"
    r"(?P<img><img\b[^>]*?\bsrc\s*=\s*[\"']?"
    r"data:(?P<mime>image/\w+);base64,(?P<data>[^\"'>]+)[^>]*>))"
    r"\s*(?:</\w+>\s*)*",
    re.DOTALL,
)
_TAG = re.compile(r"\b(?:src|alt|title)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
# Of its attributes, or of its style, which counts for more.
_SIZE = re.compile(
    r"(?<![\w-])(?P<name>width|height)\s*(?P<sign>[=:])\s*[\"']?(?P<value>[^\s\"';>]+)",
    re.IGNORECASE,
)
# Elements that show something by themselves; words within are for who cannot see it.
_SHOWING = {"<audio>", "<canvas>", "<embed>", "<iframe>", "<object>", "<script>", "<video>"}
# What Python says of an object that has no words of its own.
_NAMELESS = re.compile(r"<[\w.]+ (?:object|at 0x[0-9A-Fa-f]+)>")


def shown(data: Mapping[str, Any]) -> tuple[str, Any] | None:
    """Return type and content that a page shows of an output; none where it can show nothing."""
    data = {**_image_in(data), **data}
    mimes = (mime for mime in SHOWN_TYPES if mime in data and not _lost(mime, data))
    return next(((mime, data[mime]) for mime in mimes), None)


def _image_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the image of which HTML consists, as if it stood beside that."""
    match = _ONLY_IMAGE.fullmatch(joined(data.get(HTML, "")))
    if not match:
        return {}
    return {SVG: match["svg"]} if match["svg"] else {match["mime"].lower(): match["data"]}


def size_in_html(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the size that HTML gives the image of which it consists."""
    html = joined(data.get(HTML, ""))
    match = _ONLY_IMAGE.fullmatch(html)
    if not match or match["svg"]:
        return {}
    tag = _TAG.sub("", match["img"])
    sizes = sorted(_SIZE.finditer(tag), key=lambda one: one["sign"] == ":")
    return {one["name"].lower(): one["value"] for one in sizes}


def is_image(mime: str) -> bool:
    """Tell whether a type needs a description."""
    return mime.startswith("image/")


def is_coded(mime: str) -> bool:
    """Tell whether data of a type is no text that somebody could read."""
    return mime in ("application/pdf", "application/octet-stream") or (
        mime.split("/")[0] in ("audio", "image", "video") and mime != SVG
    )


def shows_image(output: NotebookNode) -> bool:
    """Tell whether a page shows an output as an image."""
    found = shown(output.get("data", {}))
    return bool(found and is_image(found[0]))


def unshown(data: Mapping[str, Any]) -> str:
    """Say what an output has instead of a type that a page can show."""
    return (
        ", ".join(
            f"{mime} with {', '.join(lost)}" if (lost := _lost(mime, data)) else mime
            for mime in sorted(data)
        )
        or "nothing"
    )


def joined(value: str | list[str]) -> str:
    """Return a text that may be stored as its lines."""
    return value if isinstance(value, str) else "".join(value)


def _lost(mime: str, data: Mapping[str, Any]) -> list[str]:
    """Return what a page could not show of one type."""
    find = _LOSSES.get(mime)
    if find and not joined(data[mime]).strip():
        return ["no text"]
    if mime == PLAIN and _NAMELESS.fullmatch(joined(data[PLAIN]).strip()) and _says_more(data):
        return ["no words"]
    # What it says is that a script is being loaded.
    if mime == HTML and JAVASCRIPT in data:
        return ["a script beside it"]
    return find(joined(data[mime])) if find else []


def _says_more(data: Mapping[str, Any]) -> bool:
    """Tell whether what cannot be shown has words, and not only what an element shows itself."""
    if any(joined(data.get(mime, "")).strip() for mime in (MARKDOWN, LATEX)):
        return True
    lost = _lost(HTML, data) if HTML in data else ["<object>"]
    has_words = bool(clean_output(joined(data.get(HTML, ""))).striptags())
    return not _SHOWING.intersection(lost) and (has_words or lost[0][0] != "<")


def has_formulas(html: str) -> bool:
    """Tell whether front ends look for formulas in HTML: pandas may keep them from it."""
    return "jax_ignore" not in html and ("$" in html or "\\" in html)


def _lost_html(source: str) -> list[str]:
    lost = lost_in_output(source)
    if not lost and has_formulas(source):
        try:
            html_prose(clean_output(source), Formulas())
        except MathError as error:
            return [error.came]
    return lost


def _lost_markdown(source: str) -> list[str]:
    return [error.came for error in markdown_prose(source, "en", Formulas())[1]]


def _lost_latex(source: str) -> list[str]:
    try:
        latex_prose(source, Formulas())
    except MathError as error:
        return [error.came]
    return []


_LOSSES: Mapping[str, Callable[[str], list[str]]] = {
    HTML: _lost_html,
    MARKDOWN: _lost_markdown,
    LATEX: _lost_latex,
}
