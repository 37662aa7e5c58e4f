"""Tiny notebooks for tests: only what a test is about has to be said."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat.v4
from nbformat import NotebookNode

from booksite.locales import Locale
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.twins import source_hash
from tests.helpers import EN, JA

_V4: Any = nbformat.v4  # its functions have no types
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


def code(cell_id: str, source: str, **metadata: Any) -> NotebookNode:
    """Give a code cell; keyword arguments become its metadata."""
    cell: NotebookNode = _V4.new_code_cell(source, id=cell_id, metadata=metadata)
    return cell


def markdown(cell_id: str, source: str, **metadata: Any) -> NotebookNode:
    """Give a Markdown cell; keyword arguments become its metadata."""
    cell: NotebookNode = _V4.new_markdown_cell(source, id=cell_id, metadata=metadata)
    return cell


def output(kind: str, **fields: Any) -> NotebookNode:
    """Give an output, such as `output("stream", text="a")`."""
    node: NotebookNode = _V4.new_output(kind, **fields)
    return node


def make_notebook(*cells: NotebookNode, **metadata: Any) -> NotebookNode:
    """Give a valid notebook of these cells; keyword arguments add to its metadata."""
    metadata = {"kernelspec": KERNELSPEC} | metadata
    notebook: NotebookNode = _V4.new_notebook(cells=list(cells), metadata=metadata)
    return notebook


def translated(ja: NotebookNode, source: str | None = None) -> NotebookNode:
    """Give the English cell that belongs to a Japanese one, by default with the same source."""
    en = copy.deepcopy(ja)
    en.source = ja.source if source is None else source
    en.metadata.setdefault("booksite", {})["ja"] = source_hash(ja)
    return en


def saved(
    folder: Path, content: NotebookNode, locale: Locale = JA, name: str = "small"
) -> Notebook:
    """Write a notebook into a project's folder and return it, not yet read."""
    notebook = Notebook(folder, name, locale)
    notebook.save(content)
    return notebook.in_language(locale)


def write_pair(
    folder: Path, ja: list[NotebookNode], en: list[NotebookNode] | None = None
) -> tuple[Notebook, Notebook]:
    """Write a notebook and its English twin, by default an exact translation of it."""
    english = [translated(cell) for cell in ja] if en is None else en
    return (
        saved(folder, make_notebook(*ja)),
        saved(folder, make_notebook(*english), EN),
    )
