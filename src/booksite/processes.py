"""Processes: one at a time where two would harm, and none left behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS_BETWEEN_LOOKS = 0.1
# Windows lets nobody read what is locked: a byte far behind the number of the process.
_FAR = 1 << 30
_WIDTH = 20
_PR_SET_PDEATHSIG = 1
_PARENT = "BOOKSITE_PARENT"


@contextmanager
def one_at_a_time(file: Path, task: str) -> Iterator[None]:
    """Wait until no other process is inside; the system lets the next one in, even after a kill.

    Args:
        file: What is locked. It stays, and holds the number of the last process.
        task: What the other process does, such as ``build``; whoever waits is told.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _is_locked(descriptor):
            other = os.read(descriptor, _WIDTH).decode("ascii", "replace").strip()
            told = f"Another {task} is running (process {other or '?'}). Waiting for its end ..."
            print(told, file=sys.stderr)
            while not _is_locked(descriptor):
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).ljust(_WIDTH).encode())
        yield
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int) -> bool:
    """Lock a file, and tell whether that was possible."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def child_environment() -> dict[str, str]:
    """Return the environment for a process that calls `end_with_parent`."""
    return os.environ | {_PARENT: str(os.getpid())}


def end_with_parent() -> None:
    """Let this process end when the one that gave it its environment does, however that ends."""
    if parent := os.environ.get(_PARENT):
        end_with(int(parent))


def end_with(parent: int) -> None:
    """Let this process end when its parent does, however that ends.

    Only Linux can do that. Elsewhere a killed build or server may leave MkDocs behind, which ends
    when it is done: it works in a folder of its own.

    Args:
        parent: The number of the parent, which may have ended by now.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
