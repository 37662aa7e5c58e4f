"""Pages elsewhere, in groups: data/links.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from annotated_types import MinLen

from booksite.book.checks import fault, repeated, unknown
from booksite.book.entry import Entries, Entry, Known
from booksite.book.fields import (
    Both,
    ChapterId,
    Day,
    LanguageId,
    Many,
    Page,
    Prose,
    Record,
    Slug,
    Url,
)
from booksite.book.yamlfile import YamlFile
from booksite.errors import Fault
from booksite.locales import Locale, worded_languages, words_file, words_of


class LinkGroup(Record):
    """A heading under which links stand."""

    id: Slug
    name: Both


LinkKind = Literal[
    "article",
    "code",
    "data",
    "documentation",
    "interview",
    "repository",
    "review",
    "reviews",
    "shop",
    "slides",
    "social",
]


class Link(Entry):
    """A page elsewhere; `title` is its own title, `label` is ours where it has none."""

    apart = frozenset(("title", "label"))

    id: Slug
    group: Slug
    title: Prose | None = None
    label: Both | None = None
    url: Url
    kind: LinkKind
    language: LanguageId
    description: Both
    chapter: ChapterId | None = None
    page: Page | None = None
    date: Day | None = None
    checked: Day | None = None
    remark: Both | None = None

    @property
    def anchor(self) -> str:
        """Its id on the page, where groups have ids as well."""
        return f"link-{self.id}"

    def heading(self, locale: Locale) -> str:
        """Return the text of the link: its own title, or else our label."""
        return self.title or (self.label[locale] if self.label else self.url)


class Links(Record):
    """The whole of data/links.yml."""

    groups: Annotated[Many[LinkGroup], MinLen(1)]
    links: Many[Link]


def link_faults(links: Entries[Links], known: Known) -> Iterator[Fault]:
    """Yield what no single link shows."""
    file, value = links.file, links.value
    yield from repeated(file, ("groups",), value.groups)
    groups = {group.id for group in value.groups}
    for i, link in enumerate(value.links):
        yield from unknown(file, [(("links", i, "group"), link.group)], groups, "group")
        yield from _name_faults(file, i, link)
        yield from _language_faults(file, i, link)


def _name_faults(file: YamlFile, position: int, link: Link) -> Iterator[Fault]:
    if (link.title is None) == (link.label is None):
        expected = "either the page's own 'title' or a 'label' of ours"
        came = "neither" if link.title is None else "both"
        remedy = "Add 'label:' in all languages." if link.title is None else "Remove 'label'."
        yield fault(file, ("links", position), expected, came, remedy)


def _language_faults(file: YamlFile, position: int, link: Link) -> Iterator[Fault]:
    word = f"in_{link.language}"
    if any(word not in words_of(locale) for locale in worded_languages()):
        expected = f"a language with a word, such as 'in_en' in {words_file('en')}"
        remedy = f"Correct it, or add '{word}:' to the files of all languages."
        yield fault(file, ("links", position, "language"), expected, f"'{link.language}'", remedy)
