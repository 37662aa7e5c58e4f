"""Addresses that open a notebook in Google Colab, and those that a notebook holds for Colab.

The addresses are printed in the book, so their form must never change:
`https://colab.research.google.com/github/<owner>/<repo>/blob/<branch>/notebooks/<name>.ipynb`.
"""

from __future__ import annotations

import copy
from urllib.parse import quote

import nbformat.v4
from nbformat import NotebookNode

from booksite.book import Repository
from booksite.locales import Locale, text
from booksite.notebooks.cells import BADGE_CELL, HELPERS_CELL
from booksite.notebooks.notebook import Notebook, notebook_path

_COLAB = "https://colab.research.google.com/github"
_HELPERS = "notebooks/torch_lib1.py"
_FETCH_HELPERS = """\
from pathlib import Path
from urllib.request import urlretrieve

if not Path("torch_lib1.py").exists():
    urlretrieve("{url}", "torch_lib1.py")"""
_BADGE = "https://colab.research.google.com/assets/colab-badge.svg"


def colab_url(
    repository: Repository, notebook: str, locale: Locale, cell: str | None = None
) -> str:
    """Return the address that opens a notebook in Colab.

    Args:
        repository: Where Colab fetches the notebook.
        notebook: File name without `.ipynb`.
        locale: The language of the notebook.
        cell: Id of the cell to scroll to, if any.
    """
    path = quote(f"{repository.name}/blob/{repository.branch}/{notebook_path(notebook, locale)}")
    anchor = f"#scrollTo={quote(cell, safe='')}" if cell else ""
    return f"{_COLAB}/{path}{anchor}"


def badge_markdown(
    repository: Repository, notebook: str, locale: Locale, cell: str | None = None
) -> str:
    """Return the Colab badge with its link, as a line of Markdown."""
    url = colab_url(repository, notebook, locale, cell)
    return f"[![{text('open_in_colab', locale)}]({_BADGE})]({url})"


def addressed(notebook: Notebook, repository: Repository) -> NotebookNode:
    """Return a notebook that leads to a repository: its badge as first cell, the helpers' address.

    It is the very content of the notebook where that holds them already.

    Raises:
        FaultsError: It cannot be read.
    """
    sources = {
        BADGE_CELL: badge_markdown(repository, notebook.name, notebook.locale),
        HELPERS_CELL: _FETCH_HELPERS.format(url=repository.raw_url(_HELPERS)),
    }
    first = notebook.cells[0].id
    stale = any(cell.source != sources.get(cell.id, cell.source) for cell in notebook.cells)
    if not stale and first == BADGE_CELL:
        return notebook.content
    content = copy.deepcopy(notebook.content)
    if first != BADGE_CELL:
        badge = nbformat.v4.new_markdown_cell(id=BADGE_CELL, metadata={"tags": ["colab-only"]})
        content.cells.insert(0, badge)
    for cell in content.cells:
        cell.source = sources.get(cell.id, cell.source)
    return content
