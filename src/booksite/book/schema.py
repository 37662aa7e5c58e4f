"""JSON Schemas of the data files, for editors that complete and check while one types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from booksite.book.kinds import FORMS
from booksite.locales import Locale


def schema_files(root: Path, languages: Sequence[Locale]) -> Iterator[tuple[Path, str]]:
    """Yield the file of each schema and the text that belongs into it."""
    for name, content in FORMS.items():
        schema = naming_languages(TypeAdapter(content).json_schema(), languages)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        yield root / "data" / "schema" / f"{name}.json", text


def naming_languages(schema: dict[str, Any], languages: Sequence[Locale]) -> dict[str, Any]:
    """Return a schema in which texts by language have the languages of the site as their fields."""
    kinds = {
        name: {
            **kind,
            "properties": dict.fromkeys(languages, kind["additionalProperties"]),
            "required": [language for language in languages if not language.fallback],
            "additionalProperties": False,
        }
        if isinstance(kind.get("additionalProperties"), dict)
        else kind
        for name, kind in schema["$defs"].items()
    }
    return {**schema, "$defs": kinds}
