"""Faults of Markdown pages, with their exact messages."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from booksite.pages.source import MarkdownPage, check_pages
from tests.helpers import LOCALES

BOOK: Any = SimpleNamespace(chapters=[SimpleNamespace(id="ch05")], languages=LOCALES)
TOP = "---\nchapter: ch05\ndescription: Data.\n---\n"
GOOD = TOP + "\n## Data {#data}\n\n<!-- booksite:notebook -->\n"
MARKERS = ("notebook", "errata")


def faults(ja: str | None = GOOD, en: str | None = GOOD) -> list[str]:
    pages = [
        MarkdownPage(locale, "chapters/ch05.md", f"docs/{locale}/chapters/ch05.md", source)
        for locale, source in zip(LOCALES, (ja, en), strict=True)
        if source is not None
    ]
    return [str(fault) for fault in check_pages(pages, BOOK, MARKERS)]


def test_a_good_pair_has_no_faults() -> None:
    assert faults() == []


def test_headings_in_code_do_not_count() -> None:
    assert faults(GOOD + "\n```python\n# a comment\n## another\n```\n") == []


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        (
            GOOD.replace("notebook", "notebok"),
            GOOD,
            "docs/ja/chapters/ch05.md:8: expected a marker of one of the parts errata, notebook, "
            "but received <!-- booksite:notebok -->. Correct the name or remove the line.",
        ),
        (
            GOOD,
            GOOD.replace("{#data}", "{#the-data}"),
            "docs/en/chapters/ch05.md: expected headings with the same ids as "
            "docs/ja/chapters/ch05.md: data, but received the-data. "
            "Give each heading its id, as in `## Data {#data}`.",
        ),
        (
            GOOD.replace(" {#data}", ""),
            GOOD.replace(" {#data}", ""),
            "docs/ja/chapters/ch05.md: expected an id of its own at each heading, "
            "as in `## データ {#data}`, but received (none). "
            "Add it, so that the address is the same in both languages.",
        ),
    ],
)
def test_a_fault_names_file_line_and_remedy(ja: str, en: str, expected: str) -> None:
    assert faults(ja, en) == [expected]


def test_a_page_without_its_twin() -> None:
    assert faults(en=None) == [
        "docs/ja/chapters/ch05.md: expected the same page in the other language, "
        "docs/en/chapters/ch05.md, but received none. Write it, or remove this one.",
        "docs/en/chapters/ch05.md: expected a page for each chapter, with the line "
        "`chapter: ch05` at its top, but received none. Write it.",
    ]


def test_a_chapters_marker_outside_a_chapter() -> None:
    lone = GOOD.replace("chapter: ch05\n", "title: x\n")
    assert faults(lone, lone)[0] == (
        "docs/ja/chapters/ch05.md:8: expected `chapter: ch03` in the front matter of a page with "
        "the marker notebook, but received a page without it. "
        "Add the line between the two `---` at the top."
    )


def test_an_unknown_chapter() -> None:
    unknown = GOOD.replace("ch05", "ch99")
    assert (
        "docs/ja/chapters/ch05.md:2: expected the id of a chapter of data/book.yml, such as ch03, "
        "but received ch99. Correct it."
    ) in faults(unknown, unknown)


def test_a_page_without_a_description() -> None:
    bare = GOOD.replace("description: Data.\n", "")
    assert faults(bare)[0] == (
        "docs/ja/chapters/ch05.md:1: expected a line such as `description: What the page is "
        "about.` between two `---` at the top, but received a page without it. "
        "Write it: search engines and shared links show it."
    )
