"""What was made or found out, kept by content: nothing unchanged is done again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from booksite.errors import Fault
from booksite.files import write_whole

_HASH = hashlib.sha256().digest_size


def digest(*values: object) -> str:
    """Return a hash of plain values."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def installed_packages() -> list[str]:
    """Return name and version of Python and of every installed package, sorted.

    The names of the folders in which installers leave their notes hold both: to read the notes took
    half the time of a check that finds nothing new.
    """
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    notes = {note.name for folder in folders for note in folder.glob("*-info")}
    return [sys.version, *sorted(notes)]


@cache
def code_version() -> str:
    """Return a hash of all files of this package and of all packages it may build on."""
    files = (file for file in Path(__file__).parent.rglob("*.*") if file.suffix != ".pyc")
    code = [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)]
    return digest(installed_packages(), code)


def keep(file: Path, content: bytes) -> None:
    """Write a file of the cache, with a hash of its content in front: power cuts empty files."""
    write_whole(file, hashlib.sha256(content).digest() + content)


def kept(file: Path) -> bytes | None:
    """Return what was kept in a file of the cache; nothing where it is not there or damaged."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    content = raw[_HASH:]
    return content if hashlib.sha256(content).digest() == raw[:_HASH] else None


def kept_or_made(file: Path, make: Callable[[], bytes]) -> bytes:
    """Return what was kept in a file of the cache, or make and keep it."""
    content = kept(file)
    if content is None:
        content = make()
        keep(file, content)
    return content


class PassedChecks:
    """Marks on disk for what a check found good, named by a hash of all that it looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def faults(self, looked_at: Iterable[bytes], check: Callable[[], list[Fault]]) -> list[Fault]:
        """Return the faults that a check finds; none where it has passed the same before.

        Args:
            looked_at: All that the result depends on, besides the code of this package.
            check: Called only if it must be.
        """
        digest = hashlib.sha256(code_version().encode())
        for part in looked_at:
            digest.update(hashlib.sha256(part).digest())
        mark = self._folder / f"{digest.hexdigest()}.passed"
        if kept(mark) is not None:
            return []
        faults = check()
        if not faults:
            keep(mark, b"")
        return faults


class KeptFiles:
    """Files on disk, named by a hash of everything that they depend on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy_or_make(self, target: Path, inputs: Iterable[str], make: Callable[[], bytes]) -> None:
        """Write a file, from disk if an earlier build made the same.

        Args:
            target: Where it goes.
            inputs: All that its content depends on, besides the code of this package.
            make: Gives its content; called only if it must be.
        """
        file = self._folder / digest(code_version(), *inputs)
        write_whole(target, kept_or_made(file, make))
