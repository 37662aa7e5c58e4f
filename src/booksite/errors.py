"""The one exception family of this package.

    BooksiteError            an author's mistake: shown as text, never as a traceback
    └── FaultsError          several faults, each with file, line and remedy

Anything else that escapes is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SPACE = "Free some space on that disk"
_RIGHTS = "Let yourself write there (its rights, its owner, or how its disk is mounted)"
_IN_THE_WAY = "Move away what is in the way"
_MOUNTED = "Let it be no place where a disk is mounted"
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.ENOTEMPTY: _IN_THE_WAY,
    errno.EBUSY: _MOUNTED,
    errno.EXDEV: _MOUNTED,
}


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


def disk_fault(error: OSError, root: Path) -> Fault | None:
    """Return what the disk would not do as a fault; nothing where that may be a bug of ours.

    Args:
        error: What came of reading or writing.
        root: The project's root, which paths are shown from.
    """
    remedy = _REMEDIES.get(error.errno or 0)
    if remedy is None:
        return None
    # Of a copy and its source, the copy is what needs the space.
    named = error.filename2 if remedy == _SPACE else None
    file = Path(named or error.filename or root)
    shown = file.relative_to(root) if file.is_relative_to(root) and file != root else file
    came = f"'{error.strerror}'"
    return Fault(str(shown), 0, "a place that can be written", came, f"{remedy}, then try again.")
