"""`booksite links check`: opens the links of data/links.yml and notes the day where one answers."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from booksite.book import YamlFile, load_book, load_yaml
from booksite.errors import Fault, FaultsError
from booksite.files import write_whole

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
_REMEDY = "Open it in a browser; if it is gone, write its new address or delete the entry."


def check_links(root: Path) -> str:
    """Open all links and write today's date to those that answer with a page.

    Args:
        root: The project's root.

    Returns:
        How many answered, and which ones a person must open since their servers refuse programs.

    Raises:
        FaultsError: Links that lead nowhere; the others have their date all the same.
    """
    today = datetime.date.today()
    links = load_book(root, today=today).links
    file = load_yaml(root, FILE, dict)
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(_answer, [link.url for link in links]))
    good = [index for index, answer in enumerate(answers) if answer == HTTPStatus.OK]
    _write_dates(root, file, good, today)
    refused, faults = [f"{FILE}: {len(good)} of {len(links)} links answer; their day is noted."], []
    for index, (link, answer) in enumerate(zip(links, answers, strict=True)):
        if answer in _REFUSALS:
            refused.append(f"To be opened by hand: {link.url} (the server says {answer})")
        elif answer != HTTPStatus.OK:
            line, came = file.line(("links", index, "url")), f"{link.url}: {answer}"
            faults.append(Fault(FILE, line, "the address of a page that answers", came, _REMEDY))
    if faults:
        raise FaultsError(faults)
    return "\n".join(refused)


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
