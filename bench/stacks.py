"""The projects that are measured: the same notebooks in three ways of making a site of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bench.measure import Cost, run
from booksite.book.loading import Book, load_book

ROOT = Path(__file__).parents[1]
# An environment of its own (see the Makefile): its packages are no part of the project.
OTHERS = ROOT / ".venv-bench" / "bin" / "python"
_COPIED = ("data", "docs", "notebooks", "overrides", "src", "mkdocs.yml")
_MKDOCS_YML = """\
site_name: Book
theme: {name: material, language: ja}
plugins: [search, {mkdocs-jupyter: {include: ["*.ipynb"]}}]
markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]
extra_javascript: [https://unpkg.com/mathjax@3/es5/tex-mml-chtml.js]
"""
_CONF_PY = """\
project = "Book"
extensions = ["myst_nb"]
html_theme = "pydata_sphinx_theme"
language = "ja"
nb_execution_mode = "off"
exclude_patterns = ["_build", "jupyter_execute"]
myst_enable_extensions = ["dollarmath"]
suppress_warnings = ["myst.xref_missing"]
"""


@dataclass(frozen=True)
class Stack:
    """A project in a folder of its own.

    Attributes:
        name: As reports call it.
        folder: The project.
        command: Builds it.
        outputs: What a build leaves behind, below the folder.
        pages: Where a notebook's page is, below the folder.
        notebooks: Folder of the Japanese notebooks, below the folder.
        environment: Variables for the build.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    outputs: tuple[str, ...]
    pages: str
    notebooks: str = "."
    environment: Mapping[str, str] = field(default_factory=dict)

    def build(self) -> Cost:
        """Build once, with whatever the last build left."""
        return run(self.command, self.folder, self.environment)

    def clear(self) -> None:
        """Remove what builds left behind."""
        for name in self.outputs:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit(self, notebook: str, sentence: str) -> None:
        """Put a sentence at the end of a notebook's text, in place of the one put there before."""
        file = self.folder / self.notebooks / f"{notebook}.ipynb"
        content = json.loads(file.read_text(encoding="utf-8"))
        # The first ones are for Colab alone and do not show on our pages.
        cell = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"][-1]
        source = re.sub(r"\n\nedited .*", "", "".join(cell["source"]))
        cell["source"] = f"{source}\n\nedited {sentence}"
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def edit_page(self, page: str, sentence: str) -> None:
        """Put a sentence at the end of a page's Markdown, in place of the one put there before."""
        _edit(self.folder / "docs" / page, r"(?:\nedited .*\n)?\Z", f"\nedited {sentence}\n")

    def edit_datum(self, sentence: str) -> None:
        """Begin the reason of the first erratum with a sentence."""
        file = self.folder / "data" / "errata.yml"
        _edit(file, r"(?<=reason:\n    ja: )(?:edited at [\d.]+ )?", f"edited {sentence} ")

    @property
    def site(self) -> Path:
        """The root of the built site."""
        return self.folder / Path(self.pages).parts[0]

    def page(self, notebook: str) -> Path:
        """Return the page that shows a notebook."""
        return self.folder / self.pages.format(notebook=notebook)


def _edit(file: Path, place: str, words: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(place, words, text, count=1), encoding="utf-8")


def our_site(folder: Path, copies: int = 1) -> Stack:
    """Prepare this site, both languages, with the chapters several times if asked."""
    for name in _COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    for number in range(1, copies):
        _copy_chapters(folder, number)
    return Stack(
        "ours",
        folder,
        (sys.executable, "-m", "booksite.cli", "build"),
        (".cache", "site"),
        "site/chapters/{notebook}/index.html",
        "notebooks",
        {"PYTHONPATH": str(folder / "src"), "GITHUB_REPOSITORY": ""},
    )


def floor_site(folder: Path) -> Stack:
    """Prepare our pages for MkDocs with its theme and languages, and nothing of ours.

    No notebook, no datum, no index: no build of this site by MkDocs can be faster.
    """
    shutil.copytree(ROOT / "docs", folder / "docs")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"].remove("booksite")
    theme = {name: config["theme"][name] for name in ("name", "language", "font", "features")}
    kept = {name: config[name] for name in ("site_name", "plugins")}
    languages = [
        {"locale": str(one), "name": one.name, "default": one.leads} for one in book().languages
    ]
    config["plugins"][-1]["i18n"]["languages"] = languages
    extensions = ["abbr", "admonition", "attr_list", "def_list", "pymdownx.details"]
    config = kept | {
        "theme": theme | {"custom_dir": "overrides"},
        "markdown_extensions": extensions,
    }
    # The front matter of the home page asks for it.
    (folder / "overrides").mkdir()
    home = '{% extends "main.html" %}'
    (folder / "overrides" / "home.html").write_text(home, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = (sys.executable, "-m", "mkdocs", "build", "-q")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    page = "site/chapters/{notebook}/index.html"
    return Stack("floor", folder, command, ("site",), page, environment=quiet)


def _copy_chapters(folder: Path, number: int) -> None:
    """Add each chapter once more, with its notebooks and its pages."""
    data = folder / "data" / "book.yml"
    known = (ROOT / "data" / "book.yml").read_text(encoding="utf-8").split("\nchapters:\n")[1]
    chapters = re.split(r"(?m)^(?=  - id: )", known)[1:]
    added = []
    for position, entry in enumerate(chapters):
        old, stem = (re.search(rf"{key}: (\S+)", entry) for key in ("id", "notebook"))
        assert old is not None
        assert stem is not None
        index = (number - 1) * len(chapters) + position
        new = f"ch{20 + index // 26}{'abcdefghijklmnopqrstuvwxyz'[index % 26]}"
        entry = entry.replace(f"id: {old[1]}\n", f"id: {new}\n", 1)
        # A page of the book belongs to one chapter.
        entry = re.sub(r" +pages_seen: .*\n", "", entry)
        added.append(entry.replace(f"notebook: {stem[1]}\n", f"notebook: {new}_copy\n", 1))
        for locale, inner in (("ja", ""), ("en", "en/")):
            page = folder / "docs" / locale / "chapters" / f"{old[1]}.md"
            source = page.read_text(encoding="utf-8").replace(
                f"chapter: {old[1]}", f"chapter: {new}"
            )
            page.with_name(f"{new}.md").write_text(source, encoding="utf-8")
            notebook = folder / "notebooks" / f"{inner}{stem[1]}.ipynb"
            if notebook.exists():
                shutil.copy(notebook, notebook.with_name(f"{new}_copy.ipynb"))
    with data.open("a", encoding="utf-8") as file:
        file.write("\n" + "".join(added))


def stock_site(folder: Path, notebooks: list[Path]) -> Stack:
    """Prepare MkDocs with Material and mkdocs-jupyter, one language."""
    _copy_notebooks(notebooks, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MKDOCS_YML, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Book\n", encoding="utf-8")
    command = (str(OTHERS), "-m", "mkdocs", "build", "-q")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    page = "site/{notebook}/index.html"
    return Stack("stock", folder, command, ("site", ".cache"), page, "docs", quiet)


def sphinx_site(folder: Path, notebooks: list[Path]) -> Stack:
    """Prepare Sphinx with myst-nb and the pydata theme, one language."""
    _copy_notebooks(notebooks, folder)
    (folder / "conf.py").write_text(_CONF_PY, encoding="utf-8")
    names = "\n".join(file.stem for file in notebooks)
    index = f"# Book\n\n```{{toctree}}\n{names}\n```\n"
    (folder / "index.md").write_text(index, encoding="utf-8")
    command = (str(OTHERS), "-m", "sphinx", "-q", ".", "_build")
    return Stack("sphinx", folder, command, ("_build", "jupyter_execute"), "_build/{notebook}.html")


def _copy_notebooks(notebooks: list[Path], folder: Path) -> None:
    os.makedirs(folder, exist_ok=True)
    for file in notebooks:
        shutil.copy(file, folder)


def book() -> Book:
    """Load the book's data."""
    return load_book(ROOT)
