"""The files for programs that stand beside the pages: feeds, errata.json and its schema."""

from __future__ import annotations

from pathlib import Path

from booksite.files import write_whole
from booksite.pages import Site
from booksite.publish.errata_json import FILE, SCHEMA_FILE, errata_json, errata_schema
from booksite.publish.feeds import atom_feed, json_feed


def publish_data(site: Site, folder: Path) -> None:
    """Write the files into the built site.

    Args:
        site: The site.
        folder: The root of the built site.
    """
    files = {FILE: errata_json(site), SCHEMA_FILE: errata_schema(site.book.languages)}
    for locale in site.book.languages:
        files[f"{locale.root}feed.xml"] = atom_feed(site, locale)
        files[f"{locale.root}feed.json"] = json_feed(site, locale)
    for name, content in files.items():
        write_whole(folder / name, content.encode())
