"""`booksite links check`: opens the links of the data, the pages and the notebooks.

It notes the day in data/links.yml where one of its links answers.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag
from urllib.request import Request, urlopen

from booksite.book import Book, YamlFile, load_book, load_yaml
from booksite.errors import Fault, FaultsError
from booksite.files import write_whole
from booksite.locales import Locale
from booksite.notebooks import embed_notebooks, open_notebooks
from booksite.pages import look_at, prose_links, read_pages

FILE = "data/links.yml"
_TIMEOUT = 20  # seconds
# Some servers answer nothing that does not look like a browser.
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; booksite links check)"}
# What servers say to programs that they take for robots; a reader's browser may well get the page.
_REFUSALS = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_OUTSIDE = re.compile("https?:")
_REMEDY = "Open it in a browser; if it is gone, write its new address or delete it."


@dataclass(frozen=True)
class _Written:
    """A link, and where it stands."""

    url: str
    file: str
    line: int

    @property
    def address(self) -> str:
        """What is asked for: a server knows nothing of places on its pages."""
        return urldefrag(self.url).url

    def fault(self, answer: int | str) -> Fault:
        """Say that it leads nowhere."""
        expected, came = "the address of a page that answers", f"{self.url}: {answer}"
        return Fault(self.file, self.line, expected, came, _REMEDY)


def check_links(root: Path) -> str:
    """Open all links and write today's date to those of data/links.yml that answer with a page.

    Args:
        root: The project's root.

    Returns:
        How many answered, and which ones a person must open since their servers refuse programs.

    Raises:
        FaultsError: Links that lead nowhere; the others have their date all the same.
    """
    today = datetime.date.today()
    book, file = load_book(root, today=today), load_yaml(root, FILE, dict)
    listed = [
        _Written(link.url, FILE, file.line(("links", index, "url")))
        for index, link in enumerate(book.links)
    ]
    others = [*_on_pages(root, book.languages), *_in_cells(root, book), *_in_texts(book)]
    answers = _answers({one.address for one in (*listed, *others)})
    good = [index for index, one in enumerate(listed) if answers[one.address] == HTTPStatus.OK]
    _write_dates(root, file, good, today)
    told = [f"{FILE}: {len(good)} of {len(listed)} links answer; their day is noted."]
    if elsewhere := {one.address for one in others}:
        count = sum(answers[address] == HTTPStatus.OK for address in elsewhere)
        told.append(f"Pages, notebooks, texts: {count} of {len(elsewhere)} links answer.")
    refused = {one.address: one.url for one in (*listed, *others)}
    told += [
        f"To be opened by hand: {url} (the server says {answers[address]})"
        for address, url in refused.items()
        if answers[address] in _REFUSALS
    ]
    fine = {HTTPStatus.OK, *_REFUSALS}
    faults = [one for one in (*listed, *others) if answers[one.address] not in fine]
    if faults:
        raise FaultsError(one.fault(answers[one.address]) for one in faults)
    return "\n".join(told)


def _on_pages(root: Path, languages: Iterable[Locale]) -> Iterator[_Written]:
    for page in read_pages(root, languages):
        for link in () if page.stands_in else look_at(page)[0].links:
            if _OUTSIDE.match(link.target):
                yield _Written(link.target, page.file, page.line_with(link.target))


def _in_cells(root: Path, book: Book) -> Iterator[_Written]:
    """Yield the links of notebooks; what is wrong with these otherwise, `booksite check` tells."""
    notebooks, _ = embed_notebooks(root, open_notebooks(root, book), book.repository)
    for embedded in notebooks.values():
        for link in embedded.fragment.links:
            if _OUTSIDE.match(link.target):
                notebook = embedded.notebook
                yield _Written(link.target, notebook.file, notebook.line(link.cell))


def _in_texts(book: Book) -> Iterator[_Written]:
    for target, file, line in prose_links(book):
        if _OUTSIDE.match(target):
            yield _Written(target, file, line)


def _answers(addresses: Collection[str]) -> dict[str, int | str]:
    """Open each address once."""
    with ThreadPoolExecutor(max_workers=8) as pool:
        return dict(zip(addresses, pool.map(_answer, addresses), strict=True))


def _answer(url: str) -> int | str:
    """Return the status of a page, or why there is none."""
    try:
        with urlopen(Request(url, headers=_HEADERS), timeout=_TIMEOUT) as response:
            status: int = response.status
            return status
    except HTTPError as error:
        return error.code
    except (OSError, ValueError) as error:
        return str(error.reason if isinstance(error, URLError) else error) or type(error).__name__


def _write_dates(root: Path, file: YamlFile, entries: list[int], today: datetime.date) -> None:
    lines = (root / FILE).read_text(encoding="utf-8").split("\n")
    # From the end: a line that is put in moves none that is still to come.
    for index in reversed(entries):
        url = file.line(("links", index, "url"))
        # Below the address where there is no such key yet; lines count from 1.
        checked = file.lines.get(("links", index, "checked"))
        start, stop = (checked - 1, checked) if checked else (url, url)
        indent = " " * lines[url - 1].replace("-", " ", 1).index("url:")
        lines[start:stop] = [f"{indent}checked: {today}"]
    write_whole(root / FILE, "\n".join(lines).encode())
