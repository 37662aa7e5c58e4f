"""What is kept: it is made anew after each change of what it was made by."""

from __future__ import annotations

import shutil
from importlib.metadata import distributions
from pathlib import Path

import pytest

import booksite
from booksite import cache


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


def test_every_installed_package_counts() -> None:
    def plain(name: str) -> str:
        return name.lower().replace("-", "_").replace(".", "_")

    found = [plain(name.rpartition(".")[0]) for name in cache.installed_packages()]
    for package in distributions():
        assert plain(f"{package.name}-{package.version}") in found
