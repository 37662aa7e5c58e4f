"""Building: MkDocs as a subprocess, the finished site swapped in at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from booksite.cache import digest, installed_packages
from booksite.errors import BooksiteError, Fault, disk_fault
from booksite.files import replaced_whole, tidy_up, write_whole
from booksite.mkdocs_adapter.fingerprint import listing, source_digest
from booksite.processes import child_environment, one_at_a_time

_MKDOCS = [sys.executable, "-m", "mkdocs"]
# The theme's advertisement for its successor is no matter of an author of a page.
# No page says when it was built: the same sources give the same bytes on any day.
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "0"}
_UNCHANGED = "Nothing was built: site/ is as it was."


def build_site(root: Path) -> None:
    """Build the site into ``site/``; a failed build leaves the old site as it was.

    Nothing is done where the site is there and no source has changed since. Where another build
    is running, this one waits for its end: mostly that leaves it nothing to do.

    Args:
        root: The project's root.

    Raises:
        BooksiteError: With what MkDocs or the disk complained of.
    """
    try:
        with one_at_a_time(root / ".cache" / "booksite" / "lock", "build"):
            _build_if_changed(root)
    except OSError as error:
        fault = disk_fault(error, root)
        if not fault:
            raise
        raise BooksiteError(f"{fault}\n{_UNCHANGED}") from None


def _build_if_changed(root: Path) -> None:
    site, stamp = root / "site", root / ".cache" / "booksite" / "built"
    tidy_up(site)
    # Taken first: what is edited while MkDocs runs has not been built.
    sources = _sources(root)
    if stamp.is_file() and stamp.read_bytes() == _state(sources, site):
        return
    _check_replaceable(site)
    with replaced_whole(site) as fresh:
        _run_mkdocs(root, fresh)
        # Imported here: where nothing has changed, nothing of this is needed.
        from booksite.publish import write_offline_files

        write_offline_files(fresh)
        # Of what was built here, not of what may stand in its place by then.
        write_whole(stamp, _state(sources, fresh))


def _run_mkdocs(root: Path, folder: Path) -> None:
    # Not `--quiet`: it hides warnings from `--strict` too.
    command = [*_MKDOCS, "build", "--strict", "--site-dir", str(folder)]
    finished = subprocess.run(
        command,
        cwd=root,
        env=child_environment() | ENVIRONMENT,
        check=False,
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        told = _complaints(finished.stderr)
        # The system may end it without a word, as where the memory is full.
        ended = f"MkDocs has ended without a word (status {finished.returncode})."
        raise BooksiteError(f"{told or ended}\n{_UNCHANGED}")


def _check_replaceable(site: Path) -> None:
    """Tell before a build what would be in its way after."""
    if site.is_symlink() or (site.exists() and not site.is_dir()) or os.path.ismount(site):
        kind = "a link" if site.is_symlink() else "a disk" if site.is_dir() else "a file"
        fault = Fault("site", 0, "a folder or nothing", kind, "Move it away, then build again.")
        raise BooksiteError(f"{fault}\n{_UNCHANGED}")


def _sources(root: Path) -> str:
    """Return a hash of the sources and the tools."""
    return digest(source_digest(root), installed_packages(), os.environ.get("GITHUB_REPOSITORY"))


def _state(sources: str, site: Path) -> bytes:
    """Return a hash of the sources and the built site: the same means nothing to do."""
    return digest(sources, listing(site)).encode()


def _complaints(log: str) -> str:
    """Leave out MkDocs' progress, and its word above faults that begin in the next line."""
    lines = (line for line in log.splitlines() if not line.startswith("INFO "))
    return "\n".join(line for line in lines if line.split() != ["ERROR", "-"]).strip()
