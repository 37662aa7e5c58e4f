"""The locks in requirements/: they hold what pyproject.toml asks for, and nothing of a machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
LOCKS = pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("site", PROJECT["project"]["dependencies"]),
        ("test", PROJECT["project"]["dependencies"] + GROUPS["test"]),
        ("execute", PROJECT["project"]["dependencies"] + GROUPS["execute"]),
        ("bench", GROUPS["bench"]),
    ],
)


@LOCKS
def test_what_is_asked_for_is_locked(lock: str, wanted: list[str]) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", text, flags=re.MULTILINE))
    names = {canonicalize_name(Requirement(requirement).name) for requirement in wanted}
    assert names <= locked, "Run `make lock`."


@LOCKS
def test_locks_have_hashes_and_no_address(lock: str, wanted: list[str]) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^[\w.-]+==.*?(?=^[\w.-]+==|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
