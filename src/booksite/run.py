"""How a notebook was last run, in the words that its page shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from booksite.notebook import tags
from booksite.texts import text


def run_line(notebook: NotebookNode, locale: str) -> str:
    """Say how the outputs came about: version, machine, date, data, reduced settings.

    Args:
        notebook: The notebook; a run is recorded in ``metadata.booksite.run``.
        locale: The language of the line.

    Returns:
        The line, or nothing for a notebook that was never run.
    """
    run = notebook.metadata.get("booksite", {}).get("run")
    if not run:
        return ""
    version = run["torch"].partition("+")[0]  # without the build, such as +cpu
    sentences = [text("checked", locale, version, run["device"], run["date"])]
    for data in run["data"]:
        sentences.append(text(f"data_{data['kind']}", locale, data["name"]))
        sentences += [data["note"]] if "note" in data else []
    if run["parameters"]:
        reduced = _reduced(run["parameters"], parameters(notebook), locale)
        sentences.append(text("reduced", locale, text("comma", locale).join(reduced)))
    return ("" if locale == "ja" else " ").join(sentences)


def parameters(notebook: NotebookNode) -> dict[str, Any]:
    """Give the values that the notebook's cell tagged ``parameters`` sets, by name."""
    cells = (cell for cell in notebook.cells if "parameters" in tags(cell))
    return {
        node.targets[0].id: ast.literal_eval(node.value)
        for cell in cells
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _reduced(run: Mapping[str, Any], full: Mapping[str, Any], locale: str) -> Iterator[str]:
    for name, value in run.items():
        if name in full:
            own = text("all", locale) if full[name] is None else full[name]
            yield text("reduced_value", locale, name, value, own)
