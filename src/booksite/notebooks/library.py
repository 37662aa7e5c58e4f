"""The book's notebooks as fragments: from the cache, or converted on all cores."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from booksite.book import Book, Chapter, Repository
from booksite.cache import digest
from booksite.errors import BooksiteError, Fault, FaultsError
from booksite.locales import Locale
from booksite.notebooks.colab import colab_url
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.fragment_cache import FragmentCache
from booksite.notebooks.notebook import Notebook, picture_files, plain_name
from booksite.processes import end_with

OpenNotebooks = Mapping[tuple[str, Locale], Notebook]


def open_notebooks(root: Path, book: Book) -> OpenNotebooks:
    """Return the notebooks of all chapters, by name and language; none is read yet.

    A language whose translation has only begun may lack some.
    """
    notebooks = [
        Notebook(root, chapter.notebook, locale)
        for chapter in book.chapters
        for locale in book.languages
    ]
    return {
        (one.name, one.locale): one
        for one in notebooks
        if not one.locale.fallback or one.path.is_file()
    }


def chosen_chapters(book: Book, names: Sequence[str]) -> list[Chapter]:
    """Return the chapters whose notebooks are named; all if none is.

    Args:
        book: The book.
        names: Names such as ``ch08_dl``, or paths, of either language.

    Raises:
        BooksiteError: A name is no notebook of the book.
    """
    known = {chapter.notebook: chapter for chapter in book.chapters}
    unknown = [name for name in names if plain_name(name) not in known]
    if unknown:
        near = difflib.get_close_matches(plain_name(unknown[0]), known, 1)
        remedy = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
        raise BooksiteError(
            f"expected the name or path of a notebook, but received {', '.join(unknown)}. {remedy}"
        )
    return [known[plain_name(name)] for name in names or known]


@dataclass(frozen=True)
class EmbeddedNotebook:
    """A notebook in one language, ready to be put into its page.

    Attributes:
        fragment: Its HTML, headings and images, and how far it was checked.
        notebook: The notebook itself, for the download and the search.
    """

    fragment: Fragment
    notebook: Notebook


Notebooks = Mapping[tuple[str, Locale], EmbeddedNotebook]


@dataclass(frozen=True)
class _Embedding:
    """A notebook with all else that its conversion depends on."""

    notebook: Notebook
    colab: str
    all_names: tuple[str, ...]
    pictures: str

    @property
    def inputs(self) -> list[str]:
        return [
            self.notebook.name,
            self.notebook.locale,
            self.colab,
            self.pictures,
            *self.all_names,
        ]

    def is_kept(self, cache: FragmentCache) -> bool:
        return cache.holds(self.notebook.source, self.inputs)

    def fragment(self, cache: FragmentCache) -> Fragment:
        convert = partial(self._converted, cache.images)
        fragment = cache.get_or_make(self.notebook.source, self.inputs, convert)
        # Nothing else is converted.
        self.notebook.known_valid = True
        return fragment

    def _converted(self, images: Path) -> Fragment:
        # Imported here: a build that finds everything in the cache needs none of it.
        from booksite.notebooks.render import convert

        return convert(self.notebook, colab=self.colab, notebooks=self.all_names, images=images)


def embed_notebooks(
    root: Path, notebooks: OpenNotebooks, repository: Repository
) -> tuple[Notebooks, list[Fault]]:
    """Convert notebooks; return them, and the faults of those that cannot be shown.

    Args:
        root: The project's root.
        notebooks: The notebooks of all chapters.
        repository: Where the notebooks live, for links to Colab.
    """
    cache = FragmentCache(root / ".cache" / "booksite")
    names = tuple(dict.fromkeys(name for name, _ in notebooks))
    pictures = digest(*((name, (root / name).read_bytes().hex()) for name in picture_files(root)))
    embeddings = [
        _Embedding(notebook, colab_url(repository, *key), names, pictures)
        for key, notebook in notebooks.items()
    ]
    _fill(cache, embeddings)
    embedded: dict[tuple[str, Locale], EmbeddedNotebook] = {}
    faults: list[Fault] = []
    for key, embedding in zip(notebooks, embeddings, strict=True):
        try:
            embedded[key] = EmbeddedNotebook(embedding.fragment(cache), embedding.notebook)
        except FaultsError as error:
            faults += error.faults
    return embedded, faults


def _fill(cache: FragmentCache, embeddings: Sequence[_Embedding]) -> None:
    """Convert notebooks side by side, where that is cheap; who asks the cache does the rest.

    The two languages of a notebook stay together: they share images and most of the code.
    """
    by_name = groupby(embeddings, key=lambda one: one.notebook.name)
    twins = [list(pair) for _, pair in by_name]
    twins = [pair for pair in twins if not all(one.is_kept(cache) for one in pair)]
    processes = min(_processes(), len(twins))
    if processes < 2:
        return
    # Once, before the processes part.
    import booksite.notebooks.render  # noqa: F401

    # The largest first, so that nobody waits long for the last.
    twins.sort(key=lambda pair: -sum(len(one.notebook.source) for one in pair))
    with ProcessPoolExecutor(processes, get_context("fork"), end_with, (os.getpid(),)) as executor:
        list(executor.map(partial(_keep, cache), twins))


def _processes() -> int:
    """Return how many processes may work: more than one only where a fork is cheap and safe.

    That is on Linux, beside no other thread: while a site is served, there are some.
    """
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _keep(cache: FragmentCache, embeddings: Iterable[_Embedding]) -> None:
    for embedding in embeddings:
        # Whoever asks for the notebook meets its faults again.
        with suppress(FaultsError):
            embedding.fragment(cache)
