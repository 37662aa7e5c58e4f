"""Every notebook runs from top to bottom, in a quick form."""

from __future__ import annotations

import pytest

from booksite.book.loading import load_book
from booksite.notebooks.running.chapters import execute_chapter
from tests.project import ROOT

BOOK = load_book(ROOT)
CHAPTERS = BOOK.chapters


@pytest.mark.parametrize("chapter", CHAPTERS, ids=[chapter.notebook for chapter in CHAPTERS])
def test_a_notebook_runs(chapter, monkeypatch: pytest.MonkeyPatch) -> None:
    # A quick run has so little to compute that threads mostly wait for one another.
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    # A failure names notebook, cell and line; see `booksite.notebooks.running`.
    execute_chapter(ROOT, chapter, BOOK.languages[0], quick=True)
