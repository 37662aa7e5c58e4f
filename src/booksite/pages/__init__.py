"""Pages: their sources, places and parts made from data; the whole site before it is HTML."""

from booksite.pages.boxes import box_id, with_box_ids
from booksite.pages.cards import CARDS, Card, title_faults, write_cards
from booksite.pages.metadata import as_script, book_metadata, chapter_metadata
from booksite.pages.missing import TEMPLATES, elsewhere, folders
from booksite.pages.navigation import section_titles, site_navigation
from booksite.pages.parts import PARTS, Place
from booksite.pages.sharing import share_of, without_alternates
from booksite.pages.site import ASSETS, DOWNLOADS, Site, load_site
from booksite.pages.source import MarkdownPage, read_pages
from booksite.pages.urls import locale_root, relative_url
from booksite.pages.weave import weave

__all__ = [
    "ASSETS",
    "CARDS",
    "DOWNLOADS",
    "PARTS",
    "TEMPLATES",
    "Card",
    "MarkdownPage",
    "Place",
    "Site",
    "as_script",
    "book_metadata",
    "box_id",
    "chapter_metadata",
    "elsewhere",
    "folders",
    "load_site",
    "locale_root",
    "read_pages",
    "relative_url",
    "section_titles",
    "share_of",
    "site_navigation",
    "title_faults",
    "weave",
    "with_box_ids",
    "without_alternates",
    "write_cards",
]
