"""The one exception family of this package.

    BooksiteError            an author's mistake: shown as text, never as a traceback
    └── FaultsError          several faults, each with file, line and remedy

Anything else that escapes is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class BooksiteError(Exception):
    """A mistake in the sources that an author can repair."""


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake: where it stands, what belongs there, what stands there, what to do.

    Attributes:
        file: Path relative to the project's root, as the author would type it.
        line: Line number from 1, or 0 where the file as a whole is meant.
        expected: What belongs there, with an example.
        came: What was found instead.
        remedy: What the author should do.
    """

    file: str
    line: int
    expected: str
    came: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: expected {self.expected}, but received {self.came}. {self.remedy}"


class FaultsError(BooksiteError):
    """All faults that were found in one go, sorted by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
