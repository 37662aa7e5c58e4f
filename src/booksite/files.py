"""Files: text is UTF-8 or a fault names the line; what is written is there whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from booksite.errors import Fault, FaultsError

_MERGE_MARK = re.compile(rb"^(?:[<>|]{7} [^\n]*|={7}\r?)$", re.MULTILINE)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that nobody, not even after an interruption, ever finds a part of it.

    Only a power cut may still empty it: what is cached carries a hash, and sources are in Git.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def replaced_whole(folder: Path) -> Iterator[Path]:
    """Yield an empty folder of one's own, which takes the place of another when all is in it.

    Whatever goes wrong, the other one stays: it is renamed aside, and back if need be. Who is
    killed between two renames leaves that to `tidy_up`, which must have been called.

    Args:
        folder: The folder to replace; it need not exist.
    """
    workshop = _workshop(folder)
    workshop.mkdir(exist_ok=True)
    own = Path(mkdtemp(dir=workshop))
    fresh, old = own / "fresh", own / "old"
    fresh.mkdir()
    try:
        yield fresh
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        if old.exists():
            old.rename(fresh)  # nobody wants it back from now on
    finally:
        _put_back(folder)
        shutil.rmtree(fresh, ignore_errors=True)
        with suppress(OSError):
            own.rmdir()
            workshop.rmdir()


def tidy_up(folder: Path) -> None:
    """Put a folder back, and remove the rest, where a process that replaced it was killed."""
    _put_back(folder)
    shutil.rmtree(_workshop(folder), ignore_errors=True)


def _put_back(folder: Path) -> None:
    if not folder.exists():
        for old in _workshop(folder).glob("*/old"):
            old.rename(folder)


def _workshop(folder: Path) -> Path:
    # Beside the folder: nothing can be renamed from one file system to another.
    return folder.with_name(f".{folder.name}.new")


def decode(name: str, raw: bytes) -> str:
    """Return the text of a file.

    Args:
        name: Path of the file, as messages show it.
        raw: Its content.

    Raises:
        FaultsError: It is in another encoding, or a merge left its marks in it.
    """
    if faults := merge_faults(name, raw):
        raise FaultsError(faults)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        came = f"the byte 0x{raw[error.start]:02x}"
        fault = Fault(name, line, "text in UTF-8", came, "Save the file as UTF-8.")
        raise FaultsError([fault]) from None


def merge_faults(name: str, raw: bytes) -> list[Fault]:
    """Find the marks that Git leaves where two changes of a file do not fit together.

    Args:
        name: Path of the file, as messages show it.
        raw: Its content.
    """
    expected = "one version of these lines"
    remedy = "Keep what is right of the two versions, and delete the marks of the merge."
    return [
        Fault(
            name,
            raw.count(b"\n", 0, match.start()) + 1,
            expected,
            f"the merge-conflict marker {match[0].decode(errors='replace').strip()!r}",
            remedy,
        )
        for match in _MERGE_MARK.finditer(raw)
    ]
