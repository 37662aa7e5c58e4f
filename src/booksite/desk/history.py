"""What Git remembers of the sources."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *command: str) -> bytes | None:
    """Return what a command of Git prints; None where it fails, or where there is no Git."""
    try:
        done = subprocess.run(["git", *command], cwd=root, check=False, capture_output=True)
    except FileNotFoundError:
        return None
    return None if done.returncode else done.stdout


def file_at(root: Path, commit: str, file: str) -> bytes | None:
    """Return the content of a file at a commit; None where there was none."""
    return git(root, "show", "--end-of-options", f"{commit}:./{file}")


def commits_of(root: Path, file: str, branch: str) -> list[str]:
    """Return commits that may hold good versions of a file, the one that readers have first.

    Args:
        root: The project's root.
        file: The file, from the root.
        branch: The branch that is published.
    """
    published = git(root, "merge-base", "HEAD", f"origin/{branch}") or b""
    newest = git(root, "log", "-10", "--format=%H", "--", file) or b""
    return list(dict.fromkeys((published + newest).decode().split()))
