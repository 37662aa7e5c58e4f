"""The adapter to MkDocs: hooks that guard, call the core and hand back.

They stand in the order of MkDocs' events, which mkdocs-static-i18n runs once for each language.
Sources are loaded before the first, and what no page holds is written after the last.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from booksite.errors import BooksiteError, Fault, FaultsError, disk_fault
from booksite.locales import Locale, words_file
from booksite.mkdocs_adapter import languages, structure, theme
from booksite.mkdocs_adapter.editing import Unchanged
from booksite.pages import (
    MARKERS,
    TEMPLATES,
    Dialect,
    MarkdownPage,
    Place,
    Site,
    load_site,
    page_metadata,
    relative_url,
    render_page,
    section_titles,
    share_of,
    site_navigation,
    title_faults,
)
from booksite.processes import end_with_parent
from booksite.publish import Publication
from booksite.search import write_indexes


class BooksiteConfig(Config):
    """No options: the data files and the folders' fixed names say all."""


class BooksitePlugin(BasePlugin[BooksiteConfig]):
    """Puts notebooks and data into the pages of a MkDocs site."""

    def __init__(self) -> None:
        super().__init__()
        self._site: Site | None = None
        self._publication = Publication(lean=True)
        self._dialect = Dialect(Locale(""))  # each page says its own language
        self._unchanged: Unchanged | None = None
        self._faults: list[Fault] = []

    @property
    def site(self) -> Site:
        """The site; there is one from `on_config` on."""
        assert self._site is not None
        return self._site

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an author looks on; with this hook the plugin lives through edits."""
        end_with_parent()
        self._publication = Publication(lean=command != "serve")
        self._unchanged = Unchanged() if dirty else None

    # Before mkdocs-static-i18n (priority -100), which derives the language links from site_url.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the sources once a build, and tell MkDocs what they say about the site."""
        if self._building_another_language(config):
            return config
        config.markdown_extensions.append(self._dialect)
        self._faults.clear()
        root = Path(config.config_file_path).parent
        theme.prepare(config.theme, root / ".cache" / "booksite" / "templates")
        try:
            self._site = load_site(root, MARKERS)
        except BooksiteError as error:
            raise PluginError(f"\n{error}") from None
        if self._unchanged:
            self._unchanged.begin(root, self._site)
        repository = self._site.repository
        config.site_url = config.site_url or repository.site_url
        config.repo_url, config.repo_name = repository.url, repository.name
        config.edit_uri = f"edit/{repository.branch}/docs/"
        config.nav = site_navigation(self._site.book)
        languages.tell_i18n(config, self._site.book.languages)
        return config

    # After mkdocs-static-i18n (priority -100), which makes the files of the language.
    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Let pages stand in for missing ones; leave out those that would come out as before."""
        for file in files.documentation_pages():
            source = self._source(file)
            if source.stands_in:
                file.abs_src_path = str(Path(config.config_file_path).parent / source.file)
                file.edit_uri = source.file.removeprefix("docs/")
        if self._unchanged:
            for file in files.documentation_pages():
                file.is_modified = partial(self._is_new, file)  # type: ignore[method-assign]
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Give sections and pages their titles in the language being built."""
        structure.name_sections(nav, section_titles(self.site.book, self._locale(config)))
        for page in nav.pages:
            source = self._source(page.file)
            page.title = structure.safe(source.title_in(self.site.book))
            page.meta["language"] = source.locale
        return nav

    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Let templates speak the language of all pages that one environment makes."""
        locale = self._locale(config)
        named = title_faults(words_file(locale), config.site_name)
        if faults := [*self._faults, *named]:
            raise PluginError(f"\n{FaultsError(faults)}")
        self._publication.add_manifest(locale, config.site_name)
        env.globals["booksite"] = theme.template_values(self.site, self._publication, locale)
        return env

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Take the title of a chapter's page from the data; list neighbours beside no other."""
        # The theme's plugin is there for its dialog; what is found comes from `booksite.search`.
        page.meta["search"] = {"exclude": True}
        place = self._place(page.file)
        page.meta["language"] = place.locale
        self._dialect.locale = place.locale
        if place.chapter:
            page.meta["title"] = page.title
        else:
            # No neighbours to list beside it; the text stands in the same place on each.
            page.meta.setdefault("hide", ["navigation"])
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put parts in place and join their headings to the table of contents."""
        self._faults += self._dialect.faults(self._source(page.file))
        try:
            rendered = render_page(html, self._place(page.file), self._dialect.outline)
        except FaultsError as error:
            # Told with those of the other pages, before any is written.
            self._faults += error.faults
            return html
        page.toc = structure.table_of_contents(rendered.headings)
        # MkDocs has collected the anchors of the Markdown; its check of links must know the rest.
        page.present_anchor_ids = (page.present_anchor_ids or set()) | rendered.anchors
        return rendered.html

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let templates know the place of the page in the book."""
        place = self._place(page.file)
        context["place"] = place  # type: ignore[typeddict-unknown-key]
        context["metadata"] = page_metadata(place)  # type: ignore[typeddict-unknown-key]
        share = share_of(
            self.site, self._source(page.file), config.site_name, page.meta["description"]
        )
        context["share"] = share  # type: ignore[typeddict-unknown-key]
        self._publication.cards[share.card_path] = share.card
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Keep what stands for other pages: MkDocs would write each language's over the last."""
        if template_name not in TEMPLATES:
            return output_content
        locale, address = self._locale(config), urlsplit(config.site_url or "/").path
        page = self._publication.add_stand_in(template_name, locale, output_content, address)
        return "" if locale.root else page

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Finish a page."""
        if self._unchanged:
            self._unchanged.made(self._place(page.file).url)
        output = theme.skipping_to_title(output)
        return self._publication.finished(output, partial(relative_url, page_url=page.url))

    # After mkdocs-static-i18n (priority -100), which builds the other languages inside this event:
    # then all pages are there, and what stands beside them is written once.
    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write images, icons, notebooks, the search's index and open data beside the pages."""
        if self._building_another_language(config):
            return
        folder = Path(config.site_dir)
        theme.remove_unused_files(folder)
        self._publication.write(self.site, Path(config.config_file_path).parent, folder)
        # While an author looks on, they are written when somebody searches (live.py).
        if not self._unchanged:
            write_indexes(self.site, folder)

    def on_build_error(self, *, error: Exception) -> None:
        """Say what the disk would not do without a traceback."""
        if isinstance(error, OSError) and (fault := disk_fault(error, Path.cwd())):
            raise PluginError(f"\n{fault}") from None

    def _building_another_language(self, config: MkDocsConfig) -> bool:
        i18n: Any = config.plugins.get("i18n")
        return bool(i18n and i18n.building)

    def _locale(self, config: MkDocsConfig) -> Locale:
        return self.site.book.language(str(config.theme["language"]))

    def _source(self, file: File) -> MarkdownPage:
        # mkdocs-static-i18n notes the language under which a file will stand.
        locale = self.site.book.language(vars(file)["locale_alternate_of"])
        return self.site.page(locale, file.src_uri.partition("/")[2])

    def _place(self, file: File) -> Place:
        return Place.of(self.site, self._source(file), file.url)

    def _is_new(self, file: File) -> bool:
        assert self._unchanged is not None
        return self._unchanged.is_new(self._place(file), self._source(file))
