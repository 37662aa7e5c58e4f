"""Our stylesheet, joined from one file a noun; the theme's, without rules for what no page has.

The theme styles blogs, tabs, versions and more. Rules for them cost a browser half of the time in
which it finds the styles of a page, and a reader a quarter of the bytes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

from booksite.cache import KeptFiles
from booksite.files import write_whole

# In this order: what stands later has the last word.
NOUNS = (
    "colors",
    "type",
    "header",
    "navigation",
    "chapter",
    "rows",
    "notebook",
    "formulas",
    "search",
    "offline",
    "home",
    "art",
    "motion",
)
JOINED = Path("assets/stylesheets/site.css")
# A node of tinycss2, which has no types: a rule, or a token of a selector.
_Node = Any
_CLASSES = re.compile(r'\bclass=(?:"([^"]*)"|([^\s>"]+))')
_WORD = re.compile(r"[\w-]+")
# Rules that hold rules.
_GROUPS = ("media", "supports")


def join_stylesheets(site: Path) -> None:
    """Put one stylesheet in place of those by noun, which MkDocs has copied.

    Args:
        site: Folder of the built site.
    """
    folder = (site / JOINED).with_suffix("")
    parts = [(folder / f"{noun}.css").read_text(encoding="utf-8") for noun in NOUNS]
    write_whole(site / JOINED, "\n".join(parts).encode())
    shutil.rmtree(folder)


def purge_stylesheets(root: Path, site: Path) -> None:
    """Rewrite the theme's stylesheets in a finished site.

    Args:
        root: The project's root, where they are kept for the next build.
        site: Folder of the built site, with all its pages and scripts.
    """
    kept = KeptFiles(root / ".cache" / "booksite" / "styles")
    names = set(_names(site))
    for file in sorted((site / "assets" / "stylesheets").glob("*.min.css")):
        _purge(file, names, kept)


def _purge(file: Path, names: set[str], kept: KeptFiles) -> None:
    css = file.read_text(encoding="utf-8")
    # Only the names that it can ask for; an edited page hardly ever changes these.
    words = set(_WORD.findall(css))
    asked = sorted(name for name in names if name in words or not _WORD.fullmatch(name))
    kept.copy_or_make(file, (css, *asked), lambda: purged(css, names).encode())


def purged(css: str, names: Collection[str]) -> str:
    """Return a stylesheet without the selectors that ask for a class of another name.

    Args:
        css: The stylesheet.
        names: Every class that an element may have.
    """
    return "".join(_rules(tinycss2.parse_stylesheet(css), names))


def _names(site: Path) -> Iterator[str]:
    """Yield the classes of all pages, and every word of the scripts: they add classes later."""
    for page in site.rglob("*.html"):
        for quoted, bare in _CLASSES.findall(page.read_text(encoding="utf-8")):
            yield from (quoted or bare).split()
    for script in site.rglob("*.js"):
        yield from _WORD.findall(script.read_text(encoding="utf-8"))


def _rules(nodes: Iterable[_Node], names: Collection[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [
                tinycss2.serialize(selector)
                for selector in _selectors(node.prelude)
                if all(name in names for name in _classes(selector))
            ]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(node.content)}}}"
        elif node.type == "at-rule" and node.lower_at_keyword in _GROUPS:
            inner = "".join(_rules(tinycss2.parse_rule_list(node.content), names))
            if inner:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"
        elif node.type not in ("whitespace", "comment"):
            yield node.serialize()


def _selectors(prelude: list[_Node]) -> Iterator[list[_Node]]:
    """Split a list of selectors at its commas."""
    selector: list[_Node] = []
    for token in prelude:
        if token == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _classes(selector: list[_Node]) -> Iterator[str]:
    """Yield the classes that must be there for a match; what stands inside `:not()` is none."""
    for before, token in pairwise(selector):
        if before == "." and token.type == "ident":
            yield token.value
