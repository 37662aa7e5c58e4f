"""Translates pydantic's validation errors into faults that an author can act on.

Pydantic knows which field is wrong (`("chapters", 3, "title", "en")`), the YAML file knows the
line of it, and the type of the record knows what belongs there (its `Expected`).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from booksite.book.fields import Expected
from booksite.book.yamlfile import KeyPath, YamlFile
from booksite.errors import Fault

_LONGEST_VALUE = 60
# What a Japanese keyboard makes of digits and signs, and nothing but these.
_WIDE = re.compile("(?=.*[\uff01-\uff5e\u3000\u3001\u2212])[ -~\uff01-\uff5e\u3000\u3001\u2212]+")
_NARROW = str.maketrans("、−", ",-")
# A date as people write it, and a number with the word that the book puts before it.
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_LABELLED = re.compile(
    r"(?:コード|リスト|図|第|[Cc]ode|[Ll]isting|[Ff]igure|[Ss]ection|p\.?)\s*(L?\d[\d.-]*)[章節刷]?"
)

# For types without an Expected of their own, by the type of pydantic's error.
_EXPECTED_BY_ERROR = {
    "bool_type": "true or false",
    "dict_type": "a mapping of names to values",
    "float_type": "a number such as 0.9",
    "model_type": "a mapping of fields to values",
    "too_short": "at least one entry",
    "tuple_type": "a list such as [a, b]",
}


def faults_of(error: ValidationError, file: YamlFile, annotation: object) -> list[Fault]:
    """Return one fault for each error of a validation.

    Args:
        error: What pydantic raised.
        file: The file that was validated.
        annotation: The type that the whole file was validated against.
    """
    return [_fault(detail, file, annotation) for detail in details_of(error)]


def details_of(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors of a validation but those that only follow from others."""
    # Pydantic counts the entries that were good.
    return [
        detail
        for detail in error.errors(include_url=False)
        if detail["type"] != "too_short" or not detail["input"]
    ]


def shorten(value: object) -> str:
    """Return a value as the author wrote it, cut to a length that fits into a message."""
    if value is None:
        return "nothing"
    text = str(value) if isinstance(value, date) else repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def place_of(file: YamlFile, path: KeyPath) -> str:
    """Return the words for a place, such as ", in 'title.en' of ch05", or '' for a whole file."""
    owner, start = _owner(file, path)
    field = ".".join(step for step in path[start:] if isinstance(step, str))
    if not field:
        return f", in {owner}" if owner else ""
    return f", in '{field}' of {owner}" if owner else f", in '{field}'"


def _owner(file: YamlFile, path: KeyPath) -> tuple[str, int]:
    """Return the id of the innermost entry around a path, and where the path goes on in it."""
    owner, start = "", 0
    part: Any = file.data
    for position, step in enumerate(path, start=1):
        try:
            part = part[step]
        except (LookupError, TypeError):
            break
        if isinstance(part, dict) and isinstance(part.get("id"), str):
            owner, start = part["id"], position
    return owner, start


def _fault(detail: ErrorDetails, file: YamlFile, annotation: object) -> Fault:
    path = detail["loc"]
    line = file.line(path)
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    match detail["type"]:
        case "missing":
            sentence = expected_at(annotation, path)
            expected = f"the field '{field}' ({sentence}){place_of(file, path[:-1])}"
            return Fault(file.name, line, expected, "nothing", f"Add '{field}:' there.")
        case "extra_forbidden":
            known = _fields_at(annotation, path[:-1])
            expected = f"one of the fields {', '.join(known)}{place_of(file, path[:-1])}"
            return Fault(file.name, line, expected, f"'{field}'", _spelling(field, known))
        case "unknown_language":
            known = detail["ctx"]["languages"].split(", ")
            expected = f"{_sentence(detail)}{place_of(file, path[:-1])}"
            return Fault(file.name, line, expected, f"'{field}'", _spelling(field, known))
        case _:
            expected = f"{_sentence(detail)}{place_of(file, path)}"
            return Fault(
                file.name, line, expected, shorten(detail["input"]), _remedy(field, detail)
            )


def _remedy(field: str, detail: ErrorDetails) -> str:
    """Say what to do about a wrong value, with the right one where that is plain."""
    given = detail["input"]
    text = " ".join(map(str, given)) if isinstance(given, list) else str(given)
    if _WIDE.fullmatch(text):
        narrow = unicodedata.normalize("NFKC", text).translate(_NARROW).strip()
        return f"Write it with characters of one column: {narrow}"
    if isinstance(given, str) and (date := _DATE.fullmatch(text)):
        return f"Write {date[1]}-{date[2]:0>2}-{date[3]:0>2}, without quotation marks."
    if labelled := _LABELLED.fullmatch(text):
        return f"Write {labelled[1]} alone."
    return f"Correct '{field}'." if field else "Correct the entry."


def _sentence(detail: ErrorDetails) -> str:
    if detail["type"] == "literal_error":
        return f"one of {detail['ctx']['expected']}"
    return _EXPECTED_BY_ERROR.get(detail["type"], detail["msg"])


def _spelling(field: str, known: list[str]) -> str:
    close = difflib.get_close_matches(field, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Remove '{field}'."


def expected_at(annotation: object, path: KeyPath) -> str:
    """Return what a field wants, by its Expected or by its type."""
    field = _field_at(annotation, path)
    for part in [*field.metadata, *parts_of(field.annotation)] if field else []:
        if isinstance(part, Expected):
            return part.text
        if get_origin(part) is Literal:
            return f"one of {', '.join(repr(choice) for choice in get_args(part))}"
        if part is bool:
            return "true or false"
    return "see the head of the file"


def _fields_at(annotation: object, path: KeyPath) -> list[str]:
    field = _field_at(annotation, path)
    model = _model_in(field.annotation if field else annotation)
    return list(model.model_fields) if model else []


def _field_at(annotation: object, path: KeyPath) -> FieldInfo | None:
    """Follow the names of a path through the models; positions in lists lead nowhere new."""
    field: FieldInfo | None = None
    for name in (step for step in path if isinstance(step, str)):
        model = _model_in(field.annotation if field else annotation)
        # What has texts by language has a root.
        fields = model.model_fields if model else {}
        field = fields.get(name, fields.get("root"))
    return field


def _model_in(annotation: object) -> type[BaseModel] | None:
    for part in parts_of(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def parts_of(annotation: object) -> list[object]:
    """Return a type and all that it is made of: `list[X] | None` contains X."""
    return [annotation, *(part for arg in get_args(annotation) for part in parts_of(arg))]
