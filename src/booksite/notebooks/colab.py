"""Addresses that open a notebook in Google Colab.

The addresses are printed in the book, so their form must never change:
`https://colab.research.google.com/github/<owner>/<repo>/blob/<branch>/notebooks/<name>.ipynb`.
"""

from __future__ import annotations

from urllib.parse import quote

from booksite.book import Repository
from booksite.locales import Locale, text
from booksite.notebooks.notebook import notebook_path

_COLAB = "https://colab.research.google.com/github"
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
