"""The Markdown pages: their front matter, their markers, their headings.

A marker is a line of its own such as `<!-- booksite:errata -->`; the build puts a part made from
data in its place (see `booksite.pages.parts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from booksite.book import Book, Chapter, chapter_title, unmarked
from booksite.errors import Fault, FaultsError
from booksite.files import decode
from booksite.locales import Locale
from booksite.pages.front import read_front, split_front

# Behind the name of a part may stand settings: figure mountain rate=0.05.
MARKER = re.compile(r"<!--\s*booksite:(?P<name>(?:\S+(?: [\w.=-]+)*)?)\s*-->")
# How ids begin that stand on every page around its text: of the search, the menu, its end.
OF_THEME = re.compile("__|bs-")
_FIRST_HEADING = re.compile(r"^# (.+?) *(?:\{[^}]*\} *)?$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} .*?(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?\s*$", re.MULTILINE)
_FENCE = re.compile(r"^ *(```+|~~~+).*?^ *\1\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class MarkdownPage:
    """One page's source in one language.

    Attributes:
        locale: The language in which it is written.
        path: Path below the language's folder, such as ``chapters/ch03.md``.
        file: Path from the project's root, for messages.
        source: The Markdown with its front matter.
    """

    locale: Locale
    path: str
    file: str
    source: str

    @property
    def stands_in(self) -> bool:
        """Whether it stands for a page that a language lacks."""
        return self.locale.root != self.locale.folder

    @property
    def front(self) -> str:
        """The front matter, with its marks."""
        return split_front(self.source)

    @cached_property
    def _read(self) -> tuple[Mapping[str, Any], list[Fault]]:
        return read_front(self.file, self.source)

    @property
    def says(self) -> Mapping[str, Any]:
        """What the front matter says."""
        return self._read[0]

    @property
    def front_faults(self) -> list[Fault]:
        """What is wrong with the front matter."""
        return self._read[1]

    @property
    def chapter(self) -> str:
        """Id of the chapter that the front matter names, or nothing."""
        return str(self.says.get("chapter", ""))

    def chapter_in(self, book: Book) -> Chapter | None:
        """Return the chapter whose page it is, if it is one's."""
        return book.chapter(self.chapter) if self.chapter else None

    def title_in(self, book: Book) -> str:
        """Return the title, which the data give to a chapter."""
        chapter = self.chapter_in(book)
        return chapter_title(chapter, self.locale) if chapter else self.title

    @property
    def address(self) -> str:
        """The page's address below the language's root, such as ``chapters/ch03/``."""
        return self.path.removesuffix("index.md").replace(".md", "/")

    @cached_property
    def title(self) -> str:
        """Title of a page that is no chapter's, without marks: front matter or first heading."""
        if title := self.says.get("title"):
            return str(title)
        match = _FIRST_HEADING.search(self.source)
        return unmarked(match[1]) if match else ""

    @cached_property
    def heading_ids(self) -> tuple[str | None, ...]:
        """Explicit anchors of the headings, in order; None where one lacks."""
        return tuple(anchor for _, anchor in self.headings())

    def headings(self) -> Iterator[tuple[int, str | None]]:
        """Yield line number and explicit anchor of each heading."""
        for match in _HEADING.finditer(self.prose):
            yield self.prose.count("\n", 0, match.start()) + 1, match["id"]

    @cached_property
    def prose(self) -> str:
        """The source, in which lines of code are empty."""
        return _FENCE.sub(lambda match: "\n" * match[0].count("\n"), self.source)

    def line_of(self, tex: str) -> int:
        """Return the line where a formula begins, or 0."""
        start = re.escape(tex.splitlines()[0]) if tex else r"\$\$"
        match = re.search(rf"(?:\$|\\\(|\\\[|^)\s*(?P<start>{start})", self.source, re.MULTILINE)
        return self.source.count("\n", 0, match.start("start")) + 1 if match else 0

    def line_with(self, text: str, count: int = 1) -> int:
        """Return the line in which a link or an id stands for the nth time, or 0."""
        pattern = rf"(?<![\w/.-]){re.escape(text)}(?![\w/-])" if text else r"\]\(\)"
        starts = [match.start() for match in re.finditer(pattern, self.source)]
        start = next(iter(starts[count - 1 :] or starts[-1:]), None)
        return 0 if start is None else self.source.count("\n", 0, start) + 1

    def markers(self) -> Iterator[tuple[int, str]]:
        """Yield line number and name of each marker."""
        for number, line in enumerate(self.source.split("\n"), start=1):
            if match := MARKER.fullmatch(line.rstrip()):
                yield number, match["name"]


def part_name(marker: str) -> str:
    """Return the name of the part that a marker asks for, without its settings."""
    return marker.split(" ")[0]


def read_pages(root: Path, languages: Iterable[Locale]) -> list[MarkdownPage]:
    """Read the pages of all languages, sorted by path.

    Raises:
        FaultsError: Pages are not in UTF-8, or a merge left its marks in them.
    """
    pages: list[MarkdownPage] = []
    faults: list[Fault] = []
    for locale in languages:
        for file in sorted((root / "docs" / locale).rglob("*.md")):
            try:
                pages.append(_read_page(root, locale, file))
            except FaultsError as error:
                faults += error.faults
    if faults:
        raise FaultsError(faults)
    return [*pages, *_stand_ins(pages, languages)]


def _stand_ins(
    pages: Sequence[MarkdownPage], languages: Iterable[Locale]
) -> Iterator[MarkdownPage]:
    """Yield the pages that stand for those that a language lacks."""
    for locale in languages:
        translated = {page.path for page in pages if page.locale == locale}
        for page in pages:
            if page.locale == locale.fallback and page.path not in translated:
                yield replace(page, locale=page.locale.standing_in(locale))


def _read_page(root: Path, locale: Locale, file: Path) -> MarkdownPage:
    name = file.relative_to(root).as_posix()
    # MkDocs, too, lets a mark at the beginning and line ends of Windows pass.
    source = decode(name, file.read_bytes()).removeprefix("\ufeff").replace("\r\n", "\n")
    return MarkdownPage(locale, name.removeprefix(f"docs/{locale}/"), name, source)
