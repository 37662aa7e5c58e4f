"""Every notebook runs from top to bottom, in a quick form."""

from __future__ import annotations

import pytest

from booksite.book import Execution
from booksite.book.loading import load_book
from booksite.notebooks.running import chapters
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


REDUCED = {"n": {"value": 1, "unit": "epochs", "subject": {"ja": "学習", "en": "Training"}}}
WISHES = [
    {"name": "always", "expression": "a", "equals": 1},
    {"name": "large", "expression": "b", "equals": 2, "full": True},
]


@pytest.mark.parametrize(
    ("reduced", "quick", "names"),
    [({}, False, ["always", "large"]), (REDUCED, False, ["always"]), (REDUCED, True, [])],
)
def test_smaller_settings_need_not_reach_what_is_marked_full(
    reduced, quick, names, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        chapters, "execute", lambda *_, expect, **__: asked.extend(one.name for one in expect)
    )
    execution = Execution.model_validate({"reduced": reduced, "expect": WISHES})
    chapter = CHAPTERS[0].model_copy(update={"execution": execution})
    execute_chapter(ROOT, chapter, BOOK.languages[0], quick=quick)
    assert asked == names
