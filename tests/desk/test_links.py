"""`booksite links check`, with servers that answer, refuse, miss a page, or are not there."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from booksite.book.loading import load_book
from booksite.cli import main
from tests.helpers import FAQ, JA, changed, write_book
from tests.tiny import make_notebook, markdown, saved

STATUS = {
    "/page": 200,
    "/moved": 302,
    "/robots-not-welcome": 403,
    "/gone": 404,
    "/page?a=1": 200,
    "/moved?b=1": 302,
}
ENTRY = """\
  - id: link-{name}
    # A comment that stays.
    group: author
    url: {url}
    title: Page {name}
    kind: article
    language: ja
    description: {{ja: 記事です。, en: An article.}}
{checked}"""


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(STATUS[self.path])
        self.send_header("Location", "/page")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as pages:
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()


def links(*urls: str, checked: str = "    checked: null\n") -> str:
    entries = [
        ENTRY.format(name=chr(97 + n), url=url, checked=checked) for n, url in enumerate(urls)
    ]
    groups = "groups:\n  - id: author\n    name: {ja: 著者, en: Author}\n"
    return groups + "links:\n" + "\n".join(entries)


@pytest.mark.parametrize("checked", ["    checked: null\n", "    checked: 2021-10-01\n", ""])
def test_the_day_is_noted_where_a_page_answers(
    tmp_path: Path, server: str, checked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = links(
        f"{server}/page", f"{server}/robots-not-welcome", f"{server}/moved", checked=checked
    )
    write_book(tmp_path, links=text)
    before = [link.checked for link in load_book(tmp_path).links]
    assert main(["--root", str(tmp_path), "links", "check"]) == 0
    today = datetime.date.today()
    assert [link.checked for link in load_book(tmp_path).links] == [today, before[1], today]
    after = (tmp_path / "data/links.yml").read_text(encoding="utf-8")
    assert after.count("# A comment that stays.") == 3
    assert capsys.readouterr().out == (
        "data/links.yml: 2 of 3 links answer; their day is noted.\n"
        f"To be opened by hand: {server}/robots-not-welcome (the server says 403)\n"
    )


def test_links_that_lead_nowhere_are_named_with_their_line(
    tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    # Nothing listens there: ports below 1024 are for system services, and 1 is for none.
    nobody = "http://127.0.0.1:1/"
    write_book(tmp_path, links=links(f"{server}/gone", f"{server}/page", nobody))
    assert main(["--root", str(tmp_path), "links", "check"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == (
        "data/links.yml:8: expected the address of a page that answers, but received"
        f" {server}/gone: 404. Open it in a browser; if it is gone, write its new address or"
        " delete it."
    )
    assert second.startswith("data/links.yml:28: ")
    assert "Connection refused" in second
    # What answers is dated all the same.
    assert [bool(link.checked) for link in load_book(tmp_path).links] == [False, True, False]


def test_links_of_pages_and_cells_are_opened_too(
    tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    faq = changed(FAQ, "理由があります。", f"{server}/moved?b=1にあります。")
    write_book(tmp_path, links=links(f"{server}/page"), faq=faq)
    page = f"# A\n\n[a]({server}/page#part)\n\n<a href='{server}/gone'>b</a>\n"
    (tmp_path / "docs/ja").mkdir(parents=True)
    (tmp_path / "docs/ja/a.md").write_text(page, encoding="utf-8")
    cell = markdown("more", f"{server}/robots-not-welcomeと[c]({server}/gone)")
    saved(tmp_path, make_notebook(cell), JA, "ch01_python")
    assert main(["--root", str(tmp_path), "links", "check"]) == 1
    told = [line.split(" of a page")[0] for line in capsys.readouterr().err.splitlines()]
    assert told == [
        "docs/ja/a.md:5: expected the address",
        "notebooks/ch01_python.ipynb:5: expected the address",
    ]
    (tmp_path / "docs/ja/a.md").write_text(page.replace("/gone", "/moved"), encoding="utf-8")
    saved(tmp_path, make_notebook(markdown("more", f"{server}/page?a=1")), JA, "ch01_python")
    assert main(["--root", str(tmp_path), "links", "check"]) == 0
    assert "Pages, notebooks, texts: 4 of 4 links answer." in capsys.readouterr().out
