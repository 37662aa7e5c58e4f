"""Pages: their sources, places and parts made from data; the whole site before it is HTML."""

from booksite.pages.boxes import box_id
from booksite.pages.cards import CARDS, Card, title_faults, write_cards
from booksite.pages.cell_links import doubled_anchors
from booksite.pages.dialect import Dialect, look_at
from booksite.pages.figures import Figure, is_figure
from booksite.pages.links import link_faults
from booksite.pages.metadata import page_metadata
from booksite.pages.missing import TEMPLATES, elsewhere
from booksite.pages.navigation import section_titles, site_navigation
from booksite.pages.parts import MARKERS, PARTS, make_part
from booksite.pages.place import Place
from booksite.pages.prose import prose_links
from booksite.pages.rendering import RenderedPage, render_page
from booksite.pages.seen import Seen
from booksite.pages.sharing import share_of, without_alternates
from booksite.pages.site import ASSETS, DOWNLOADS, Site, load_site
from booksite.pages.source import MarkdownPage, read_pages
from booksite.pages.templating import part_templates
from booksite.pages.urls import relative_url

__all__ = [
    "ASSETS",
    "CARDS",
    "DOWNLOADS",
    "MARKERS",
    "PARTS",
    "TEMPLATES",
    "Card",
    "Dialect",
    "Figure",
    "MarkdownPage",
    "Place",
    "RenderedPage",
    "Seen",
    "Site",
    "box_id",
    "doubled_anchors",
    "elsewhere",
    "is_figure",
    "link_faults",
    "load_site",
    "look_at",
    "make_part",
    "page_metadata",
    "part_templates",
    "prose_links",
    "read_pages",
    "relative_url",
    "render_page",
    "section_titles",
    "share_of",
    "site_navigation",
    "title_faults",
    "without_alternates",
    "write_cards",
]
