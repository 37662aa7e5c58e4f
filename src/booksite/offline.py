"""Files that let a browser keep the site: the service worker and the list of what can be kept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from booksite.files import write_whole

_WORKER = Path(__file__).parent / "templates" / "sw.js"
# Not needed to read: notebooks to download, maps for debuggers, files for search engines, and this
# folder of images that networks show.
CARDS = "assets/cards/"
_LEFT_OUT = {".ipynb", ".map", ".xml", ".gz", ".txt"}


def write_offline_files(site: Path) -> None:
    """Write ``sw.js`` and ``offline.json`` into a finished site.

    Both hold a version, a hash of all that can be kept: a browser that finds another one forgets
    what the new site no longer has.

    Args:
        site: Folder of the built site.
    """
    files = sorted(file for file in site.rglob("*") if file.is_file())
    kept = [
        file
        for file in files
        if file.suffix not in _LEFT_OUT and not file.is_relative_to(site / CARDS)
    ]
    contents = hashlib.sha256()
    for file in kept:
        contents.update(file.relative_to(site).as_posix().encode())
        contents.update(hashlib.sha256(file.read_bytes()).digest())
    version = contents.hexdigest()[:12]
    addresses = [
        file.relative_to(site).as_posix().removesuffix("index.html") or "./" for file in kept
    ]
    listing = json.dumps({"version": version, "files": addresses}, indent=0)
    worker = _WORKER.read_text(encoding="utf-8").replace("@VERSION@", version)
    write_whole(site / "offline.json", listing.encode())
    write_whole(site / "sw.js", worker.encode())
