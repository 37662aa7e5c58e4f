"""What CONTRIBUTING tells is so, in both languages."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from booksite.cli import main
from tests.project import ROOT

TWINS = {"en": "CONTRIBUTING.md", "ja": "CONTRIBUTING.ja.md"}


def text(locale: str) -> str:
    return (ROOT / TWINS[locale]).read_text(encoding="utf-8")


def section(locale: str, titles: Iterable[str]) -> str:
    """Return a section by its titles in both languages."""
    start = rf"^## (?:{'|'.join(map(re.escape, titles))})\n"
    found = re.search(start + r".*?(?=^## )", text(locale), re.M | re.S)
    assert found
    return found[0]


def copy_data(folder: Path) -> Path:
    (folder / "data").mkdir()
    for file in (ROOT / "data").glob("*.yml"):
        (folder / "data" / file.name).write_bytes(file.read_bytes())
    return folder / "data/errata.yml"


def ids(errata: Path) -> set[str]:
    return set(re.findall(r"(?m)^- id: (.*)$", errata.read_text(encoding="utf-8")))


def test_both_languages_tell_the_same() -> None:
    shapes = [
        [
            (mark[0], line.count("|"))
            for line in text(locale).splitlines()
            if (mark := re.match(r"#+|\||```", line))
        ]
        for locale in TWINS
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("locale", TWINS)
def test_it_names_every_label_that_forms_and_workflows_use(locale: str) -> None:
    workflows = (ROOT / ".github" / "workflows").glob("*.yml")
    code = "".join(file.read_text(encoding="utf-8") for file in workflows)
    used = set(re.findall(r"label\.name == '([^']+)'", code))
    for form in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"):
        used.update(yaml.safe_load(form.read_text(encoding="utf-8"))["labels"])
    creating = next(
        line for line in text(locale).splitlines() if re.search("`notebook`[,、]", line)
    )
    assert set(re.findall("`([^`]+)`", creating)) == used


@pytest.mark.parametrize("locale", TWINS)
def test_the_files_that_it_names_exist(locale: str) -> None:
    named = re.findall(r"`((?:src|docs|data|tests|overrides|\.github)/[\w./-]+)`", text(locale))
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("locale", TWINS)
def test_every_path_of_the_table_leads_to_a_file(locale: str) -> None:
    table = re.findall(r"^\| [^|]+ \| (`.+) \|$", text(locale).rpartition("\n## ")[2], re.M)
    assert len(table) >= 20
    lost = []
    for row in table:
        folder = ROOT
        for name in re.findall(r"`([\w./]+)`", row):
            # A name alone stands beside the file before it.
            file = next((f for f in (ROOT / name, folder / name) if f.exists()), None)
            if file is None:
                lost.append(name)
            else:
                folder = file.parent
    assert lost == []


@pytest.mark.parametrize("locale", TWINS)
def test_the_example_is_an_erratum(tmp_path: Path, locale: str, capsys) -> None:
    errata = copy_data(tmp_path)
    example = text(locale).partition("```yaml\n")[2].partition("```")[0]
    entry = "\n".join(line.removeprefix("   ") for line in example.splitlines())
    before = errata.read_text(encoding="utf-8")
    # As its comment says: the next number that is free.
    free = next(n for n in range(2, 100) if f"- id: e-p171-{n}\n" not in before)
    errata.write_text(f"{before}\n{entry.replace('e-p171-2', f'e-p171-{free}')}\n", "utf-8")
    # The data are good: what `errata diff` then misses is the commit.
    assert main(["--root", str(tmp_path), "errata", "diff", "HEAD"]) == 1
    assert capsys.readouterr().err.startswith("expected a commit")


@pytest.mark.parametrize("locale", TWINS)
def test_the_command_adds_an_erratum(tmp_path: Path, locale: str) -> None:
    errata = copy_data(tmp_path)
    command = re.search(r"^uv run booksite (errata add --page(?:.*\\\n)*.*)$", text(locale), re.M)
    assert command
    before = ids(errata)
    assert main(["--root", str(tmp_path), *shlex.split(command[1].replace("\\\n", ""))]) == 0
    [new] = ids(errata) - before
    assert new.startswith("e-p171-")
