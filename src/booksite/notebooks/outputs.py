"""Outputs of code cells to HTML: text, tables, formulas and images that became files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from booksite.locales import text
from booksite.markup import Formulas, MathError, clean_output
from booksite.notebooks.cells import CellNotes
from booksite.notebooks.frames import aligned
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.markdown import CellError
from booksite.notebooks.prose import html_prose, latex_prose, markdown_prose
from booksite.notebooks.richness import (
    HTML,
    JSON,
    LATEX,
    MARKDOWN,
    SVG,
    has_formulas,
    is_image,
    joined,
    shown,
    size_in_html,
    unshown,
)
from booksite.notebooks.terminal import terminal_text

_FIGURE = Markup('<p class="nb-figure">{}</p>')
# What is wide scrolls in it.
_RICH = Markup('<div class="nb-table">{}</div>')


@dataclass(frozen=True)
class OutputContext:
    """What outputs must know of their page.

    Attributes:
        locale: The language.
        colab: Address of the notebook in Colab.
        images: Takes the images that become files.
        formulas: Those of the page, which numbers and macros run through.
    """

    locale: str
    colab: str
    images: ImageFiles
    formulas: Formulas


def cell_outputs(
    cell: NotebookNode, notes: CellNotes, page: OutputContext
) -> tuple[Markup, list[CellError | MathError]]:
    """Render all outputs of a code cell; return them, and what is wrong with them.

    Args:
        cell: The code cell.
        notes: What is noted at it; `alt` describes its images in order.
        page: What stands around them.
    """
    if notes.output == "colab":
        return _in_colab(cell, page), []
    alts = iter(notes.alt)
    parts: list[Markup] = []
    errors: list[CellError | MathError] = []
    for output in _merged(cell.outputs):
        try:
            parts.append(_output(output, alts, page))
        except (CellError, MathError) as error:
            errors.append(error)
    return Markup().join(parts), errors


def _in_colab(cell: NotebookNode, page: OutputContext) -> Markup:
    """Say that only Colab can show the result."""
    link = Markup('<a href="{}#scrollTo={}">{}</a>')
    there = link.format(page.colab, cell.id, text("run_in_colab", page.locale))
    said = text("no_result", page.locale)
    return Markup('<p class="nb-run-in-colab">{}{}</p>').format(said, there)


def _output(output: NotebookNode, alts: Iterator[str], page: OutputContext) -> Markup:
    """Render an output.

    Raises:
        CellError: The page cannot show it, or it is an image without description.
        MathError: It is a formula that cannot stand on the page, such as one with another's label.
    """
    if output.output_type == "stream":
        return _text_block(joined(output.text), "output")
    if output.output_type == "error":
        return _text_block(_error(output), "error")
    if not output.data:
        return Markup()
    mime, content = _shown(output)
    alt = next(alts, "") if is_image(mime) else ""
    if is_image(mime) and not alt:
        raise CellError(
            'a description for each image, as in "booksite": {"alt": ["Loss falls …"]}',
            "an image without one",
            "Add it to the cell's metadata in both languages.",
        )
    return _display(mime, content, alt, _wanted(output, mime), page)


def _merged(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join the pieces in which a kernel sends one stream."""
    merged: list[NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            merged[-1] = NotebookNode(last, text=joined(last.text) + joined(output.text))
        else:
            merged.append(output)
    return merged


def _error(output: NotebookNode) -> str:
    """Return the traceback of an error, or else what it says."""
    traceback = "\n".join(output.traceback)
    said = ": ".join(filter(None, (output.ename, output.evalue)))
    return traceback if traceback.strip() else said


def _shown(output: NotebookNode) -> tuple[str, Any]:
    found = shown(output.data)
    if found is None:
        raise CellError(
            "what a page can show, such as an image, text, or HTML without scripts and colors",
            unshown(output.data),
            "Let the cell show an image or text as well, or give it the tag `remove-output`.",
        )
    return found


def _display(
    mime: str, content: Any, alt: str, wanted: Mapping[str, Any], page: OutputContext
) -> Markup:
    if mime == JSON:
        return _text_block(json.dumps(content, ensure_ascii=False, indent=2), "output")
    content = joined(content)
    if mime == HTML:
        html = aligned(clean_output(content))
        return _RICH.format(html_prose(html, page.formulas) if has_formulas(content) else html)
    if mime == MARKDOWN:
        return _RICH.format(markdown_prose(content, page.locale, page.formulas)[0])
    if mime == LATEX:
        return _RICH.format(latex_prose(content, page.formulas))
    if is_image(mime):
        add = page.images.add_svg if mime == SVG else page.images.add
        return _FIGURE.format(add(content, alt, wanted))
    return _text_block(content, "output")


def _wanted(output: NotebookNode, mime: str) -> Mapping[str, Any]:
    """Return the size that an image shall have: noted for its type, or else for all of them."""
    own = output.metadata.get(mime)
    noted = {**output.metadata, **own} if isinstance(own, Mapping) else output.metadata
    return {**size_in_html(output.data), **noted}


def _text_block(content: str, kind: str) -> Markup:
    """Return a text as a terminal shows it; nothing where nothing would be seen."""
    body = terminal_text(content).rstrip()
    return Markup('<pre class="nb-{}">{}</pre>').format(kind, body) if body else Markup()
