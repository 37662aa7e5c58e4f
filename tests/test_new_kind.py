"""A kind of record is added as CONTRIBUTING says, with no other edit, and is everywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.project import copy_sources, run_booksite
from tests.test_contributing import section

# Run in the copy: what the rooms make of the new kind, without MkDocs and notebooks.
LOOK = """
import json
from pathlib import Path
from booksite.book import load_book
from booksite.desk import review_entries
from booksite.desk.derived import outdated_texts
from booksite.desk.house_style import data_faults
from booksite.errors import FaultsError
from booksite.pages import MARKERS, PARTS, Place, Site, read_pages, site_navigation
from booksite.pages.navigation import menu_faults
from booksite.pages.checks import check_pages
from booksite.publish.feeds import json_feed
from booksite.search.sources import passages

root = Path()
book = load_book(root)
pages = read_pages(root, book.languages)
site = Site(book, book.repository, tuple(pages), {})
seen = {
    "navigation": site_navigation(book),
    "faults": list(map(str, [
        *check_pages(pages, book, MARKERS),
        *menu_faults(root, pages, book),
        *data_faults(root, book.languages),
        *outdated_texts(root, book),
    ])),
}
for locale in book.languages:
    part = PARTS["videos"](Place(site, locale, "videos/"))
    seen[locale] = {
        "html": part.html,
        "headings": [(heading.level, heading.id, heading.title) for heading in part.headings],
        "news": [item for item in json.loads(json_feed(site, locale))["items"]
                 if item["tags"] == ["video"]],
        "found": [(found.url, found.anchor, found.title, found.about, found.text("prose"))
                  for found in passages(site, locale) if found.kind == "video"],
    }
seen["review"] = review_entries(root, "HEAD").markdown
data = Path("data/videos.yml")
text, seen["broken"] = data.read_text("utf-8"), []
for old, new in (("content:", "words:"), ("ch02", "ch99")):
    data.write_text(text.replace(old, new), "utf-8")
    try:
        load_book(root)
    except FaultsError as error:
        seen["broken"] += map(str, error.faults)
data.write_text(text, "utf-8")
print(json.dumps(seen))
"""
WORDS = {
    "ja": ("勾配の動画", "backwardの動きを見られます。", "2章", ""),
    "en": ("A video on gradients", "See backward at work.", "Chapter 2", "en/"),
}


def blocks(locale: str) -> list[str]:
    """Return what CONTRIBUTING shows of a new kind: class, row, data, page, template."""
    told = section(locale, ["Add a kind of record", "データの種類を増やす"])
    return re.findall(r"^```\w+\n(.*?)^```$", told, re.M | re.S)


def git(folder: Path, *command: str) -> None:
    author = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *author, *command], cwd=folder, check=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with a kind more; a commit holds the state before."""
    folder = copy_sources(tmp_path_factory.mktemp("project"))
    git(folder, "init", "-q")
    git(folder, "add", "data")
    git(folder, "commit", "-qm", "Before")
    record, rows, data, _, template = blocks("en")
    rooms = folder / "src/booksite"
    (rooms / "book/videos.py").write_text(record, encoding="utf-8")
    table = rooms / "book/kinds.py"
    old = table.read_text(encoding="utf-8")
    [row] = [line for line in rows.splitlines() if "Kind(" in line]
    new = old.replace("KINDS = (\n", f"KINDS = (\n{row}\n", 1)
    start = "from booksite.errors import"
    new = new.replace(start, f"from booksite.book.videos import Video\n{start}", 1)
    assert len(new.splitlines()) == len(old.splitlines()) + 2
    table.write_text(new, encoding="utf-8")
    (folder / "data/videos.yml").write_text(data, encoding="utf-8")
    book = folder / "data/book.yml"
    menu = book.read_text(encoding="utf-8").replace("  - faq.md\n", "  - faq.md\n  - videos.md\n")
    book.write_text(menu, encoding="utf-8")
    for locale in ("ja", "en"):
        (folder / f"docs/{locale}/videos.md").write_text(blocks(locale)[3], encoding="utf-8")
    (rooms / "pages/templates/videos.html.j2").write_text(template, encoding="utf-8")
    finished = run_booksite(folder, "generate", PYTHONPATH=str(folder / "src"))
    assert finished.returncode == 0, finished.stderr
    return folder


@pytest.fixture(scope="module")
def seen(project: Path) -> dict[str, Any]:
    environment = {"PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-c", LOOK]
    finished = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(finished.stdout)


def test_both_languages_show_the_same_code() -> None:
    ja, en = blocks("ja"), blocks("en")
    assert (ja[:3], ja[4]) == (en[:3], en[4])


def test_it_has_a_schema_and_a_place_in_the_navigation(project: Path, seen: Any) -> None:
    schema = json.loads((project / "data/schema/videos.json").read_text(encoding="utf-8"))
    assert "Video" in schema["$defs"]
    assert "videos.md" in seen["navigation"]
    assert seen["faults"] == []


@pytest.mark.parametrize("locale", WORDS)
def test_its_page_the_feed_and_the_search_show_it(seen: Any, locale: str) -> None:
    title, words, chapter, root = WORDS[locale]
    assert '<h2 id="gradients">' in seen[locale]["html"]
    assert seen[locale]["headings"] == [[2, "gradients", title]]
    assert seen[locale]["found"] == [[f"{root}videos/", "gradients", title, chapter, words]]
    [news] = seen[locale]["news"]
    assert news["url"].endswith(f"/{root}videos/#gradients")
    assert (news["title"], news["content_text"]) == (title, words)


def test_its_faults_are_named_by_line_and_its_review_shows_it(seen: Any) -> None:
    assert [fault.partition(": expected")[0] for fault in seen["broken"]] == [
        "data/videos.yml:2",
        "data/videos.yml:6",
        "data/videos.yml:3",
    ]
    assert "### Added: video gradients" in seen["review"]
    assert "+A video on gradients" in seen["review"]
