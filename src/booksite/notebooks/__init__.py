"""A notebook: its file, its twin in the other language, its HTML.

Running one is a room of its own, `booksite.notebooks.running`, which nothing here needs; nor does
anybody need `booksite.notebooks.render`, and all that it loads, before a notebook has changed.
"""

from booksite.notebooks.checked import Checked, Reduced
from booksite.notebooks.colab import badge_markdown, colab_url, notebook_path
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.library import EmbeddedNotebook, Notebooks, embed_notebooks
from booksite.notebooks.notebook import (
    BADGE_CELL,
    HELPERS_CELL,
    canonical,
    cell_line,
    read_notebook,
    shown,
)
from booksite.notebooks.rules import check_notebook
from booksite.notebooks.run_record import run_faults
from booksite.notebooks.twins import accept_translation, compare_twins

__all__ = [
    "BADGE_CELL",
    "HELPERS_CELL",
    "Checked",
    "EmbeddedNotebook",
    "Fragment",
    "Notebooks",
    "Reduced",
    "accept_translation",
    "badge_markdown",
    "canonical",
    "cell_line",
    "check_notebook",
    "colab_url",
    "compare_twins",
    "embed_notebooks",
    "notebook_path",
    "read_notebook",
    "run_faults",
    "shown",
]
