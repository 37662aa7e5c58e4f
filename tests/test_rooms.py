"""The rooms of the package: each is used through its face. What may use what: `lint-imports`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import booksite

PACKAGE = Path(booksite.__file__).parent
ROOMS = sorted(file.parent.name for file in PACKAGE.glob("*/__init__.py"))
# Rooms inside rooms, and a module that few need and that loads much.
APART = ("booksite.notebooks.running", "booksite.publish.pdf")


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("booksite."):
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("booksite."))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_is_and_what_it_offers(room: str) -> None:
    face = import_module(f"booksite.{room}")
    assert (face.__doc__ or "").partition("\n")[0].endswith((".", ":"))
    assert all(hasattr(face, name) for name in face.__all__)
    assert face.__all__ == sorted(face.__all__, key=lambda n: (not n.isupper(), n[0].islower(), n))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_entered_by_its_face(room: str) -> None:
    past = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).parts[0] != room
        for name in _imports(file)
        if name.startswith(f"booksite.{room}.") and name not in APART
    ]
    assert past == []


def test_the_whole_package_has_a_face() -> None:
    assert sorted(booksite.__all__) == booksite.__all__
    assert all(getattr(booksite, name) for name in booksite.__all__)
    with pytest.raises(AttributeError):
        booksite.weave  # noqa: B018
