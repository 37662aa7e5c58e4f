"""The front matter of a page: what may stand between the two `---` at its top."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import StringConstraints, TypeAdapter, ValidationError

from booksite.book import Expected, Many, Prose, Record, faults_of, parse_yaml
from booksite.errors import Fault, FaultsError

# As MkDocs finds it.
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_DESCRIPTION = "a line such as `description: What the page is about.` between two `---` at the top"
_ABOUT = "Write it: search engines and shared links show it."


class Action(Record):
    """A button of the home page, which leads to a page such as errata/."""

    page: Prose
    text: Prose


class Hero(Record):
    """The opening of the home page."""

    kicker: Prose
    title: Prose
    lead: Prose
    actions: Many[Action]


class Front(Record):
    """The front matter."""

    title: Prose | None = None
    # It stands in an attribute of HTML.
    description: Annotated[
        str,
        StringConstraints(pattern=r"^[^\s<>\"]([^<>\"]*[^\s<>\"])?$"),
        Expected('what the page is about, in a sentence without < > and "'),
    ]
    chapter: Annotated[str, Expected("the id of a chapter of data/book.yml, such as ch03")] = ""
    template: Annotated[str, Expected("a template of overrides/, such as home.html")] = ""
    hide: Many[Literal["navigation", "toc"]] = ()
    hero: Hero | None = None


def split_front(source: str) -> str:
    """Return the front matter of a page with its marks, or nothing."""
    match = _FRONT.match(source)
    return match[0] if match else ""


def read_front(file: str, source: str) -> tuple[Mapping[str, Any], list[Fault]]:
    """Return what the front matter of a page says, as far as it can be read, and its faults.

    Args:
        file: Path of the page, for messages.
        source: The whole page.
    """
    match = _FRONT.match(source)
    if not match:
        return {}, [_no_front(file, source)]
    try:
        # The first line stands for the mark, so that lines are those of the page.
        read = parse_yaml(file, f"\n{match['yaml']}".encode(), dict)
    except FaultsError as error:
        return {}, error.faults
    try:
        TypeAdapter(Front).validate_python(read.data)
    except ValidationError as error:
        return read.data, faults_of(error, read, Front)
    return read.data, []


def _no_front(file: str, source: str) -> Fault:
    if source.startswith("---"):
        remedy = "Close the front matter by a line with three hyphens."
        return Fault(file, 1, "a second line `---` below the first", "none", remedy)
    return Fault(file, 1, _DESCRIPTION, "a page without it", _ABOUT)


def template_faults(root: Path, file: str, front: Mapping[str, Any]) -> list[Fault]:
    """Find a template that is not there, or lacks what it shows."""
    name = front.get("template")
    if not name and front.get("hero"):
        return [Fault(file, 0, "`template: home.html` beside `hero:`", "none", "Write it.")]
    if not name:
        return []
    if not (root / "overrides" / str(name)).is_file():
        known = ", ".join(sorted(path.name for path in (root / "overrides").glob("*.html")))
        return [Fault(file, 0, f"a template of overrides/ ({known})", repr(name), "Correct it.")]
    if name == "home.html" and not front.get("hero"):
        return [Fault(file, 0, "`hero:` beside `template: home.html`", "none", "Write it.")]
    return []
