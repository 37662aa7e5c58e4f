"""How a notebook was last run, in the words that its page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from booksite.texts import text


def run_line(notebook: NotebookNode, parameters: Mapping[str, Any], locale: str) -> str:
    """Say how the outputs came about: version, machine, date, data, reduced settings.

    Args:
        notebook: The notebook; a run is recorded in ``metadata.booksite.run``.
        parameters: The notebook's own settings, see `read_parameters`.
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
        reduced = _reduced(run["parameters"], parameters, locale)
        sentences.append(text("reduced", locale, text("comma", locale).join(reduced)))
    return ("" if locale == "ja" else " ").join(sentences)


def _reduced(run: Mapping[str, Any], full: Mapping[str, Any], locale: str) -> Iterator[str]:
    for name, value in run.items():
        if name in full:
            own = text("all", locale) if full[name] is None else full[name]
            yield text("reduced_value", locale, name, value, own)
