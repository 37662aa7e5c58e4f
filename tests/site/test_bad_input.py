"""Whatever stands in the data files: a message with file and line, or all rows on all pages."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from ruamel.yaml import YAML

from booksite.book.loading import load_book
from booksite.errors import Fault, FaultsError
from booksite.locales import Locale
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.library import EmbeddedNotebook
from booksite.notebooks.notebook import Notebook
from booksite.pages.parts import PARTS
from booksite.pages.place import Place
from booksite.pages.site import Site
from booksite.pages.source import read_pages
from booksite.publish.errata_json import errata_json
from booksite.publish.feeds import atom_feed, json_feed
from tests.helpers import ERRATA, JA, LOCALES, changed, message_for, write_book
from tests.project import ROOT, copy_sources, run_booksite


def test_a_site_that_stood_before_stays(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("as it was", encoding="utf-8")
    errata = folder / "data/errata.yml"
    errata.write_bytes(errata.read_bytes().replace(b"page: 171", b"page: 17\t1", 1))
    finished = run_booksite(folder, "build")
    assert finished.returncode == 1
    assert re.match(r"data/errata\.yml:\d+: expected spaces, but received a tab\.", finished.stderr)
    assert "Nothing was built: site/ is as it was." in finished.stderr
    assert "Traceback" not in finished.stderr
    assert [file.read_text("utf-8") for file in (folder / "site").iterdir()] == ["as it was"]


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda file: file.unlink(), "ch05_regression.ipynb: expected a notebook"),
        (
            lambda file: file.write_text('{"cells": [', encoding="utf-8"),
            "ch05_regression.ipynb:1: ",
        ),
        (
            lambda file: file.write_text(
                re.sub(r'\n *"id": "[^"]*",', "", file.read_text(encoding="utf-8"), count=1),
                encoding="utf-8",
            ),
            "an id at each cell",
        ),
    ],
    ids=["missing", "cut off", "without ids"],
)
def test_a_notebook_that_cannot_be_read_is_named(tmp_path: Path, break_it, message: str) -> None:
    folder = copy_sources(tmp_path)
    break_it(folder / "notebooks/ch05_regression.ipynb")
    finished = run_booksite(folder, "build")
    assert finished.returncode == 1
    assert message in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("x = 1", "x = 1\n      y: [", "data/errata.yml:12: expected valid YAML"),
        ("page: 81", "page: 9" + "9" * 5000, "data/errata.yml:4: expected a"),
        ("page: 81", "page: .inf", "data/errata.yml:4: expected a page number"),
        ("page: 81", "page: " + "[" * 1000 + "]" * 1000, "data/errata.yml"),
        ("page: 81", "page: {<<: {a: 1}}", "data/errata.yml:4: expected a page number"),
        ("page: 81", "page: !!binary aGk=", "data/errata.yml:4: expected a page number"),
        ("listings: ['2-21']", "listings: [[['2-21']]]", "data/errata.yml:5: expected the number"),
        ("x = 1", "a\n---\nb", "data/errata.yml:11: expected one document"),
        ("x = 1", 'a\n      reason: "\\ud800"', "data/errata.yml:"),
        (
            "ja: 値の間違いです。",
            "ja: '<script src=x>'",
            "data/errata.yml:13: expected one paragraph",
        ),
        ("ja: 値の間違いです。", 'ja: "a\\u202eb"', "data/errata.yml:13: expected one paragraph"),
        ("ja: 値の間違いです。", "ja: ''", "data/errata.yml:13: expected one paragraph"),
        ("updated: 2022-05-04", "updated: 2999-01-01", "data/errata.yml:14: expected a date up to"),
        ("id: e-p81-1", "id: e-p81-01", "data/errata.yml:1: expected the id of an erratum"),
        ("id: e-p81-1", "id: e-p81-1\n      id: e-p82-1", "data/errata.yml:2: expected each key"),
        ("- id: e-p81-1", "- - id: e-p81-1", "data/errata.yml:"),
    ],
)
def test_a_message_names_the_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message_for(tmp_path, errata=changed(ERRATA, old, new)).startswith(message)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "shift_jis", "euc_jp", "utf-8-sig"])
def test_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    write_book(tmp_path)
    file = tmp_path / "data/errata.yml"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    with pytest.raises(FaultsError, match=r"^data/errata\.yml:\d+: expected (text in|plain) UTF-8"):
        load_book(tmp_path)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("docs/ja/faq.md", lambda root: read_pages(root, LOCALES)),
        ("notebooks/a.ipynb", lambda root: Notebook(root, "a", JA).content),
    ],
)
def test_another_encoding_of_pages_and_notebooks_is_named(
    tmp_path: Path, name: str, read: Callable[[Path], object]
) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_bytes("first\n二行目".encode("shift_jis"))
    with pytest.raises(FaultsError, match=rf"{name}:2: expected text in UTF-8"):
        read(tmp_path)


# Real data, a part of it so that an example takes a moment, and every way in which it may go wrong.

JUNK = [
    *["\t", "\r\n", "\ufeff", "\x00", "\x85", "\u2028", "\u202e", "\ud800", "\U0001f600"],
    *["'", '"', "`", "[", "]", "{", "}", ":", ": ", "- ", "#", " #", ",", "|", ">-", "\n", "\n  "],
    *["&a ", "*a", "!!int ", "!x ", "<<: ", "%", "? ", "---\n", "..."],
    *["<script>", "<!--", "{{ x }}", "{% x %}", "![](x)", "[x](javascript:x)", '" onclick="x'],
    *["null", "true", "0", "-1", "1e999", "0x1F", "2999-01-01", "2022-02-30", "[]", "{}", "''"],
    *["5-16", "99-9", "ch99", "e-p81-1", "f-all-1", "id", "page", "１２"],
]
NAMES = ("book", "errata", "changes", "faq", "links")


def sample(name: str) -> str:
    """Give a data file of which long lists are cut: each seventh entry remains."""
    text = (ROOT / f"data/{name}.yml").read_text(encoding="utf-8")
    if name == "book":
        return text
    head, *entries = re.split(r"(?m)^(?=(?:  )?- id: )", text)
    groups = [entry for entry in entries if "    name: " in entry]
    return head + "".join([*groups, *[e for e in entries if e not in groups][::7]])


SAMPLES = {name: sample(name) for name in NAMES}


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Give the name of a file, and its content after some accidents."""
    name = draw(st.sampled_from(NAMES))
    text = SAMPLES[name]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([_line_lost, _line_twice, _text_put, _value_replaced, _cut]))(
            draw, text
        )
    encoding = draw(st.sampled_from(["utf-8"] * 9 + ["utf-16", "shift_jis"]))
    return name, text.encode(encoding, "surrogatepass" if "utf" in encoding else "replace")


def _line_lost(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    del lines[draw(st.integers(0, len(lines) - 1))]
    return "\n".join(lines)


def _line_twice(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    line = draw(st.sampled_from(lines))
    lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


def _text_put(draw: st.DrawFn, text: str) -> str:
    position = draw(st.integers(0, len(text)))
    return text[:position] + draw(st.sampled_from(JUNK)) + text[position:]


def _value_replaced(draw: st.DrawFn, text: str) -> str:
    values = list(re.finditer(r"(?<=: ).+", text))
    value = draw(st.sampled_from(values)) if values else None
    junk = draw(st.sampled_from(JUNK))
    return text[: value.start()] + junk + text[value.end() :] if value else junk


def _cut(draw: st.DrawFn, text: str) -> str:
    return text[: draw(st.integers(len(text) * 9 // 10, len(text)))]


def count_of(file: Path, key: str | None = None) -> int:
    """Count the entries of a file without our loader."""
    data = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return len(data[key] if key else data)


def faults_of(root: Path) -> list[Fault]:
    try:
        load_book(root)
    except FaultsError as error:
        return error.faults
    return []


def assert_all_rows_are_shown(root: Path) -> None:
    book = load_book(root)
    assert len(book.errata) == count_of(root / "data/errata.yml")
    assert len(book.faq) == count_of(root / "data/faq.yml")
    assert len(book.changes) == count_of(root / "data/changes.yml")
    assert len(book.links) == count_of(root / "data/links.yml", "links")
    notebooks = {
        (chapter.notebook, locale): EmbeddedNotebook(
            Fragment(Markup()), Notebook(root, chapter.notebook, locale)
        )
        for chapter in book.chapters
        for locale in LOCALES
    }
    site = Site(book, book.repository, (), notebooks)
    for locale in LOCALES:
        html = {
            name: PARTS[name](Place(site, locale, f"{name}/")).html
            for name in ("errata", "changes", "faq", "links", "cards")
        }
        for name, ids in {
            "errata": [row.id for row in book.errata],
            "changes": [change.id for change in book.changes],
            "faq": [row.id for row in book.faq],
            "links": [f"link-{link.id}" for link in book.links],
        }.items():
            shown = re.findall(r' id="([^"]*)"', html[name])
            assert [shown.count(i) for i in ids] == [1] * len(ids)
        for chapter in book.chapters:
            place = Place(site, locale, f"chapters/{chapter.id}/", chapter)
            part = PARTS["chapter-errata"](place).html
            for row in book.errata:
                assert (f'#{row.id}"' in part) == (chapter.id in row.chapters)
        assert not re.search(r"<script>|<!--|javascript:|onclick=\"x", "".join(html.values()))
        assert_all_rows_are_in_the_feeds(site, locale)
    rows = json.loads(errata_json(site))["errata"]
    assert sorted(row["id"] for row in rows) == sorted(row.id for row in book.errata)


def assert_all_rows_are_in_the_feeds(site: Site, locale: Locale) -> None:
    book = site.book
    ids = [row.id for row in book.errata] + [row.id for row in book.changes]
    ids = sorted(ids + [row.id for row in book.faq])
    items = json.loads(json_feed(site, locale))["items"]
    assert sorted(item["id"].rpartition("#")[2] for item in items) == ids
    namespace = "{http://www.w3.org/2005/Atom}"
    entries = etree.fromstring(atom_feed(site, locale).encode()).iter(f"{namespace}entry")
    shown = [str(entry.findtext(f"{namespace}id")).rpartition("#")[2] for entry in entries]
    assert sorted(shown) == ids


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
@given(mutated())
def test_a_fault_is_told_or_all_rows_are_shown(tmp_path: Path, file: tuple[str, bytes]) -> None:
    name, content = file
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    write_book(tmp_path, **SAMPLES, glossary="[]\n")
    (tmp_path / f"data/{name}.yml").write_bytes(content)
    faults = faults_of(tmp_path)
    if faults:
        assert all(fault.file.startswith("data/") and fault.remedy for fault in faults)
        assert "\n".join(map(str, faults)).encode(), "a message that cannot be printed"
    else:
        assert_all_rows_are_shown(tmp_path)


def test_all_real_rows_are_shown() -> None:
    assert_all_rows_are_shown(ROOT)
