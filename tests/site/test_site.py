"""The built site: complete, linked, the same twice, and never half."""

from __future__ import annotations

import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from bench.hosting import MOUNT
from booksite.book.kinds import KINDS
from tests import helpers
from tests.project import copy_sources, run_booksite
from tests.real import BOOK


class Document(HTMLParser):
    """Anchors, addresses and visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.prose: list[str] = []
        self._silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self.addresses += [given[key] or "" for key in ("href", "src") if key in given]
        if tag in ("pre", "code", "script", "style", "figure"):
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.prose.append(data)


@pytest.fixture(scope="session")
def documents(built: Path) -> dict[str, Document]:
    """Every page by its address from the site's root."""
    return {
        "" if address == "./" else address: Document(file.read_text(encoding="utf-8"))
        for file in built.rglob("index.html")
        for address in [f"{file.parent.relative_to(built)}/"]
    }


def test_each_page_exists_in_both_languages(documents: dict[str, Document]) -> None:
    japanese = {address for address in documents if not address.startswith("en/")}
    english = {address.removeprefix("en/") for address in documents if address.startswith("en/")}
    assert japanese == english
    assert {f"chapters/{chapter.id}/" for chapter in BOOK.chapters} < japanese
    assert {
        "",
        "errata/",
        "changes/",
        "faq/",
        "links/",
        "how-to-run/",
        "onnx/",
        "about/",
    } < japanese


def test_every_link_inside_the_site_arrives(built: Path, documents: dict[str, Document]) -> None:
    dead = []
    for page, document in documents.items():
        for address in document.addresses:
            if re.match(r"[a-z]+:", address):
                continue
            target, anchor = urldefrag(urljoin(MOUNT + page, address))
            # What stands behind ? is a state of a figure.
            path = unquote(target.removeprefix(MOUNT).partition("?")[0])
            if path in documents:
                alive = not anchor or unquote(anchor) in documents[path].ids
            else:
                alive = (built / path).is_file()
            if not alive and not anchor.startswith("__"):
                dead.append(f"{page}: {address}")
    assert dead == []


def test_an_anchor_is_unique_on_its_page(documents: dict[str, Document]) -> None:
    twice = {
        page: [anchor for anchor in document.ids if document.ids.count(anchor) > 1]
        for page, document in documents.items()
    }
    assert {page: anchors for page, anchors in twice.items() if anchors} == {}


def test_both_languages_have_the_same_anchors(documents: dict[str, Document]) -> None:
    differing = [
        page
        for page, document in documents.items()
        if not page.startswith("en/")
        and [i for i in document.ids if not i.startswith("__")]
        != [i for i in documents[f"en/{page}"].ids if not i.startswith("__")]
    ]
    assert differing == []


@pytest.mark.parametrize("root", ["", "en/"])
def test_all_rows_are_shown(documents: dict[str, Document], root: str) -> None:
    for kind in KINDS:
        if kind.page:
            shown = documents[f"{root}{kind.name}/"].ids
            rows = BOOK.rows(kind.record)
            assert [row.anchor for row in rows if row.anchor not in shown] == []


def test_a_chapter_shows_its_own_errata(documents: dict[str, Document]) -> None:
    shown = documents["chapters/ch05/"].addresses
    missing = [row.id for row in BOOK.errata_of("ch05") if f"../../errata/#{row.id}" not in shown]
    assert missing == []


def test_no_markup_of_the_sources_is_left_in_the_text(documents: dict[str, Document]) -> None:
    left = [
        f"{page}: {text.strip()[:60]}"
        for page, document in documents.items()
        for text in document.prose
        if re.search(r"\*\*|\$\$|\\frac|\{#|booksite[:-]", text)
    ]
    assert left == []


def test_the_table_of_contents_holds_page_and_notebook(documents: dict[str, Document]) -> None:
    anchors = [a for a in documents["chapters/ch03/"].addresses if a.startswith("#")]
    for anchor in ("#learn", "#errata", "#notebook", "#optimizer"):
        assert anchors.count(anchor) >= 2, (
            f"{anchor} is not both beside its heading and in the list"
        )


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


# Python runs it before anything else; every program of the build then lives on another day.
_ANOTHER_DAY = """import time_machine
time_machine.travel("2031-03-04T05:06:07", tick=True).start()
"""


def differing(folder: Path, before: dict[str, bytes]) -> set[str]:
    after = files(folder)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_on_another_day_the_same_bytes_a_fault_leaves_them_and_an_edit_changes_what_shows_it(
    built: Path, tmp_path: Path
) -> None:
    folder = copy_sources(tmp_path / "project")
    (tmp_path / "sitecustomize.py").write_text(_ANOTHER_DAY, encoding="utf-8")
    for file in folder.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))

    def build() -> subprocess.CompletedProcess[str]:
        return run_booksite(folder, "build", PYTHONPATH=str(tmp_path))

    assert build().returncode == 0
    first = files(folder / "site")
    assert differing(built, first) == set()
    page = folder / "docs/ja/chapters/ch05.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n[死](nowhere.md)\n", encoding="utf-8")
    finished = build()
    assert finished.returncode == 1
    assert "chapters/ch05.md" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert differing(folder / "site", first) == set()
    page.write_text(text, encoding="utf-8")
    notebook = folder / "notebooks/ch05_regression.ipynb"
    edited = notebook.read_text(encoding="utf-8").replace("## 準備", "## 支度", 1)
    notebook.write_text(edited, encoding="utf-8")
    assert build().returncode == 0
    assert differing(folder / "site", first) == {
        "chapters/ch05/index.html",
        "notebooks/ch05_regression.ipynb",
        # What the search finds by name in Japanese, and what a browser keeps for reading offline.
        "search/names.ja.json",
        "offline.json",
        "sw.js",
    }


_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


@pytest.mark.parametrize("page", ["errata", "faq", "changes", "links", "about", "chapters/ch02"])
def test_japanese_in_an_english_page_is_marked_for_screen_readers(built: Path, page: str) -> None:
    tree = helpers.document(built / "en" / page / "index.html")
    texts = tree.xpath("//body//text()[not(ancestor::script)]")
    unmarked = [
        text
        for text in texts
        if _JAPANESE.search(text)
        and (text.getparent().getparent() if text.is_tail else text.getparent()).xpath(
            "ancestor-or-self::*[@lang][1]/@lang"
        )[-1:]
        != ["ja"]
    ]
    assert unmarked == []
