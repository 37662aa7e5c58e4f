"""Outputs of code cells to HTML: text, tables and images that became files."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape
from nbconvert.filters.ansi import ansi2html
from nbformat import NotebookNode

from booksite.locales import text
from booksite.markup import clean_output, to_mathml
from booksite.notebooks.cells import CellNotes
from booksite.notebooks.frames import aligned
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.markdown import CellError

# Richest first: what a notebook front end would show.
_MIME_TYPES = ("text/html", "image/svg+xml", "image/png", "text/latex", "text/plain")
_ANSI = "\x1b["
_FIGURE = Markup('<p class="nb-figure">{}</p>')


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _text_block(content: str, kind: str) -> Markup:
    body = Markup(ansi2html(content)) if _ANSI in content else escape(content)
    return Markup('<pre class="nb-{}">{}</pre>').format(kind, body.rstrip())


def _display(data: Any, metadata: Any, alt: str, images: ImageFiles) -> Markup:
    mime = next((mime for mime in _MIME_TYPES if mime in data), None)
    if mime is None:
        kinds = ", ".join(sorted(data)) or "nothing"
        raise CellError(
            f"an output of one of the types {', '.join(_MIME_TYPES)}",
            kinds,
            "Run the notebook again with `make execute`.",
        )
    content = _joined(data[mime])
    if mime == "text/html":
        return Markup('<div class="nb-table">{}</div>').format(aligned(clean_output(content)))
    if mime == "image/svg+xml":
        return _FIGURE.format(images.add_svg(content, alt))
    if mime == "image/png":
        width = metadata.get("image/png", {}).get("width")
        return _FIGURE.format(images.add_png(content, alt, width))
    if mime == "text/latex":
        return to_mathml(re.sub(r"^\${1,2}|\${1,2}$", "", content.strip()), block=True)
    return _text_block(content, "output")


def _merged(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join the pieces in which a kernel sends one stream."""
    merged: list[NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            joined = NotebookNode(last, text=_joined(last.text) + _joined(output.text))
            merged[-1] = joined
        else:
            merged.append(output)
    return merged


def cell_outputs(
    cell: NotebookNode, notes: CellNotes, images: ImageFiles, locale: str, colab: str
) -> Markup:
    """Render all outputs of a code cell.

    Args:
        cell: The code cell.
        notes: What is noted at it; `alt` describes its images in order.
        images: Takes the images that become files.
        locale: The language.
        colab: Address of the notebook in Colab.

    Raises:
        CellError: For an image without description or an output of unknown type.
    """
    if notes.output == "colab":
        link = Markup('<a href="{}#scrollTo={}">{}</a>')
        there = link.format(colab, cell.id, text("run_in_colab", locale))
        return Markup('<p class="nb-run-in-colab">{}{}</p>').format(
            text("no_result", locale), there
        )
    alts = iter(notes.alt)
    parts = []
    for output in _merged(cell.outputs):
        if output.output_type == "stream":
            parts.append(_text_block(_joined(output.text), "output"))
        elif output.output_type == "error":
            parts.append(_text_block("\n".join(output.traceback), "error"))
        else:
            is_image = any(mime.startswith("image/") for mime in output.data)
            alt = next(alts, None) if is_image else ""
            if alt is None:
                raise CellError(
                    'a description for each image, as in "booksite": {"alt": ["Loss falls …"]}',
                    "an image without one",
                    "Add it to the cell's metadata in both languages.",
                )
            parts.append(_display(output.data, output.metadata, alt, images))
    return Markup().join(parts)
