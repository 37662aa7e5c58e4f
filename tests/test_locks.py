"""The locks: they hold what pyproject.toml and package.json ask for, and nothing of a machine."""

from __future__ import annotations

import json
import re
import subprocess
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


def test_packages_of_node_are_locked_by_hash_and_without_address() -> None:
    wanted, lock = (
        json.loads((ROOT / name).read_text(encoding="utf-8"))
        for name in ("package.json", "package-lock.json")
    )
    project = lock["packages"].pop("")
    for kind in ("dependencies", "devDependencies"):
        assert project[kind] == wanted[kind], "Run `npm install`."
    assert all(package["integrity"] for package in lock["packages"].values())
    assert not any("resolved" in package for package in lock["packages"].values())


def test_an_upgrade_says_what_stays_pinned_and_why(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\ncat > /dev/null\n")
    uv.chmod(0o755)
    command = ["sh", str(ROOT / "scripts/lock"), str(uv)]
    plain, told = (
        subprocess.run(
            [*command, *more],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for more in ([], ["--upgrade"])
    )
    assert plain == ""
    wanted = [
        *PROJECT["project"]["dependencies"],
        *(name for group in GROUPS.values() for name in group),
    ]
    pins = [one for one in wanted if "==" in one or "<" in one]
    assert pins
    lines = [line.strip() for line in told.splitlines()]
    for pin in pins:
        assert any(re.match(rf"{re.escape(pin)}: \w.*\.$", line) for line in lines), pin


@LOCKS
def test_pins_are_locked_as_they_stand(lock: str, wanted: list[str]) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([^ ;]+)", text, flags=re.MULTILINE))
    for requirement in map(Requirement, wanted):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier
