"""Every notebook as it is committed; one that is added is tested by being there."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

import pytest

from booksite.book.loading import load_book
from booksite.locales import Locale
from booksite.notebooks.colab import badge_markdown, notebook_path
from booksite.notebooks.notebook import canonical, read_notebook, site_metadata, tags
from booksite.notebooks.rules import check_notebook
from booksite.notebooks.twins import compare_twins
from tests.project import ROOT

BOOK = load_book(ROOT)
CHAPTERS = BOOK.chapters
NAMES = [chapter.notebook for chapter in CHAPTERS]
FILES = [ROOT / notebook_path(name, locale) for name in NAMES for locale in ("ja", "en")]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
each_file = pytest.mark.parametrize(
    "file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES]
)


@each_chapter
def test_both_languages_agree(chapter) -> None:
    notebook = ROOT / notebook_path(chapter.notebook, "ja")
    assert [str(difference.fault()) for difference in compare_twins(notebook)] == []


@each_file
def test_a_notebook_keeps_the_rules(file: Path) -> None:
    chapter = next(chapter for chapter in CHAPTERS if chapter.notebook == file.stem)
    assert [str(fault) for fault in check_notebook(file, chapter.gpu)] == []


@each_file
def test_a_notebook_is_stored_in_canonical_form(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == canonical(read_notebook(file))


@each_file
def test_the_first_cell_opens_this_notebook_in_colab(file: Path) -> None:
    first = read_notebook(file).cells[0]
    locale: Locale = "en" if file.parent.name == "en" else "ja"
    assert first.source == badge_markdown(BOOK.repository, file.stem, locale)
    assert tags(first) == ["colab-only"]


@each_chapter
def test_strings_in_code_are_english(chapter) -> None:
    notebook = read_notebook(ROOT / notebook_path(chapter.notebook, "ja"))
    japanese = [
        f"{cell.id}: {node.value}"
        for cell in notebook.cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(re.sub(r"^[%!].*$", "", cell.source, flags=re.MULTILINE)))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and JAPANESE.search(node.value)
    ]
    assert japanese == []


@each_file
def test_english_and_japanese_stand_where_they_belong(file: Path) -> None:
    prose = [cell for cell in read_notebook(file).cells if cell.cell_type == "markdown"]
    japanese = {cell.id for cell in prose if JAPANESE.search(cell.source)}
    if file.parent.name == "en":
        assert len(japanese) <= len(prose) * 0.1
    else:
        # Not one cell: a word that was to be replaced by text has no Japanese in it.
        assert {cell.id for cell in prose} - japanese == set()


@each_chapter
def test_outputs_come_from_a_run_that_is_recorded(chapter) -> None:
    notebook = read_notebook(ROOT / notebook_path(chapter.notebook, "ja"))
    run = notebook.metadata.booksite.run
    assert {"code", "torch", "device", "date", "data", "parameters"} <= set(run)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@each_chapter
def test_a_notebook_can_be_learned_from(chapter) -> None:
    cells = read_notebook(ROOT / notebook_path(chapter.notebook, "ja")).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    lengths = [sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in code]
    assert statistics.median(lengths) <= 7, "the median cell is longer than one thought"
    answers = sum(cell.source.count("<details>") for cell in cells if cell.cell_type == "markdown")
    assert answers >= 3, "fewer than three questions with folded answers"
    assert sum("solution" in tags(cell) for cell in code) >= 2, "fewer than two solved exercises"


@each_chapter
def test_listings_named_at_cells_are_listings_of_the_chapter(chapter) -> None:
    prefix = {"ch00": r"\d$", "ch02a": "2-"}.get(
        chapter.id,
        f"L{int(chapter.id[1:])}-" if chapter.id[0] == "l" else f"{int(chapter.id[2:4])}-",
    )
    numbers = [
        number
        for cell in read_notebook(ROOT / notebook_path(chapter.notebook, "ja")).cells
        for number in site_metadata(cell).get("listings", [])
    ]
    assert [number for number in numbers if not re.match(prefix, number)] == []
