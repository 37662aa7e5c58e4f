"""Where on the site something stands: what its links and its language depend on."""

from __future__ import annotations

from dataclasses import dataclass

from booksite.book import Chapter
from booksite.locales import Locale
from booksite.notebooks import EmbeddedNotebook
from booksite.pages.site import Site
from booksite.pages.source import MarkdownPage
from booksite.pages.urls import relative_url


@dataclass(frozen=True)
class Place:
    """Where a part will stand.

    Attributes:
        site: The whole site.
        locale: Language of the page.
        url: Address of the page from the site's root.
        chapter: The chapter of the page, if it is a chapter's.
    """

    site: Site
    locale: Locale
    url: str
    chapter: Chapter | None = None

    @classmethod
    def of(cls, site: Site, page: MarkdownPage, url: str) -> Place:
        """Return the place of a page at an address."""
        return cls(site, page.locale, url, page.chapter_in(site.book))

    @property
    def notebook(self) -> EmbeddedNotebook | None:
        """The notebook of the page's chapter; None on other pages."""
        if self.chapter is None:
            return None
        return self.site.notebook(self.chapter, self.locale)

    def root(self, target: str) -> str:
        """Address of a file at the site's root, as seen from here."""
        return relative_url(target, self.url)

    def link(self, target: str) -> str:
        """Address of a page of this language, such as ``errata/``, as seen from here."""
        return relative_url(self.locale.root + target, self.url)
