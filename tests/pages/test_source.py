"""Faults of Markdown pages, with their exact messages."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from booksite.pages.checks import check_pages
from booksite.pages.source import MarkdownPage
from tests.helpers import LOCALES

BOOK: Any = SimpleNamespace(chapters=[SimpleNamespace(id="ch05")], languages=LOCALES)
TOP = "---\nchapter: ch05\ndescription: Data.\n---\n"
GOOD = (
    TOP
    + """
## Data {#data}

<!-- booksite:notebook -->

<!-- booksite:chapter-faq -->
"""
)
MARKERS = ("notebook", "chapter-faq")


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
            GOOD + "\n<!-- booksite:notebok -->\n",
            GOOD,
            "docs/ja/chapters/ch05.md:12: expected a marker of one of the parts chapter-faq, "
            "notebook, but received <!-- booksite:notebok -->. Did you mean 'notebook'?",
        ),
        (
            GOOD,
            GOOD.replace("{#data}", "{#the-data}"),
            "docs/en/chapters/ch05.md:6: expected headings with the same ids as "
            "docs/ja/chapters/ch05.md: data, but received the-data. "
            "Give each heading its id, as in `## Data {#data}`.",
        ),
        (
            GOOD.replace(" {#data}", ""),
            GOOD.replace(" {#data}", ""),
            "docs/ja/chapters/ch05.md:6: expected an id of its own at each heading, "
            "as in `## データ {#data}`, but received none. "
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
        "docs/ja/chapters/ch05.md:8: expected `chapter: ch05` in the front matter of a page with "
        "the marker notebook, but received a page without it. "
        "Add the line between the two `---` at the top."
    )


def test_an_unknown_chapter() -> None:
    unknown = GOOD.replace("ch05", "ch99")
    assert (
        "docs/ja/chapters/ch05.md:2: expected the id of a chapter of data/book.yml, such as ch03, "
        "but received ch99. Correct it."
    ) in faults(unknown, unknown)


MARKER = "<!-- booksite:notebook -->"


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        # Front matter.
        ("description: Data.", "description: Data: how", 3, "text that holds ': '"),
        ("description: Data.", "description：Data.", 3, "the full-width colon"),
        ("description: Data.", "description:", 3, "a value behind 'description:'"),
        ("description: Data.", "description: '\"Data\"'", 3, 'a sentence without < > and "'),
        ("description: Data.\n", "", 2, "the field 'description' (what the page is about"),
        ("description: Data.", "description: Data.\nhid: [toc]", 4, "Did you mean 'hide'?"),
        ("description: Data.", "description: Data.\nhide: toc", 4, "received 'toc'"),
        ("description: Data.", "description: Data.\nhide: [tok]", 4, "'navigation' or 'toc'"),
        ("description: Data.\n---\n", "description: Data.\n", 1, "a second line `---`"),
        (TOP, "", 1, "between two `---` at the top"),
        # Markers that are nearly right.
        (MARKER, "<!-- boksite:notebook -->", 8, "'<!-- boksite:notebook -->'"),
        (MARKER, "<!-- book-site:notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "<!-- Booksite:Notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "<!-- booksite：notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "<!-- booksite: notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "<!-- booksite:notebook >", 8, "a marker as a line of its own"),
        (MARKER, "    <!-- booksite:notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "See <!-- booksite:notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "<!-- notebook -->", 8, "a marker as a line of its own"),
        (MARKER, "", 0, "`<!-- booksite:notebook -->` on the page of a chapter"),
        (MARKER, f"{MARKER}\n\n{MARKER}", 10, "each part once on a page"),
        # Links, headings, boxes, code.
        (MARKER, f"{MARKER}\n[FAQ]（faq.md）", 9, "a link with brackets of one column"),
        (MARKER, f"{MARKER}\n[FAQ](faq.md）", 9, "a link with brackets of one column"),
        (MARKER, f"{MARKER}\n[FAQ] (faq.md)", 9, "a link without a blank"),
        (MARKER, f"{MARKER}\n！[A](a.svg)", 9, "a picture that begins with !"),
        ("## Data", "＃＃ Data", 6, "a heading as in"),
        ("## Data", "##Data", 6, "a heading as in"),
        ("## Data", "####### Data", 6, "a heading as in"),
        ("## Data", "##", 6, "words in a heading"),
        (MARKER, f"{MARKER}\n\n$\\operatorname*{{a}} x$", 10, "without commands that GitHub"),
        (MARKER, f"{MARKER}\n\nx :smile:", 10, "the picture itself"),
        ("{#data}", "｛#data｝", 6, "an id as in `{#data}`"),
        (" {#data}", "{#data}", 6, "an id as in `## Data {#data}`"),
        ("{#data}", "{ #data }", 6, "an id as in `## Data {#data}`"),
        ("{#data}", "{#data} x", 6, "an id as in `## Data {#data}`"),
        ("{#data}", '{#data onclick="x()"}', 6, "in {…} only the id of a heading"),
        (MARKER, f'{MARKER}\n[a](faq.md){{.b target="_blank"}}', 9, "in {…} only the id"),
        (MARKER, f"{MARKER}\n\nText\n{{: style=color:red }}", 11, "in {…} only the id"),
        (MARKER, f"{MARKER}\n\nText {{#here}}", 10, "in {…} only the id of a heading"),
        (MARKER, f"{MARKER}\n\n[TOC]", 10, "no list of contents in the text"),
        (MARKER, MARKER + "\n\n\\begin{align}\nx\n\\end{align}", 10, "a formula between `$$`"),
        (MARKER, f"{MARKER}\n\n*[GD]: descent", 10, "what an abbreviation stands for"),
        (MARKER, f"{MARKER}\n\nGD\n:   descent", 11, "a term and what it means as"),
        (MARKER, f'{MARKER}\n\n!!! note "A"\nIts text.', 10, "the text of the box below it"),
        (MARKER, f"{MARKER}\n\n!!! nite", 10, "a box of one of the kinds abstract"),
        (MARKER, f"{MARKER}\n\n???note", 10, "a box of one of the kinds abstract"),
        (MARKER, f"{MARKER}\n\n!!! note 題\n    x", 10, "a box of one of the kinds abstract"),
        (MARKER, f"{MARKER}\n\n- a\n\n    ??? tip “A”", 12, "a box of one of the kinds abstract"),
        (MARKER, f"{MARKER}\n\nText[^a]", 10, "a line `[^a]: …` with the note"),
        (MARKER, f"{MARKER}\n\n[^a]: Note", 10, "a text with `[^a]`"),
        (MARKER, f"```python\nx\n\n{MARKER}", 8, "a block of code that is closed"),
        ("## Data {#data}", "## A {#data}\n\n## B {#data}", 8, "'data', which line 6 has"),
    ],
)
def test_mistakes_of_a_hurried_hand(old: str, new: str, line: int, named: str) -> None:
    assert old in GOOD
    source = GOOD.replace(old, new, 1)
    told = [fault for fault in faults(source, source) if fault.startswith("docs/ja/")]
    place = f"docs/ja/chapters/ch05.md:{line}: " if line else "docs/ja/chapters/ch05.md: "
    assert [fault for fault in told if fault.startswith(place) and named in fault], told


def test_code_may_show_anything() -> None:
    shown = "\n```text\n##Data\n<!-- boksite:notebook -->\n```\n\n`[a]（b.md）`\n"
    shown += "\n`:smile:` 12:30:45 a::b:: x:y\n"
    shown += "\n- a\n\n    ```\n    !!! x\n    ```\n\n`a[^1]`\n"
    assert faults(GOOD + shown, GOOD + shown) == []


def test_boxes_may_have_titles_and_be_open() -> None:
    shown = '\n???+ tip "開いた題"\n    x[^a]\n\n!!! note ""\n    x\n\n[^a]: Note\n'
    assert faults(GOOD + shown, GOOD + shown) == []


def test_a_chapters_page_names_its_own_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = [SimpleNamespace(id="ch05"), SimpleNamespace(id="ch06")]
    monkeypatch.setattr(BOOK, "chapters", chapters)
    other = GOOD.replace("ch05", "ch06")
    told = [fault for fault in faults(other, other) if "ch05.md" in fault]
    assert told == [
        f"docs/{locale}/chapters/ch05.md:2: expected `chapter: ch05`, but received ch06."
        " Correct it."
        for locale in LOCALES
    ]


def test_front_matter_that_cannot_be_read_is_the_only_fault() -> None:
    broken = GOOD.replace("description: Data.", "description：Data.")
    assert [fault.partition(": expected")[0] for fault in faults(broken, broken)] == [
        f"docs/{locale}/chapters/ch05.md:3" for locale in LOCALES
    ]
