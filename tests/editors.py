"""What editors make of a notebook when they open and save it."""

from __future__ import annotations

import json
import uuid
from typing import Any

JSON = dict[str, Any]


def in_colab(notebook: JSON) -> JSON:
    """Return a notebook as Colab saves it: nbformat 4.0, ids and traces of a run in metadata."""
    for cell in notebook["cells"]:
        cell["metadata"] = {"id": cell.pop("id"), "colab_type": "text", **cell["metadata"]}
        if cell["cell_type"] == "code":
            user = {"displayName": "A. Author", "userId": "0123"}
            traces = {"status": "ok", "timestamp": 1764000000000, "user": user, "elapsed": 5}
            base = {"base_uri": "https://localhost:8080/", "height": 35}
            cell["metadata"] |= {"executionInfo": traces, "outputId": "9aef", "colab": base}
            cell["execution_count"] = 40
    notebook["metadata"] |= {
        "colab": {"name": "copy.ipynb", "toc_visible": True, "provenance": [{"file_id": "1x"}]},
        "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {}},
    }
    badge = {"id": "view-in-github", "colab_type": "text"}
    notebook["cells"].insert(0, {"cell_type": "markdown", "metadata": badge, "source": ["<a>"]})
    notebook["nbformat_minor"] = 0
    return notebook


def in_jupyter(notebook: JSON) -> JSON:
    """Return a notebook as Jupyter saves it after all cells were run once more."""
    for count, cell in enumerate(notebook["cells"], 51):
        if cell["cell_type"] == "code":
            cell["execution_count"] = count
            cell["metadata"] |= {"execution": {"iopub.status.idle": "2026-11-24"}, "trusted": True}
            cell["metadata"] |= {"collapsed": False, "jupyter": {"outputs_hidden": False}}
            for output in cell["outputs"]:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = count
    notebook["metadata"]["kernelspec"]["display_name"] = ".venv"
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.13.1", "file": ".py"}
    return notebook


def in_vscode(notebook: JSON) -> JSON:
    """Return a notebook as VS Code saves it."""
    for cell in notebook["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python"}
    notebook["metadata"]["kernelspec"] |= {"display_name": "venv (3.13.1)", "name": "venv"}
    return notebook


def without_ids(notebook: JSON) -> JSON:
    """Return a notebook of Colab's that somebody opened in Jupyter: each cell has a new id."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = uuid.uuid5(uuid.NAMESPACE_URL, str(number)).hex[:8]
    return notebook


EDITORS = {
    "colab": (in_colab, 2),
    "jupyter": (in_jupyter, 1),
    "vscode": (in_vscode, 1),
    "colab and jupyter": (without_ids, 4),
}


def saved_by(editor: str, text: str) -> str:
    """Return the text of a notebook's file as an editor saves it."""
    change, indent = EDITORS[editor]
    return json.dumps(change(json.loads(text)), indent=indent, ensure_ascii=editor == "colab")
