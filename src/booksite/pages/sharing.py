"""What a page tells those who link to it: title, one line, image, its address in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from booksite.book import chapter_title
from booksite.locales import Locale, text
from booksite.pages.cards import CARDS, Card
from booksite.pages.site import Site
from booksite.pages.source import MarkdownPage

_ALTERNATE = re.compile(r'<link rel="alternate" href="[^"]*" hreflang="[^"]*">')


@dataclass(frozen=True)
class Share:
    """What stands in the head of a page, and on its card.

    Attributes:
        title: As networks show it, beside the site's name.
        description: One line.
        addresses: The page's own address in each language, complete.
        locale: The page's language.
        is_home: Whether the page is the first one of its language.
        card: What the image says.
        card_path: The image's path from the site's root.
        image: The image's address, complete.
        alt: What the image shows.
    """

    title: str
    description: str
    addresses: dict[Locale, str]
    locale: Locale
    is_home: bool
    card: Card
    card_path: str
    image: str
    alt: str


def share_of(site: Site, page: MarkdownPage, site_name: str, description: str) -> Share:
    """Say what a page tells.

    Args:
        site: The whole site.
        page: The page's source.
        site_name: The site's name in the page's language.
        description: The page's own.
    """
    root, locale = site.repository.site_url, page.locale
    title, card = _title_and_card(site, page, site_name)
    card_path = f"{CARDS}{locale}/{page.path.removesuffix('.md')}.png"
    return Share(
        title=title,
        description=description,
        addresses={
            language: root + language.root + page.address for language in site.book.languages
        },
        locale=locale,
        is_home=not page.address,
        card=card,
        card_path=card_path,
        image=root + card_path,
        alt=text("card_alt", locale, title),
    )


def without_alternates(head: str) -> str:
    """Take the theme's links to a page's other languages out of its head."""
    return _ALTERNATE.sub("", head)


def _title_and_card(site: Site, page: MarkdownPage, site_name: str) -> tuple[str, Card]:
    if page.chapter:
        chapter = site.book.chapter(page.chapter)
        label, title = chapter.label[page.locale], chapter.title[page.locale]
        return chapter_title(chapter, page.locale), Card(label, title, site_name)
    if not page.address:
        return site_name, Card(text("for_readers", page.locale), site_name, "")
    return page.title, Card("", page.title, site_name)
