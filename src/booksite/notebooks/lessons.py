"""What a chapter's notebook owes its readers: steps of one thought, questions, exercises."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator

from booksite.book import Chapter, is_numbered_in
from booksite.errors import Fault
from booksite.notebooks.cells import is_change, tags
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.tokens import MAGIC, tokens

_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
_LONGEST_MEDIAN = 7
_FEWEST_QUESTIONS = 3
_FEWEST_SOLUTIONS = 2


def lesson_faults(notebook: Notebook, chapter: Chapter) -> Iterator[Fault]:
    """Yield what a notebook lacks to be learned from.

    Args:
        notebook: The notebook, in the language of the book; its twins have the same cells.
        chapter: Its chapter.
    """
    yield from _amounts(notebook)
    for cell_id, notes in notebook.notes.items():
        for number in (*notes.listings, *notes.listings_estimated):
            if not is_numbered_in(number, chapter.id):
                expected = f"the number of a listing of {chapter.id}"
                yield notebook.fault(cell_id, expected, f"'{number}'", "Correct it.")
    for cell in notebook.code_cells:
        for text in _strings(cell.source):
            if _JAPANESE.search(text):
                expected = "English in strings: Colab's plots show no Japanese"
                remedy = "Translate it in both files; comments may be Japanese."
                yield notebook.fault(cell.id, expected, text, remedy)


def _amounts(notebook: Notebook) -> Iterator[Fault]:
    code = notebook.code_cells
    lengths = [sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in code]
    median = statistics.median(lengths or [0])
    if median > _LONGEST_MEDIAN:
        expected = f"code in steps: half of the cells with at most {_LONGEST_MEDIAN} lines"
        yield Fault(notebook.file, 0, expected, f"a median of {median:g}", "Split long cells.")
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    questions = sum(cell.source.count("<details>") for cell in texts if not is_change(cell))
    if questions < _FEWEST_QUESTIONS:
        expected = f"{_FEWEST_QUESTIONS} questions with folded answers (<details>)"
        yield Fault(notebook.file, 0, expected, str(questions), "Ask more.")
    solutions = sum("solution" in tags(cell) for cell in code)
    if solutions < _FEWEST_SOLUTIONS:
        expected = f"{_FEWEST_SOLUTIONS} solved exercises (code cells with the tag solution)"
        yield Fault(notebook.file, 0, expected, str(solutions), "Add some.")


def _strings(source: str) -> Iterator[str]:
    return (text for kind, text in tokens(source) if kind in ("STRING", MAGIC))
