"""Feeds of what is new, of each kind of record that is news; Atom and JSON Feed."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from booksite.book import KINDS
from booksite.locales import Locale, text
from booksite.pages import Site

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class News:
    """One piece of news.

    Attributes:
        url: Its own address on the site, which never changes.
        title: Its title, without markup.
        content: What it says, as plain text.
        day: When it was added or changed.
        kind: What it is, such as ``erratum``.
    """

    url: str
    title: str
    content: str
    day: datetime.date
    kind: str


def all_news(site: Site, locale: Locale) -> list[News]:
    """Return all news in a language, the newest first."""
    home = site.repository.site_url + locale.root
    return sorted(_news(site, home, locale), key=lambda news: (-news.day.toordinal(), news.url))


def _news(site: Site, home: str, locale: Locale) -> Iterator[News]:
    for kind in KINDS:
        for row in site.book.rows(kind.record) if kind.news else ():
            if row.day:
                title, content = row.news(locale)
                yield News(home + kind.address(row), title, content, row.day, kind.singular)


def _moment(day: datetime.date) -> str:
    """Return a day as a moment in the form of RFC 3339, which both formats want."""
    return f"{day.isoformat()}T00:00:00Z"


def atom_feed(site: Site, locale: Locale) -> str:
    """Return the Atom feed of a language."""
    home = site.repository.site_url + locale.root
    news = all_news(site, locale)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": locale})
    _add(feed, "id", f"{home}feed.xml")
    _add(feed, "title", text("feed_title", locale))
    day = news[0].day if news else site.book.info.first_edition.date
    _add(feed, "updated", _moment(day))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{home}feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=home)
    _add(_add(feed, "author"), "name", site.repository.name)
    for entry in news:
        item = _add(feed, "entry")
        _add(item, "id", entry.url)
        _add(item, "title", entry.title)
        _add(item, "updated", _moment(entry.day))
        _add(item, "link", rel="alternate", type="text/html", href=entry.url)
        _add(item, "category", term=entry.kind)
        _add(item, "content", entry.content, type="text")
    ET.indent(feed)
    body = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _add(parent: ET.Element, name: str, content: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = content or None
    return element


def json_feed(site: Site, locale: Locale) -> str:
    """Return the JSON Feed (version 1.1) of a language."""
    home = site.repository.site_url + locale.root
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": text("feed_title", locale),
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": locale,
        "items": [
            {
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.content,
                "date_modified": _moment(entry.day),
                "tags": [entry.kind],
            }
            for entry in all_news(site, locale)
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
