"""JSON Schemas of the data files, for editors that complete and check while one types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from booksite.book.changes import Change
from booksite.book.contents import Contents
from booksite.book.errata import Erratum
from booksite.book.faq import Question
from booksite.book.glossary import Term
from booksite.book.links import Links

# What each file of data/ holds.
_CONTENTS: dict[str, Any] = {
    "book": Contents,
    "changes": tuple[Change, ...],
    "errata": tuple[Erratum, ...],
    "faq": tuple[Question, ...],
    "glossary": tuple[Term, ...],
    "links": Links,
}


def schema_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Give the file of each schema and the text that belongs into it."""
    for name, content in _CONTENTS.items():
        schema = TypeAdapter(content).json_schema()
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        yield root / "data" / "schema" / f"{name}.json", text
