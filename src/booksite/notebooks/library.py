"""The book's notebooks as fragments: from the cache, or converted on all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from multiprocessing import get_context
from pathlib import Path

from booksite.book import Book, Repository
from booksite.errors import Fault, FaultsError
from booksite.locales import LOCALES, Locale
from booksite.notebooks.colab import colab_url, notebook_path
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.fragment_cache import FragmentCache


@dataclass(frozen=True)
class EmbeddedNotebook:
    """A notebook in one language, ready to be put into its page.

    Attributes:
        fragment: Its HTML, headings and images, and how far it was checked.
        source: The .ipynb file itself, for the download.
    """

    fragment: Fragment
    source: Path


Notebooks = Mapping[tuple[str, Locale], EmbeddedNotebook]


@dataclass(frozen=True)
class _Notebook:
    """A notebook in one language, with all that its conversion depends on."""

    root: Path
    name: str
    locale: Locale
    colab: str
    all_names: tuple[str, ...]

    @property
    def file(self) -> str:
        return notebook_path(self.name, self.locale)

    @property
    def path(self) -> Path:
        return self.root / self.file

    # Asked for by name, by size and for the conversion; it is one and the same then.
    @cached_property
    def source(self) -> bytes:
        return self.path.read_bytes() if self.path.is_file() else b""

    @property
    def inputs(self) -> list[str]:
        return [self.name, self.locale, self.colab, *self.all_names]

    def is_kept(self, cache: FragmentCache) -> bool:
        return cache.holds(self.source, self.inputs)

    def fragment(self, cache: FragmentCache) -> Fragment:
        return cache.get_or_make(self.source, self.inputs, partial(self._converted, cache.images))

    def _converted(self, images: Path) -> Fragment:
        # Imported here: a build that finds everything in the cache needs none of it.
        from booksite.notebooks.notebook import cell_line, read_notebook
        from booksite.notebooks.render import convert
        from booksite.notebooks.run_record import read_checked

        notebook = read_notebook(self.path)
        fragment = convert(
            notebook,
            path=self.file,
            locale=self.locale,
            colab=self.colab,
            notebooks=self.all_names,
            images=images,
            line_of_cell=partial(cell_line, self.path),
        )
        return replace(fragment, checked=read_checked(self.path, notebook))


def embed_notebooks(
    root: Path, book: Book, repository: Repository
) -> tuple[Notebooks, list[Fault]]:
    """Give the notebooks of all chapters, and the faults of those that cannot be shown.

    Args:
        root: The project's root.
        book: The records of data/.
        repository: Where the notebooks live, for links to Colab.
    """
    cache = FragmentCache(root / ".cache" / "booksite")
    names = tuple(chapter.notebook for chapter in book.chapters)
    pairs = [
        [
            _Notebook(root, name, locale, colab_url(repository, name, locale), names)
            for locale in LOCALES
        ]
        for name in names
    ]
    _fill(cache, [pair for pair in pairs if not all(one.is_kept(cache) for one in pair)])
    notebooks: dict[tuple[str, Locale], EmbeddedNotebook] = {}
    faults: list[Fault] = []
    for notebook in (one for pair in pairs for one in pair):
        try:
            embedded = EmbeddedNotebook(notebook.fragment(cache), notebook.path)
        except FaultsError as error:
            faults += error.faults
        else:
            notebooks[notebook.name, notebook.locale] = embedded
    return notebooks, faults


def _fill(cache: FragmentCache, pairs: list[list[_Notebook]]) -> None:
    """Convert notebooks side by side, where that is cheap; who asks the cache does the rest.

    The two languages of a notebook stay together: they share images and most of the code.
    """
    processes = min(_processes(), len(pairs))
    if processes < 2:
        return
    # Once, before the processes part.
    import booksite.notebooks.render  # noqa: F401

    # The largest first, so that nobody waits long for the last.
    pairs = sorted(pairs, key=lambda pair: -sum(len(one.source) for one in pair))
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as executor:
        list(executor.map(partial(_keep, cache), pairs))


def _processes() -> int:
    """Give how many processes may work: more than one only where a fork is cheap and safe.

    That is on Linux, beside no other thread: while a site is served, there are some.
    """
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _keep(cache: FragmentCache, notebooks: Iterable[_Notebook]) -> None:
    for notebook in notebooks:
        # Whoever asks for the notebook meets its faults again.
        with suppress(FaultsError):
            notebook.fragment(cache)
