"""JSON Schemas of the data files: editors accept what we accept, and refuse what we refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from booksite.book.yamlfile import load_yaml
from tests.project import ROOT, copy_sources, run_booksite

NAMES = sorted(file.stem for file in (ROOT / "data").glob("*.yml"))


def as_an_editor_reads(value: Any) -> Any:
    """Give dates as text: YAML 1.2, which editors follow, has none."""
    return json.loads(json.dumps(value, default=str))


def data(name: str) -> Any:
    loaded = load_yaml(ROOT, f"data/{name}.yml", object)  # type: ignore[arg-type]
    return as_an_editor_reads(loaded.data)


def errors(name: str, content: Any) -> list[str]:
    schema = json.loads((ROOT / f"data/schema/{name}.json").read_text(encoding="utf-8"))
    found = jsonschema.Draft202012Validator(schema).iter_errors(content)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.validator}" for error in found]


@pytest.mark.parametrize("name", NAMES)
def test_each_file_names_its_schema_and_follows_it(name: str) -> None:
    first = (ROOT / f"data/{name}.yml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.json"
    assert errors(name, data(name)) == []


@pytest.mark.parametrize(
    ("field", "bad", "error"),
    [
        ("page", "p.81", "0.page: anyOf"),
        ("kind", "bug", "0.kind: enum"),
        ("listings", [5.16], "0.listings.0: type"),
        ("id", "p81", "0.id: pattern"),
        ("pages", 81, "0: additionalProperties"),
        ("updated", None, "0.updated: type"),
    ],
)
def test_an_editor_refuses(field: str, bad: object, error: str) -> None:
    entry = data("errata")[0] | {field: bad}
    assert errors("errata", [entry]) == [error]


def test_an_editor_explains_each_field_that_has_a_form_of_its_own() -> None:
    schema = json.loads((ROOT / "data/schema/errata.json").read_text(encoding="utf-8"))
    fields = schema["$defs"]["Erratum"]["properties"]
    assert fields["updated"]["description"].endswith("such as 2023-03-24")
    assert "'5-16'" in fields["listings"]["items"]["description"]


def test_an_outdated_schema_is_named_and_mended(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    schemas = folder / "data/schema"
    (schemas / "faq.json").unlink()
    (schemas / "errata.json").write_text("{}\n", encoding="utf-8")
    assert run_booksite(folder, "check").stderr == "".join(
        f"data/schema/{name}.json: expected the text that src/booksite/book/ gives, but"
        " received an older one. Run `make generate` and commit the result.\n"
        for name in ("errata", "faq")
    )
    assert run_booksite(folder, "generate").returncode == 0
    assert run_booksite(folder, "check").returncode == 0
