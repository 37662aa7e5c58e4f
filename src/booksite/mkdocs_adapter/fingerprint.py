"""Hashes that tell whether anything changed since the site was built."""

from __future__ import annotations

import hashlib
from pathlib import Path

from booksite.cache import digest

# What a build reads; the package itself is wherever it was imported from.
SOURCES = ("data", "docs", "notebooks", "overrides", "mkdocs.yml")


def source_files(root: Path) -> list[Path]:
    """Return the files that a build reads, sorted.

    Args:
        root: The project's root.
    """
    folders = [*(root / name for name in SOURCES), Path(__file__).parents[1]]
    files = [file for folder in folders for file in (folder, *folder.rglob("*")) if file.is_file()]
    return sorted(file for file in files if "__pycache__" not in file.parts)


def source_digest(root: Path) -> str:
    """Return a hash of the names and contents of all sources."""
    return digest(
        [(str(file), hashlib.sha256(file.read_bytes()).hexdigest()) for file in source_files(root)]
    )


def listing(folder: Path) -> list[tuple[str, int, int]]:
    """Return name, size and time of change of each file in a folder, sorted."""
    files = [(file, file.stat()) for file in sorted(folder.rglob("*")) if file.is_file()]
    return [
        (file.relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns)
        for file, status in files
    ]
