"""The settings that a run changed, in words and numbers that a reader understands."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from booksite.book import Book, Chapter, Reduction
from booksite.errors import Fault
from booksite.locales import Locale, text
from booksite.notebooks import Checked, Fragment, Reduced

_FILE = "data/book.yml"


def reductions_in_words(checked: Checked, chapter: Chapter, locale: Locale) -> list[str]:
    """Say how a run changed settings, such as `training: 10 of 50 epochs`.

    Args:
        checked: What the outputs of the chapter's notebook rest on.
        chapter: The chapter, which names each setting in the order of the list.
        locale: The language of the words.
    """
    return [
        _in_words(reduction, checked.reduced[name], locale)
        for name, reduction in _words(chapter).items()
        if name in checked.reduced
    ]


def unsaid_reductions(book: Book, notebooks: Mapping[tuple[str, Locale], Fragment]) -> set[Fault]:
    """Return a fault for each setting that a run changed and that no words tell of.

    Args:
        book: The data.
        notebooks: The notebooks by name and language.
    """
    return {
        Fault(_FILE, book.line(chapter), *fault)
        for chapter, locale in product(book.chapters, book.languages)
        if (chapter.notebook, locale) in notebooks
        for name, reduced in notebooks[chapter.notebook, locale].checked.reduced.items()
        if (fault := _fault(_words(chapter).get(name), name, reduced, chapter))
    }


def _words(chapter: Chapter) -> Mapping[str, Reduction]:
    return chapter.execution.reduced if chapter.execution else {}


def _in_words(reduction: Reduction, reduced: Reduced, locale: Locale) -> str:
    full = reduction.of if reduced.own is None else reduced.own
    values = (
        str(value) if isinstance(value, str) else f"{value:,}" for value in (reduced.run, full)
    )
    return text(f"reduced_{reduction.unit}", locale, reduction.subject[locale], *values)


def _fault(
    words: Reduction | None, name: str, reduced: Reduced, chapter: Chapter
) -> tuple[str, str, str] | None:
    """Say what was expected, what came and what to do, where a setting cannot be told of."""
    if words is None:
        unit = "choice" if isinstance(reduced.run, str) else "epochs"
        example = f"{name}: {{value: {reduced.run}, unit: {unit}, subject: {{…}}}}"
        return (
            f"in execution.reduced words for what the run changed, such as '{example}'",
            f"none for '{name}'",
            f"Add them, or run `make execute NB={chapter.notebook}` with other settings.",
        )
    if reduced.own is None and not words.of:
        return (
            f"what None stands for in {chapter.notebook}, such as 'of: 50000'",
            f"'{name}' without it",
            "Add it to the entry of execution.reduced.",
        )
    if reduced.own is None or (
        type(reduced.own) is type(reduced.run) and isinstance(reduced.own, int | str)
    ):
        return None
    return (
        "only whole numbers and choices in execution.reduced",
        f"'{name}', which is {reduced.own!r} in {chapter.notebook}",
        "Remove it, or correct the notebook.",
    )
