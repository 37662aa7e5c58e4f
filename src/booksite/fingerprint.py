"""Hashes that tell whether anything changed since the site was built."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import distributions
from pathlib import Path

# What a build reads; the package itself is wherever it was imported from.
_SOURCES = ("data", "docs", "notebooks", "overrides", "mkdocs.yml")


def digest(*values: object) -> str:
    """Give a hash of plain values."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def source_files(root: Path) -> list[Path]:
    """Give the files that a build reads, sorted.

    Args:
        root: The project's root.
    """
    folders = [*(root / name for name in _SOURCES), Path(__file__).parent]
    files = [file for folder in folders for file in (folder, *folder.rglob("*")) if file.is_file()]
    return sorted(file for file in files if "__pycache__" not in file.parts)


def source_digest(root: Path) -> str:
    """Give a hash of the names and contents of all sources."""
    return digest(
        [(str(file), hashlib.sha256(file.read_bytes()).hexdigest()) for file in source_files(root)]
    )


def installed_packages() -> list[str]:
    """Give name and version of Python and of every installed package, sorted."""
    return [sys.version, *sorted(f"{d.name} {d.version}" for d in distributions())]


def listing(folder: Path) -> list[tuple[str, int, int]]:
    """Give name, size and time of change of each file in a folder, sorted."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
