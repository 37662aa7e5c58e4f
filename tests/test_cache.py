"""What is kept: it is made anew after each change of what it was made by."""

from __future__ import annotations

import shutil
from importlib.metadata import distributions
from pathlib import Path
from types import CodeType

import pytest
from mkdocs.theme import Theme

import booksite
from booksite import cache
from booksite.errors import Fault
from booksite.mkdocs_adapter.theme import prepare
from tests.damage import DAMAGES, Damage


@pytest.mark.parametrize(
    "file",
    ["locales/ja.yml", "notebooks/markdown.py", "notebooks/templates/index.html.j2"],
)
def test_what_the_program_consists_of_counts(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "booksite"
    shutil.copytree(Path(booksite.__file__).parent, package)
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    version = cache.code_version.__wrapped__
    before = version()
    (package / "new.pyc").write_bytes(b"compiled")
    assert version() == before
    (package / file).write_text((package / file).read_text(encoding="utf-8") + "\n")
    assert version() != before


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew(damage: Damage, tmp_path: Path) -> None:
    kept, target = tmp_path / "kept", tmp_path / "target"
    files = cache.KeptFiles(kept)
    files.copy_or_make(target, ["a"], lambda: b"content")
    (file,) = kept.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    files.copy_or_make(target, ["a"], lambda: b"content")
    assert target.read_bytes() == b"content"
    files.copy_or_make(target, ["a"], lambda: b"not asked for")
    assert target.read_bytes() == b"content"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_mark_of_a_passed_check_is_none(damage: Damage, tmp_path: Path) -> None:
    passed, checks = cache.PassedChecks(tmp_path), []

    def check() -> list[Fault]:
        checks.append("looked")
        return []

    passed.faults([b"a"], check)
    passed.faults([b"a"], check)
    assert checks == ["looked"]
    (mark,) = tmp_path.iterdir()
    mark.write_bytes(damage(mark.read_bytes()))
    passed.faults([b"a"], check)
    assert checks == ["looked", "looked"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_compiled_template_is_compiled_anew(damage: Damage, tmp_path: Path) -> None:
    theme = Theme("mkdocs")
    prepare(theme, tmp_path)
    before = compiled(theme)
    for file in tmp_path.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert compiled(theme) == before


def compiled(theme: Theme) -> list[CodeType]:
    template = theme.get_env().get_template("404.html")
    functions = [template.root_render_func, *template.blocks.values()]
    return [function.__code__ for function in functions]


def test_every_installed_package_counts() -> None:
    def plain(name: str) -> str:
        return name.lower().replace("-", "_").replace(".", "_")

    found = [plain(name.rpartition(".")[0]) for name in cache.installed_packages()]
    for package in distributions():
        assert plain(f"{package.name}-{package.version}") in found
