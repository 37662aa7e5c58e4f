"""The languages of the site for mkdocs-static-i18n: the list of data/book.yml is the only one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginLanguage  # type: ignore[import-untyped]

from booksite.locales import Locale, text


def tell_i18n(config: MkDocsConfig, languages: Sequence[Locale]) -> None:
    """Let the plugin build all languages, each under its own name."""
    i18n: Any = config.plugins["i18n"]
    i18n.config.languages = [_language(locale) for locale in languages]


def _language(locale: Locale) -> Any:
    language = I18nPluginLanguage()
    language.load_dict(
        {
            "locale": str(locale),
            "name": locale.name,
            "default": locale.leads,
            "site_name": text("site_name", locale),
            "site_description": text("site_description", locale),
        }
    )
    language.validate()
    return language
