"""JSON Schemas of the data files, for editors that complete and check while one types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from booksite.book.kinds import FORMS


def schema_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Give the file of each schema and the text that belongs into it."""
    for name, content in FORMS.items():
        schema = TypeAdapter(content).json_schema()
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        yield root / "data" / "schema" / f"{name}.json", text
