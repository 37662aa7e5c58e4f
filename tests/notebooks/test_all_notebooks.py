"""Every notebook as it is committed; one that is added is tested by being there."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup
from nbconvert.filters import markdown2html

from booksite.book.loading import load_book
from booksite.errors import BooksiteError
from booksite.notebooks.cells import tags
from booksite.notebooks.colab import badge_markdown
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.lessons import lesson_faults
from booksite.notebooks.library import chosen_chapters, open_notebooks
from booksite.notebooks.markdown import CellContext, markdown_cell
from booksite.notebooks.notebook import Notebook, canonical
from booksite.notebooks.pictures import CellPictures
from booksite.notebooks.rules import check_notebook
from booksite.notebooks.run_record import recorded_run
from booksite.notebooks.twins import twin_faults
from tests.helpers import EN, JA
from tests.project import ROOT

BOOK = load_book(ROOT)
CHAPTERS = BOOK.chapters
NAMES = [chapter.notebook for chapter in CHAPTERS]
NOTEBOOKS = open_notebooks(ROOT, BOOK)
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")

FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]+\$|<math.*?</math>", re.DOTALL)

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
each_notebook = pytest.mark.parametrize(
    "notebook", NOTEBOOKS.values(), ids=lambda notebook: notebook.file
)


def japanese(chapter) -> Notebook:
    return NOTEBOOKS[chapter.notebook, JA]


@each_chapter
def test_both_languages_agree(chapter) -> None:
    faults = twin_faults(japanese(chapter), NOTEBOOKS[chapter.notebook, EN])
    assert [str(fault) for fault in faults] == []


@each_notebook
def test_a_notebook_keeps_the_rules(notebook: Notebook) -> None:
    chapter = next(chapter for chapter in CHAPTERS if chapter.notebook == notebook.name)
    assert [str(fault) for fault in check_notebook(notebook, chapter.gpu)] == []


@each_notebook
def test_a_notebook_is_stored_in_canonical_form(notebook: Notebook) -> None:
    assert notebook.source.decode() == canonical(notebook.content)


@each_notebook
def test_the_first_cell_opens_this_notebook_in_colab(notebook: Notebook) -> None:
    first = notebook.cells[0]
    assert first.source == badge_markdown(BOOK.repository, notebook.name, notebook.locale)
    assert tags(first) == ["colab-only"]


@each_notebook
def test_english_and_japanese_stand_where_they_belong(notebook: Notebook) -> None:
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    japanese = {cell.id for cell in prose if JAPANESE.search(cell.source)}
    if notebook.locale == "en":
        assert len(japanese) <= len(prose) * 0.1
    else:
        # Not one cell: a word that was to be replaced by text has no Japanese in it.
        assert {cell.id for cell in prose} - japanese == set()


@each_chapter
def test_outputs_come_from_a_run_that_is_recorded(chapter) -> None:
    run = recorded_run(japanese(chapter))
    assert run
    assert run.torch
    counts = [cell.execution_count for cell in japanese(chapter).code_cells]
    assert counts == list(range(1, len(counts) + 1))


@each_chapter
def test_a_notebook_can_be_learned_from(chapter) -> None:
    assert [str(fault) for fault in lesson_faults(japanese(chapter), chapter)] == []


def test_named_notebooks_are_chosen_in_their_order_by_name_or_path() -> None:
    names = ["ch05_regression", "notebooks/en/ch03_first_ml.ipynb", r"notebooks\ch02_pytorch.ipynb"]
    chosen = [chapter.notebook for chapter in chosen_chapters(BOOK, names)]
    assert chosen == ["ch05_regression", "ch03_first_ml", "ch02_pytorch"]
    assert chosen_chapters(BOOK, []) == list(CHAPTERS)
    with pytest.raises(BooksiteError, match="but received ch99_nothing"):
        chosen_chapters(BOOK, ["ch99_nothing"])


@each_notebook
def test_cells_show_every_word_that_jupyter_shows(notebook: Notebook) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "colab-only" not in tags(cell):
            rendered, faults = markdown_cell(cell.source, context(notebook, cell.id))
            assert faults == []
            assert words(rendered) == words(markdown2html(cell.source)), cell.id


def context(notebook: Notebook, cell_id: str) -> CellContext:
    files = ImageFiles(notebook.name, ROOT / ".cache" / "booksite" / "images", "")
    pictures = CellPictures(notebook, next(c for c in notebook.cells if c.id == cell_id), files)
    return CellContext(cell_id, notebook.locale, "https://colab", NAMES, pictures.show)


def words(html: str) -> list[str]:
    """Give the words of HTML but for those in formulas, which are TeX in Jupyter's."""
    return re.findall(r"\w+", Markup(FORMULA.sub(" ", html)).striptags())
