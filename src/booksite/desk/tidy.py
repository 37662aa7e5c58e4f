"""Notebooks from where people edit them, back in the form of this project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from booksite.book import load_book
from booksite.desk.history import commits_of, file_at
from booksite.errors import Fault, FaultsError
from booksite.files import write_whole
from booksite.notebooks import Notebook, chosen_chapters, open_notebooks, tidied

_RENAME = "give it a short English id such as 'loss-curve', the same in both languages"
# The version that is published, and the newest one.
_ENOUGH = 2


def tidy_notebooks(root: Path, names: Sequence[str]) -> str:
    """Bring notebooks into the project's form, each in all languages.

    Args:
        root: The project's root.
        names: Names or paths of notebooks; none means all.

    Returns:
        What was done, in lines.

    Raises:
        BooksiteError: A name is no notebook of the book; or a file is no notebook: then none is
            written.
    """
    book = load_book(root)
    gpu = {chapter.notebook: chapter.gpu for chapter in chosen_chapters(book, names)}
    wanted = [one for one in open_notebooks(root, book).values() if one.name in gpu]
    changed: list[Notebook] = []
    lines: list[str] = []
    faults: list[Fault] = []
    for notebook in wanted:
        others = (one for one in wanted if one.name == notebook.name and one is not notebook)
        twins = [one for one in others if _is_good(one)]
        earlier = list(_versions(notebook, book.repository.branch))
        try:
            result = tidied(notebook, earlier, twins, gpu=gpu[notebook.name])
        except FaultsError as error:
            faults += error.faults
            continue
        if result.done:
            # What one language got back, the next one may need.
            notebook.hold(result.text.encode())
            changed.append(notebook)
            lines.append(f"{notebook.file}: {', '.join(result.done)}")
        lines += [f"{notebook.file}: the cell {name} is new: {_RENAME}" for name in result.new]
    if faults:
        raise FaultsError(faults)
    for notebook in changed:
        write_whole(notebook.path, notebook.source)
    return "\n".join([*lines, f"{len(changed)} of {len(wanted)} notebooks written."])


def _versions(notebook: Notebook, branch: str) -> Iterator[Notebook]:
    """Yield what readers have of a notebook, and the last good version."""
    found = 0
    for commit in commits_of(notebook.root, notebook.file, branch):
        content = file_at(notebook.root, commit, notebook.file)
        if content is not None and found < _ENOUGH:
            version = notebook.in_language(notebook.locale)
            version.hold(content)
            if _is_good(version):
                found += 1
                yield version


def _is_good(notebook: Notebook) -> bool:
    """Tell whether a notebook can be read, its ids included."""
    try:
        notebook.notes  # noqa: B018
    except FaultsError:
        return False
    return True
