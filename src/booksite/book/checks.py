"""What checks across entries and files have in common: ids are unique, what is named does exist.

Each check works on the files that could be read. A file with faults of its own is left out, so
that one mistake is reported once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from booksite.book.explain import place_of, shorten
from booksite.book.yamlfile import KeyPath, YamlFile
from booksite.errors import Fault

CODE = "code that Python reads: letters, signs and blanks of one column outside of quotation marks"
_QUOTED_OR_COMMENT = re.compile(r"""\"[^"\n]*"|'[^'\n]*'|#.*""")
_WIDE_SIGN = re.compile("[\uff01-\uff5e\u3000¥\u201c\u201d\u2018\u2019]")

_Content_co = TypeVar("_Content_co", covariant=True)

# A place in a file and the id that is named there.
Mention = tuple[KeyPath, str]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class Source(Generic[_Content_co]):
    """The content of a file together with the file, for the lines of messages."""

    file: YamlFile
    value: _Content_co


def listed(entries: Iterable[object], field: str) -> list[Mention]:
    """Return every id in a list field of the entries, with its place."""
    return [
        ((i, field, position), name)
        for i, entry in enumerate(entries)
        for position, name in enumerate(getattr(entry, field))
    ]


def repeated(file: YamlFile, parent: KeyPath, entries: Iterable[_HasId]) -> Iterator[Fault]:
    """Yield a fault for each id that an entry before has already."""
    first: dict[str, int] = {}
    for i, entry in enumerate(entries):
        line = file.line((*parent, i, "id"))
        if entry.id in first:
            came = f"{entry.id!r}, which line {first[entry.id]} has already"
            yield Fault(file.name, line, "an id of its own", came, "Choose another id.")
        first.setdefault(entry.id, line)


def unknown(
    file: YamlFile, mentions: Iterable[Mention], known: Collection[str] | None, kind: str
) -> Iterator[Fault]:
    """Yield a fault for each mention of an unknown id; `known` is None if its file has faults."""
    if known is None:
        return
    for path, name in mentions:
        if name not in known:
            example = f", such as {min(known)}" if known else ""
            expected = f"the id of an existing {kind}{example}"
            yield fault(file, path, expected, shorten(name), f"Correct it, or add the {kind}.")


def wide_sign(code: str) -> str:
    """Name a sign that a Japanese keyboard or a word processor has left in code, or nothing."""
    found = _WIDE_SIGN.search(_QUOTED_OR_COMMENT.sub("", code))
    if not found:
        return ""
    return "a full-width blank" if found[0].isspace() else repr(found[0])


def fault(file: YamlFile, path: KeyPath, expected: str, came: str, remedy: str) -> Fault:
    """Return a fault at a place of a file, which it names by line and by field."""
    return Fault(file.name, file.line(path), expected + place_of(file, path), came, remedy)
