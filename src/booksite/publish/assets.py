"""The files that pages refer to: images of outputs, and notebooks for the download."""

from __future__ import annotations

import shutil
from pathlib import Path

from booksite.files import write_whole
from booksite.notebooks import addressed, canonical
from booksite.pages import ASSETS, DOWNLOADS, Site


def publish_assets(site: Site, folder: Path) -> None:
    """Write the files that pages refer to into the built site.

    Args:
        site: The site.
        folder: The root of the built site.
    """
    for (name, locale), notebook in site.notebooks.items():
        for asset, content in notebook.fragment.assets.items():
            # The two languages share images; the name stands for the content.
            if not (file := folder / ASSETS / asset).exists():
                write_whole(file, content)
        target = folder / DOWNLOADS / f"{locale.folder}{name}.ipynb"
        if site.repository == site.book.repository:
            _copy(notebook.notebook.path, target)
        else:
            # A fork that has not run `make generate` yet: its readers get its addresses.
            text = canonical(addressed(notebook.notebook, site.repository))
            write_whole(target, text.encode())


def _copy(source: Path, target: Path) -> None:
    # What an author did not touch is there already.
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
