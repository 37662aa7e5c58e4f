"""Everything that can be checked without building: data, pages, notebooks, derived text."""

from __future__ import annotations

from pathlib import Path

from booksite import generate
from booksite.colab import notebook_path
from booksite.errors import Fault, FaultsError
from booksite.fields import LOCALES
from booksite.notebook_rules import check_notebook
from booksite.pairs import compare
from booksite.parts import PARTS
from booksite.records import Chapter
from booksite.site import load_site


def check(root: Path) -> str:
    """Check all sources.

    Args:
        root: The project's root.

    Returns:
        What was looked at, in a sentence.

    Raises:
        FaultsError: With the faults of the first step that found any; a later step would only
            show what follows from them.
    """
    site = load_site(root, frozenset(PARTS))
    faults = [
        fault
        for chapter in site.book.chapters
        if not chapter.planned
        for fault in _notebook_faults(root, chapter)
    ]
    if faults:
        raise FaultsError(faults)
    generate.check(root)
    return (
        f"{len(site.book.chapters)} chapters, {len(site.notebooks)} notebooks, "
        f"{len(site.book.errata)} errata, {len(site.book.faq)} questions, "
        f"{len(site.book.links)} links, {len(site.pages)} pages: no faults"
    )


def _notebook_faults(root: Path, chapter: Chapter) -> list[Fault]:
    faults = [
        fault
        for locale in LOCALES
        for fault in check_notebook(root / notebook_path(chapter.notebook, locale), chapter.gpu)
    ]
    differences = compare(root / notebook_path(chapter.notebook, "ja"))
    return faults + [difference.fault() for difference in differences]
