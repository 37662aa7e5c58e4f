"""Files that let a browser keep the site: the service worker and the list of what can be kept."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from booksite.files import write_whole
from booksite.pages import CARDS

# It works from the site's root: no worker answers for folders above its own.
_WORKER = Path("assets/javascripts/sw.js")
# Not needed to read: besides those and what binds a PDF, icons for installing the site; notebooks
# to download, maps for debuggers, files for programs, for search engines and for systems.
_LEFT_OUT = (CARDS, "assets/images/icon-")
_KINDS_LEFT_OUT = {".ipynb", ".map", ".xml", ".gz", ".txt", ".webmanifest"}
_SEARCH = "search/"
# Kept for every reader: what stands in for pages that are not kept, in all languages; and what
# pages ask for only when they need it.
_ALWAYS = re.compile(r"(^|/)503\.html$|/(settings\.\w+|kept|elsewhere)\.js$")


def write_offline_files(site: Path) -> None:
    """Write ``sw.js`` and ``offline.json`` into a finished site.

    The list says of each file what it holds (the beginning of a hash) and weighs, so a browser
    that has kept the files asks for those that changed. The worker holds the list's version, so
    with any change of the site there is another worker, and browsers look for one by themselves.

    Args:
        site: Folder of the built site.
    """
    files = {
        path.removesuffix("index.html") or "./": _description(site / path)
        for path in sorted(file.relative_to(site).as_posix() for file in site.rglob("*.*"))
        if _is_read(path)
    }
    version = hashlib.sha256(_json(files).encode()).hexdigest()[:12]
    known = {
        "version": version,
        "size": sum(size for _, size in files.values()),
        "always": [path for path in files if _ALWAYS.search(path)],
    }
    write_whole(site / "offline.json", _json({"version": version, "files": files}).encode())
    # The place stands inside a string.
    worker = (
        (site / _WORKER).read_text(encoding="utf-8").replace("@KNOWN@", _json(_json(known))[1:-1])
    )
    write_whole(site / "sw.js", worker.encode())


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _is_read(path: str) -> bool:
    if path.endswith(".json"):
        return path.startswith(_SEARCH)
    name = Path(path)
    return name.name not in (_WORKER.name, "404.html", "bind.js") and not (
        path.startswith(_LEFT_OUT) or name.suffix in _KINDS_LEFT_OUT
    )


def _description(file: Path) -> tuple[str, int]:
    content = file.read_bytes()
    return hashlib.sha256(content).hexdigest()[:8], len(content)
