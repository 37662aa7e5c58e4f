"""A notebook: its file, its twin in the other language, its HTML.

Running one is a room of its own, `booksite.notebooks.running`, which nothing here needs; nor does
anybody need `booksite.notebooks.render`, and all that it loads, before a notebook has changed.
"""

from booksite.notebooks.cells import (
    CellNotes,
    folded_change,
    part_anchor,
    removed_parts,
    tags,
)
from booksite.notebooks.checked import Checked, Reduced
from booksite.notebooks.colab import addressed, colab_url
from booksite.notebooks.form import form_faults
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.lessons import lesson_faults
from booksite.notebooks.library import (
    EmbeddedNotebook,
    Notebooks,
    OpenNotebooks,
    chosen_chapters,
    embed_notebooks,
    open_notebooks,
)
from booksite.notebooks.notebook import Notebook, canonical, notebook_path
from booksite.notebooks.parameters import read_parameters
from booksite.notebooks.rules import check_notebook
from booksite.notebooks.run_record import run_faults
from booksite.notebooks.terminal import plain_terminal_text
from booksite.notebooks.tidy import tidied
from booksite.notebooks.twins import accept_translation, twin_faults

__all__ = [
    "CellNotes",
    "Checked",
    "EmbeddedNotebook",
    "Fragment",
    "Notebook",
    "Notebooks",
    "OpenNotebooks",
    "Reduced",
    "accept_translation",
    "addressed",
    "canonical",
    "check_notebook",
    "chosen_chapters",
    "colab_url",
    "embed_notebooks",
    "folded_change",
    "form_faults",
    "lesson_faults",
    "notebook_path",
    "open_notebooks",
    "part_anchor",
    "plain_terminal_text",
    "read_parameters",
    "removed_parts",
    "run_faults",
    "tags",
    "tidied",
    "twin_faults",
]
