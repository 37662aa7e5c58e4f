"""The theme: what its templates may ask of us, and what of it no page needs."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from booksite.locales import Locale, text
from booksite.pages import Site, elsewhere, folders, locale_root, without_alternates
from booksite.publish import Publication

# Files that no page asks for: its icon, and its own search.
_UNUSED = (
    "assets/images/favicon.png",
    "assets/javascripts/lunr/**/*.js",
    "assets/javascripts/workers/*",
)
# It leads past the title, and stands in no block that a template of ours could replace.
_SKIP_LINK = re.compile(r'<a href="[^"]*" class="md-skip">')


def keep_compiled(environment: jinja2.Environment, root: Path) -> None:
    """Keep compiled templates for the next build: MkDocs compiles all for each language."""
    folder = root / ".cache" / "booksite" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))


def template_values(site: Site, publication: Publication, locale: Locale) -> dict[str, Any]:
    """Return what templates of all pages may use, those without a context of their own too."""
    return {
        "t": lambda key, *values: text(key, locale, *values),
        "territory": partial(text, "territory"),
        "book": site.book.info,
        "author": site.book.info.author[locale],
        "root": locale_root(locale),
        "folders": folders(),
        "elsewhere": elsewhere(locale),
        "question_url": site.repository.issue_url(),
        "keep_settings": partial(publication.settings.keep, locale),
        "without_alternates": without_alternates,
    }


def skipping_to_title(page: str) -> str:
    """Let the link for those who skip the header lead to the title."""
    return _SKIP_LINK.sub('<a href="#top" class="md-skip">', page)


def remove_unused_files(site: Path) -> None:
    """Remove from a built site the theme's files that no page asks for."""
    for pattern in _UNUSED:
        for file in site.glob(pattern):
            file.unlink()
