"""Text that is derived but committed.

Tables of the READMEs, badges of the notebooks and the forms for issues come from data/book.yml,
the schemas of the data files from the records, the drawings of figures from their scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from booksite.book import Book, Repository, load_book, schema_files
from booksite.desk.drawings import draw, outdated_drawings
from booksite.desk.form_files import form_files
from booksite.errors import Fault
from booksite.files import decode, write_whole
from booksite.locales import Locale, text
from booksite.notebooks import (
    Notebook,
    OpenNotebooks,
    addressed,
    canonical,
    colab_url,
    open_notebooks,
)

# In a README: the table of chapters in a language.
_START = re.compile(r"<!-- chapters: (\w+) -->\n")
_TABLE = re.compile(r"(<!-- chapters: (\w+) -->\n).*?(<!-- /chapters -->)", re.DOTALL)
FileText = tuple[Path, str]


def write_derived(root: Path) -> None:
    """Write everything that is derived, where it is out of date.

    Args:
        root: The project's root.
    """
    # The addresses of data/book.yml, not of the environment: a fork's checks must pass as well.
    book = load_book(root)
    drawings = draw(root, outdated_drawings(root, book))
    for file, content in (*drawings, *outdated(root, book, open_notebooks(root, book))):
        write_whole(file, content.encode())
        print(f"wrote {file.relative_to(root)}")


def outdated_fault(root: Path, file: Path) -> Fault:
    """Say that a file does not hold what is derived from data or records."""
    texts = {".json": "src/booksite/book/", ".yml": "src/booksite/desk/forms/ with data/book.yml"}
    source = texts.get(file.suffix, "data/book.yml")
    return Fault(
        file.relative_to(root).as_posix(),
        0,
        f"the text that {source} gives",
        "an older one",
        "Run `make generate` and commit the result.",
    )


def outdated(root: Path, book: Book, notebooks: OpenNotebooks) -> Iterator[FileText]:
    """Yield each file that is out of date, with the text that belongs into it.

    Raises:
        FaultsError: A notebook cannot be read.
    """
    yield from outdated_texts(root, book)
    for notebook in notebooks.values():
        yield from outdated_notebook(notebook, book.repository)


def outdated_texts(root: Path, book: Book) -> Iterator[FileText]:
    """Yield the files outside notebooks that are out of date: schemas, READMEs and forms."""
    for file, content in (*schema_files(root, book.languages), *form_files(root, book)):
        if not file.is_file() or file.read_text(encoding="utf-8") != content:
            yield file, content
    for readme in _readmes(root):
        old = decode(readme.name, readme.read_bytes())
        new = _TABLE.sub(partial(_with_table, book), old)
        if new != old:
            yield readme, new


def readme_faults(root: Path, book: Book) -> Iterator[Fault]:
    """Yield for each language of the site, once it is translated, that no README is in it."""
    found: set[str] = set()
    begun: dict[str, Fault] = {}
    for readme in _readmes(root):
        content = decode(readme.name, readme.read_bytes())
        found |= {code for _, code, _ in _TABLE.findall(content)}
        for start in _START.finditer(content):
            line = content.count("\n", 0, start.start()) + 1
            expected = "`<!-- /chapters -->` below the table that begins here"
            begun[start[1]] = Fault(readme.name, line, expected, "none", "Write it.")
    for locale in book.languages:
        if locale in found or locale.fallback:
            continue
        if locale in begun:
            yield begun[locale]
        else:
            lines = f"`<!-- chapters: {locale} -->` and `<!-- /chapters -->`"
            yield Fault(
                f"README.{locale}.md",
                0,
                f"the lines {lines} in this file or another README",
                "none",
                "Write them where the table of chapters belongs, and run `make generate`.",
            )


def _readmes(root: Path) -> list[Path]:
    return sorted(root.glob("README*.md"))


def _with_table(book: Book, match: re.Match[str]) -> str:
    """Return a README's table as it now is; in no language of the site, it stays as it was."""
    start, code, end = match.groups()
    if code not in book.languages:
        return match[0]
    return start + _chapter_table(book, book.language(code)) + end


def _chapter_table(book: Book, locale: Locale) -> str:
    columns = [text(key, locale) for key in ("chapter", "page", "notebook")]
    rows = [" | ".join(columns), " | ".join("---" for _ in columns)]
    for chapter in book.chapters:
        url = f"{book.repository.site_url}{locale.root}chapters/{chapter.id}/"
        colab = colab_url(book.repository, chapter.notebook, locale)
        title = chapter.title[locale]
        rows.append(f"{chapter.label[locale]} | [{title}]({url}) | [Colab]({colab})")
    return "".join(f"| {row} |\n" for row in rows)


def outdated_notebook(notebook: Notebook, repository: Repository) -> Iterator[FileText]:
    """Yield the notebook with the repository's addresses, where it has others.

    Raises:
        FaultsError: It cannot be read.
    """
    content = addressed(notebook, repository)
    if content is not notebook.content:
        yield notebook.path, canonical(content)


def notebook_faults(notebook: Notebook, repository: Repository) -> list[Fault]:
    """Say that a notebook is out of date, if it is."""
    return [
        outdated_fault(notebook.root, file) for file, _ in outdated_notebook(notebook, repository)
    ]
