"""The adapter to MkDocs: hooks that guard, call the core and hand back.

In the order of MkDocs' events, which mkdocs-static-i18n runs once for each language; sources are
loaded before the first, and what no page holds is written after the last:

    on_startup        whether pages are served while they are written
    on_config         load and check everything, before MkDocs empties the old site
    on_serve          a head start for the first edit
    on_nav            titles of sections in the language being built
    on_env            compiled templates kept for the next build; what templates say in the language
    on_page_markdown  titles of chapter pages; the theme's own search index stays empty
    on_page_content   parts in place of markers, MathML in place of TeX, table of contents
    on_page_context   what templates show of a chapter, and what a page tells those who share it
    on_post_template  the pages for missing and for not kept pages, one in each language
    on_post_page      the finished page without what no reader sees
    on_post_build     images, cards, icons, notebooks, feeds, data and the search's index
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import jinja2
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from booksite.book import chapter_title
from booksite.errors import BooksiteError, FaultsError
from booksite.locales import Locale, text
from booksite.markup import Heading, MathError, nested
from booksite.pages import (
    PARTS,
    TEMPLATES,
    MarkdownPage,
    Place,
    Site,
    elsewhere,
    folders,
    load_site,
    locale_root,
    page_metadata,
    relative_url,
    render_page,
    section_titles,
    share_of,
    site_navigation,
    title_faults,
    without_alternates,
)
from booksite.publish import Publication
from booksite.search import write_indexes

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

# Files of the theme that no page asks for: its icon, and its own search.
_UNUSED = (
    "assets/images/favicon.png",
    "assets/javascripts/lunr/**/*.js",
    "assets/javascripts/workers/*",
)
# The theme's leads past the title.
_SKIP_LINK = re.compile(r'<a href="[^"]*" class="md-skip">')


class BooksiteConfig(Config):
    """No options: the data files and the folders' fixed names say all."""


class BooksitePlugin(BasePlugin[BooksiteConfig]):
    """Puts notebooks and data into the pages of a MkDocs site."""

    def __init__(self) -> None:
        super().__init__()
        self._site: Site | None = None
        self._publication = Publication(lean=True)

    @property
    def site(self) -> Site:
        """The site; there is one from `on_config` on."""
        assert self._site is not None
        return self._site

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an author looks on; with this hook the plugin lives through edits."""
        self._publication = Publication(lean=command != "serve")

    # Before mkdocs-static-i18n (priority -100), which derives the language links from site_url.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the sources once a build, and tell MkDocs what they say about the site."""
        if self._building_another_language(config):
            return config
        try:
            self._site = load_site(Path(config.config_file_path).parent, frozenset(PARTS))
        except BooksiteError as error:
            raise PluginError(f"\n{error}") from None
        repository = self._site.repository
        config.site_url = config.site_url or repository.site_url
        config.repo_url, config.repo_name = repository.url, repository.name
        config.edit_uri = f"edit/{repository.branch}/docs/"
        config.nav = site_navigation(self._site.book)
        return config

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Load meanwhile what converts notebooks: the first edit shall not wait for it."""
        Thread(target=import_module, args=("booksite.notebooks.render",), daemon=True).start()
        return server

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Give sections their titles in the language being built."""
        titles = section_titles(self.site.book, config.theme["language"])
        for section in _sections(nav.items):
            if title := titles.get(section.title):
                section.title = _safe(title)
        return nav

    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Keep compiled templates, and let templates of all pages speak the language.

        There is one environment for each language and rebuild; the page for missing pages has no
        context of its own.
        """
        folder = Path(config.config_file_path).parent / ".cache" / "booksite" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        if faults := list(title_faults("mkdocs.yml", config.site_name)):
            raise PluginError(f"\n{FaultsError(faults)}")
        locale = self._locale(config)
        self._publication.add_manifest(locale, config.site_name)
        env.globals["booksite"] = {
            "t": lambda key, *values: text(key, locale, *values),
            "book": self.site.book.info,
            "author": self.site.book.info.author[locale],
            "root": locale_root(locale),
            "folders": folders(),
            "elsewhere": elsewhere(locale),
            "question_url": self.site.repository.issue_url(),
            "keep_settings": partial(self._publication.settings.keep, locale),
            "without_alternates": without_alternates,
        }
        return env

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Take the title of a chapter's page from the data; list neighbours beside no other."""
        # The theme's plugin is there for its dialog; what is found comes from `booksite.search`.
        page.meta["search"] = {"exclude": True}
        place = self._place(page)
        if place.chapter:
            page.meta["title"] = _safe(chapter_title(place.chapter, place.locale))
        else:
            # No neighbours to list beside it; the text stands in the same place on each.
            page.meta.setdefault("hide", ["navigation"])
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put parts and formulas in place and join their headings to the table of contents."""
        try:
            rendered = render_page(html, self._place(page), _outline(page.toc))
        except MathError as error:
            raise PluginError(f"docs/{page.file.src_uri}: {error}") from None
        page.toc = _table_of_contents(rendered.headings)
        # MkDocs has collected the anchors of the Markdown; its check of links must know the rest.
        page.present_anchor_ids = (page.present_anchor_ids or set()) | rendered.anchors
        return rendered.html

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let templates know the place of the page in the book."""
        place = self._place(page)
        context["place"] = place  # type: ignore[typeddict-unknown-key]
        context["metadata"] = page_metadata(place)  # type: ignore[typeddict-unknown-key]
        share = share_of(self.site, self._source(page), config.site_name, page.meta["description"])
        context["share"] = share  # type: ignore[typeddict-unknown-key]
        self._publication.cards[share.card_path] = share.card
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Keep what stands for other pages: MkDocs would write each language's over the last."""
        if template_name not in TEMPLATES:
            return output_content
        folder = locale_root(self._locale(config))
        root = urlsplit(config.site_url or "/").path
        page = self._publication.finished(output_content, lambda path: root + path)
        self._publication.files[folder + template_name] = page
        return "" if folder else page

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Finish a page."""
        output = _SKIP_LINK.sub('<a href="#top" class="md-skip">', output)
        return self._publication.finished(output, partial(relative_url, page_url=page.url))

    # After mkdocs-static-i18n (priority -100), which builds the other languages inside this event:
    # then all pages are there, and what stands beside them is written once.
    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write images, icons, notebooks, the search's index and open data beside the pages."""
        if self._building_another_language(config):
            return
        folder = Path(config.site_dir)
        for unused in _UNUSED:
            for file in folder.glob(unused):
                file.unlink()
        self._publication.write(self.site, Path(config.config_file_path).parent, folder)
        write_indexes(self.site, folder)

    def _building_another_language(self, config: MkDocsConfig) -> bool:
        i18n: Any = config.plugins.get("i18n")
        return bool(i18n and i18n.building)

    def _locale(self, config: MkDocsConfig) -> Locale:
        return "en" if config.theme["language"] == "en" else "ja"

    def _source(self, page: Page) -> MarkdownPage:
        folder, _, path = page.file.src_uri.partition("/")
        return self.site.page("en" if folder == "en" else "ja", path)

    def _place(self, page: Page) -> Place:
        source = self._source(page)
        chapter = self.site.book.chapter(source.chapter) if source.chapter else None
        return Place(self.site, source.locale, page.url, chapter)


def _safe(title: str) -> str:
    """Return a title as HTML: the theme prints what it is given."""
    return str(escape(title))


def _sections(items: list[Any]) -> list[Section]:
    found = []
    for item in items:
        if isinstance(item, Section):
            found += [item, *_sections(item.children)]
    return found


def _outline(toc: TableOfContents) -> list[Heading]:
    """Flatten MkDocs' table of contents."""

    def walk(links: list[AnchorLink]) -> list[Heading]:
        flat = []
        for link in links:
            title = html.unescape(link.title)
            flat += [Heading(link.level, link.id, title), *walk(link.children)]
        return flat

    return walk(list(toc))


def _table_of_contents(outline: list[Heading]) -> TableOfContents:
    def link(heading: Heading, children: list[Any]) -> AnchorLink:
        anchor = AnchorLink(_safe(heading.title), heading.id, heading.level)
        anchor.children = children
        return anchor

    return TableOfContents(nested(outline, link))
