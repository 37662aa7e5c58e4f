"""Runs the notebooks of chapters with the settings that data/book.yml gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from booksite.book import Chapter, Execution, load_book
from booksite.locales import Locale
from booksite.notebooks.library import chosen_chapters
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.run_record import Result
from booksite.notebooks.running.runner import execute


def execute_chapters(root: Path, names: Sequence[str], *, quick: bool) -> None:
    """Run notebooks and, unless the run is quick, store their outputs.

    Args:
        root: The project's root.
        names: Names of notebooks such as ``ch08_dl``; none means all.
        quick: Whether to run with the quick settings, storing nothing.

    Raises:
        BooksiteError: For an unknown name, or what a notebook got wrong.
    """
    book = load_book(root)
    for chapter in chosen_chapters(book, names):
        print(f"{chapter.notebook} …", flush=True)
        result = execute_chapter(root, chapter, book.languages[0], quick=quick)
        checked = f", reached {', '.join(result.checked)}" if result.checked else ""
        print(f"{chapter.notebook}: {result.seconds} s{checked}", flush=True)


def execute_chapter(root: Path, chapter: Chapter, locale: Locale, *, quick: bool) -> Result:
    """Run one chapter's notebook: quickly, or with the settings that its outputs shall have."""
    execution = chapter.execution or Execution()
    reduced = {name: reduction.value for name, reduction in execution.reduced.items()}
    # What the notebook's own settings reach, smaller ones need not.
    stored = [expected for expected in execution.expect if not (expected.full and reduced)]
    return execute(
        Notebook(root, chapter.notebook, locale),
        parameters=execution.quick if quick else reduced,
        expect=() if quick else stored,
        save=not quick,
    )
