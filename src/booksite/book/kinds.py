"""The kinds of records, each a row of one table: what the table says is done for every kind.

The loader, the schemas, the checks, the pages, the navigation, the feeds, the search and the
review of a pull request go through `KINDS`; none of them knows a kind by name unless it does more
for it than for others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import GenericAlias
from typing import Any, get_origin

from booksite.book.changes import Change, change_faults
from booksite.book.contents import Contents
from booksite.book.entry import Entries, Entry, Known
from booksite.book.errata import Erratum, errata_faults
from booksite.book.faq import Question, question_faults
from booksite.book.glossary import Term
from booksite.book.links import Link, Links, link_faults
from booksite.book.synonyms import Synonym
from booksite.errors import Fault


def _no_faults(_: Entries[Any], __: Known) -> Iterator[Fault]:
    yield from ()


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        name: Name of its file in data/; also that of its page, of the marker on it and of the
            template that shows it.
        record: The class of an entry.
        faults: What is wrong with entries beside others, more than is checked for every kind.
        file_type: The type of the whole file, if it is no list of entries but has them in a field
            of the kind's name.
        page: Whether it has a page.
        news: Whether the feeds tell of its entries; these then have `updated`.
        ids_stay: Whether an address that was published must lead somewhere for ever; its entries
            then have `formerly`.
    """

    name: str
    record: type[Entry]
    faults: Callable[[Entries[Any], Known], Iterator[Fault]] = _no_faults
    file_type: type[Any] | None = None
    page: bool = True
    news: bool = False
    ids_stay: bool = False

    @property
    def file(self) -> str:
        """The path of its file from the project's root."""
        return f"data/{self.name}.yml"

    @property
    def form(self) -> Any:
        """The type of the whole file."""
        return self.file_type or GenericAlias(tuple, (self.record, ...))

    @property
    def singular(self) -> str:
        """What one entry is called, such as erratum."""
        return self.record.__name__.lower()

    def rows(self, content: Any) -> tuple[Any, ...]:
        """Return the entries in the content of the file."""
        found: tuple[Any, ...] = getattr(content, self.name) if self.file_type else content
        return found

    def address(self, row: Entry) -> str:
        """Return the address of an entry from the root of a language."""
        return f"{self.name}/#{row.anchor}"


KINDS = (
    Kind("errata", Erratum, errata_faults, news=True, ids_stay=True),
    Kind("changes", Change, change_faults, news=True),
    Kind("faq", Question, question_faults, news=True, ids_stay=True),
    Kind("links", Link, link_faults, Links),
    Kind("glossary", Term, page=False),
    Kind("synonyms", Synonym, page=False),
)
# What each file of data/ holds.
FORMS: dict[str, Any] = {"book": Contents, **{kind.name: kind.form for kind in KINDS}}


def top_of(form: Any) -> type[list[Any]] | type[dict[str, Any]]:
    """Return what a file of a type is in YAML as a whole: a list of entries or a mapping."""
    return list if get_origin(form) is tuple else dict
