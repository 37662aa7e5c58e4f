"""The theme: what its templates may ask of us, and what of it no page needs."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from booksite.cache import code_version, digest, keep, kept
from booksite.locales import Locale, text
from booksite.pages import (
    Site,
    elsewhere,
    part_templates,
    without_alternates,
)
from booksite.publish import Publication

# Files that no page asks for: its icon, and its own search.
_UNUSED = (
    "assets/images/favicon.png",
    "assets/javascripts/lunr/**/*.js",
    "assets/javascripts/workers/*",
)
# It leads past the title, and stands in no block that a template of ours could replace.
_SKIP_LINK = re.compile(r'<a href="[^"]*" class="md-skip">')


class _Templates(jinja2.FileSystemLoader):
    """The theme's templates, listed without its 14,000 icons: MkDocs would look at each of them."""

    def list_templates(self) -> list[str]:
        """Return the names of all that stands in no hidden folder."""
        found = set()
        for top in self.searchpath:
            for folder, inner, files in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(folder, name).relative_to(top).as_posix() for name in files}
        return sorted(found)


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates on disk. Jinja's own cache believes damaged ones, which may end Python."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        content = kept(self._file(bucket))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / digest(code_version(), bucket.key)


def prepare(theme: Theme, compiled: Path) -> None:
    """Let the templates of the theme and of parts be ready sooner.

    Args:
        theme: MkDocs asks it for a new environment several times a build.
        compiled: Folder of compiled templates, which later builds use.
    """
    cache, plain = _Compiled(compiled), theme.get_env
    part_templates().bytecode_cache = cache

    def prepared() -> jinja2.Environment:
        environment = plain()
        environment.loader, environment.bytecode_cache = _Templates(theme.dirs), cache
        return environment

    theme.get_env = prepared  # type: ignore[method-assign]


def template_values(site: Site, publication: Publication, locale: Locale) -> dict[str, Any]:
    """Return what templates of all pages may use, those without a context of their own too."""
    return {
        "t": lambda key, *values: text(key, locale, *values),
        "territory": partial(text, "territory"),
        "book": site.book.info,
        "book_language": site.book.languages[0],
        "author": site.book.info.author[locale],
        "in_language": partial(_in_language, locale),
        "root": locale.root,
        "folders": [language.root for language in site.book.languages if language.root],
        "elsewhere": elsewhere(locale, site.book.languages),
        "question_url": site.repository.issue_url(),
        "keep_settings": partial(publication.settings.keep, locale),
        "without_alternates": without_alternates,
    }


def _in_language(locale: Locale, page: Any) -> str:
    """Return the attribute for what is in the language of another page, if that is another one."""
    language = getattr(page, "meta", {}).get("language", locale)
    return "" if language == locale else f' lang="{language}"'


def skipping_to_title(page: str) -> str:
    """Let the link for those who skip the header lead to the title."""
    return _SKIP_LINK.sub('<a href="#top" class="md-skip">', page)


def remove_unused_files(site: Path) -> None:
    """Remove from a built site the theme's files that no page asks for."""
    for pattern in _UNUSED:
        for file in site.glob(pattern):
            file.unlink()
