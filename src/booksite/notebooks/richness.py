"""Which type of an output a page shows: the richest that it can, as a notebook's front end does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nbformat import NotebookNode

from booksite.markup import Formulas, MathError, lost_in_output
from booksite.notebooks.prose import latex_prose, markdown_prose

HTML, MARKDOWN, LATEX, JSON = "text/html", "text/markdown", "text/latex", "application/json"
SVG, PLAIN = "image/svg+xml", "text/plain"
_PIXELS = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
# Richest first, as JupyterLab takes them.
SHOWN_TYPES = (HTML, MARKDOWN, LATEX, SVG, *_PIXELS, JSON, PLAIN)


def shown_type(data: Mapping[str, Any]) -> str | None:
    """Return the type that a page shows of an output's data; none where it can show no type."""
    return next((mime for mime in SHOWN_TYPES if mime in data and not _lost(mime, data)), None)


def is_image(mime: str | None) -> bool:
    """Tell whether a type needs a description."""
    return bool(mime and mime.startswith("image/"))


def is_coded(mime: str) -> bool:
    """Tell whether data of a type is no text that somebody could read."""
    return mime in ("application/pdf", "application/octet-stream") or (
        mime.split("/")[0] in ("audio", "image", "video") and mime != SVG
    )


def shows_image(output: NotebookNode) -> bool:
    """Tell whether a page shows an output as an image."""
    return is_image(shown_type(output.get("data", {})))


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
    return find(joined(data[mime])) if find else []


def _lost_markdown(source: str) -> list[str]:
    return [error.came for error in markdown_prose(source, "en", Formulas())[1]]


def _lost_latex(source: str) -> list[str]:
    try:
        latex_prose(source, Formulas())
    except MathError as error:
        return [error.came]
    return []


_LOSSES: Mapping[str, Callable[[str], list[str]]] = {
    HTML: lost_in_output,
    MARKDOWN: _lost_markdown,
    LATEX: _lost_latex,
}
