"""What pages share: collected while they are rendered, written when the last one is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from booksite.files import write_whole
from booksite.locales import Locale
from booksite.pages import Card, Site, write_cards
from booksite.publish.assets import publish_assets
from booksite.publish.icons import ICONS, Icons
from booksite.publish.installing import MANIFEST, manifest, write_icons
from booksite.publish.open_data import publish_data
from booksite.publish.settings import Settings
from booksite.publish.stylesheet import join_stylesheets, purge_stylesheets
from booksite.publish.trim import trim_assets, trimmed


class Publication:
    """Everything beside the pages of one site.

    Attributes:
        settings: What scripts must know, collected from the pages.
        cards: What networks show of the pages, by the images' paths from the site's root.
        files: Content of further files by their paths, such as manifests.
    """

    def __init__(self, *, lean: bool) -> None:
        """Begin without anything.

        Args:
            lean: Leave out what no reader sees; an author sees an edit sooner without.
        """
        self.settings = Settings()
        self.cards: dict[str, Card] = {}
        self.files: dict[str, str] = {}
        self._icons = Icons()
        self._lean = lean

    def add_manifest(self, locale: Locale, site_name: str) -> None:
        """Add what a phone needs to install the site in a language."""
        self.files[locale.root + MANIFEST] = manifest(locale, site_name)

    def finished(self, html: str, address: Callable[[str], str]) -> str:
        """Return a page without what stands beside it.

        Args:
            html: The whole page.
            address: Returns the address of a file of the site as seen from the page.
        """
        html = self._icons.moved_out(html, address)
        return trimmed(html) if self._lean else html

    def add_stand_in(self, name: str, locale: Locale, html: str, root: str) -> str:
        """Finish and keep a page that stands for others, such as those that are missing.

        Args:
            name: The file's name.
            locale: The page's language.
            html: The whole page.
            root: The site's address, which such a page cannot be seen from.
        """
        page = self.finished(html, lambda path: root + path)
        self.files[locale.root + name] = page
        return page

    def write(self, site: Site, root: Path, folder: Path) -> None:
        """Write all that stands beside the pages; nothing else does.

        Args:
            site: The site.
            root: The project's root.
            folder: The root of the built site, where the pages are already.
        """
        publish_assets(site, folder)
        files = {ICONS: self._icons.file(), **dict(self.settings.files()), **self.files}
        for path, content in files.items():
            write_whole(folder / path, content.encode())
        join_stylesheets(folder)
        if self._lean:
            trim_assets(root / "overrides", folder)
            purge_stylesheets(root, folder)
        write_cards(self.cards, root, folder)
        write_icons(root, folder)
        publish_data(site, folder)
