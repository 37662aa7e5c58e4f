"""Workflows: what they run is pinned, and nothing that a stranger wrote is part of a command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))


def workflow(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return content


def steps(file: Path) -> list[dict[str, Any]]:
    jobs = workflow(file.name)["jobs"].values()
    return [step for job in jobs for step in job.get("steps", [job])]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_actions_are_pinned_by_hash(file: Path) -> None:
    uses = [step["uses"] for step in steps(file) if "uses" in step]
    assert [u for u in uses if not re.fullmatch(r"\./\S+|[\w/-]+@[0-9a-f]{40}", u)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_commands_contain_no_expression(file: Path) -> None:
    assert [step["run"] for step in steps(file) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_expression_takes_text_of_strangers(file: Path) -> None:
    # The branch of a group of runs is no command: nothing executes it.
    content = re.sub(r"group: .*", "", file.read_text(encoding="utf-8"))
    expressions = re.findall(r"\$\{\{.*?\}\}|if: .*", content)
    free_text = re.compile(
        r"\.(title|body|ref_name|head_ref|message|email|login)\b|toJSON|head\.ref"
    )
    assert [text for text in expressions if free_text.search(text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rights_are_none_or_reading_unless_a_job_asks(file: Path) -> None:
    assert workflow(file.name)["permissions"] in ({}, {"contents": "read"})


def test_the_label_that_accepts_an_erratum_is_the_one_that_is_documented() -> None:
    label = re.search(r"label\.name == '([^']+)'", (FOLDER / "erratum.yml").read_text("utf-8"))
    assert label
    assert f"`{label[1]}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_site_is_deployed_from_the_default_branch_whatever_its_name() -> None:
    deploy = workflow("deploy.yml")
    first, *others = deploy["jobs"].values()
    assert "github.event.repository.default_branch" in first["if"]
    # Where the first job is skipped, so are those that need it.
    assert all("needs" in job for job in others)
    named = re.compile(r"\b(main|master)\b")
    assert [file.name for file in FILES if named.search(file.read_text(encoding="utf-8"))] == []


def test_what_an_author_runs_is_tried_on_every_system_and_python() -> None:
    author = workflow("check.yml")["jobs"]["author"]
    assert author["strategy"]["matrix"] == {
        "system": ["ubuntu-latest", "macos-latest"],
        "python": ["3.11", "3.12", "3.13", "3.14"],
    }
    assert author["steps"][-1]["run"] == "make check build"
