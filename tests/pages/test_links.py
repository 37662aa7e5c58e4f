"""Links, pictures and ids of pages: what leads nowhere is named with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from nbformat import NotebookNode

from booksite.locales import Locale
from booksite.notebooks.library import EmbeddedNotebook
from booksite.notebooks.render import convert
from booksite.pages.cell_links import colliding_anchors
from booksite.pages.dialect import look_at
from booksite.pages.links import link_faults
from booksite.pages.seen import Link, Seen
from booksite.pages.source import MarkdownPage
from tests.helpers import EN, JA
from tests.tiny import make_notebook, markdown, saved

HOME = """\
---
description: A book.
template: home.html
hero: {kicker: a, title: b, lead: c, actions: [{page: chapters/ch05/, text: d}]}
---
"""
CHAPTER = """\
---
chapter: ch05
description: Data.
---

## Data {#data}

See [errata](../errata.md#e-p171-1) and [the home page](../index.md#top).

![A parabola](../../assets/figures/a.svg)

<!-- booksite:notebook -->
"""
ERRATA = "---\ndescription: Errata.\n---\n\n# Errata {#top}\n\n<!-- booksite:errata -->\n"
PAGES = {"index.md": HOME, "chapters/ch05.md": CHAPTER, "errata.md": ERRATA}
ANCHORS = {"errata": {"e-p171-1"}, "notebook": {"load-data", "notebook"}}


def embedded(root: Path, cells: Sequence[NotebookNode]) -> EmbeddedNotebook:
    notebook = saved(root, make_notebook(*cells), JA, "ch05_regression")
    names = ["ch05_regression"]
    fragment = convert(notebook, colab="https://colab", notebooks=names, images=root / "images")
    return EmbeddedNotebook(fragment, notebook)


def faults(
    root: Path, changed: str = CHAPTER, home: str = HOME, cells: Sequence[NotebookNode] = ()
) -> list[str]:
    figures = root / "docs/assets/figures"
    figures.mkdir(parents=True)
    (figures / "a.svg").touch()
    (figures / ".hidden").touch()
    told: list[str] = []
    seen: dict[MarkdownPage, Seen] = {}
    for locale in (JA, EN):
        for path, source in (PAGES | {"chapters/ch05.md": changed, "index.md": home}).items():
            page = MarkdownPage(locale, path, f"docs/{locale}/{path}", source)
            seen[page], own = look_at(page)
            told += map(str, own)
    parts = {page: found.parts for page, found in seen.items()}
    chapters = [page for page in seen if (page.locale, page.chapter) == (JA, "ch05")]
    notebooks = {page: embedded(root, cells) for page in chapters}

    def anchors(page: MarkdownPage) -> set[str]:
        own = notebooks[page].fragment.anchors if page in notebooks else set()
        return ANCHORS.get("".join(parts[page]), set()) | own

    told += map(str, link_faults(root, seen.keys(), seen, anchors, notebooks))
    return [fault for fault in told if not fault.startswith("docs/en/")]


def test_what_leads_somewhere_is_no_fault(tmp_path: Path) -> None:
    more = """
[a cell](#load-data), [here](#data), [web](https://example.org/), <https://example.org/>,
[mail](mailto:a@example.org), <a href="../../errata/#e-p171-1">raw</a>, `[code](none.md)`

<img src="../../assets/figures/a.svg" alt="">

```text
[code](none.md)
```

It costs \\$5, and `$HOME` is code; $x_1$ is none.
"""
    assert faults(tmp_path, CHAPTER + more) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ("../errata.md#", "errata.md#", 8, "Did you mean '../errata.md'?"),
        ("../errata.md#", "../eratta.md#", 8, "Did you mean '../errata.md'?"),
        ("../errata.md#", "../errata/#", 8, "a page or a file that exists"),
        ("../errata.md#", "/errata.md#", 8, "a way from this file"),
        ("e-p171-1", "e-p171-9", 8, "Did you mean '#e-p171-1'?"),
        ("../index.md#top", "#dada", 8, "Did you mean '#data'?"),
        ("../index.md#top", "", 8, "https://…, or a way from this file"),
        ("../index.md#top", "../../en/index.md", 8, "a page of the same language"),
        ("See [", "A **bold [", 8, "each $, $$, **, ` and [ of a link closed"),
        ("See [", "$$\nx = 1\n\nSee [", 8, "each $, $$, **, ` and [ of a link closed"),
        ("See [", "With $x_1 alone [", 8, "'$x_1 alone ' as text"),
        ("See [", "With `x_1 alone [", 8, "'`x_1 alone ' as text"),
        ("../index.md#top", "www.example.org", 8, "a page or a file that exists"),
        ("../index.md#top", "https//example.org", 8, "a page or a file that exists"),
        ("../index.md#top", "htp://example.org", 8, "https://…, or a way from this file"),
        ("figures/a.svg", "figures/b.svg", 10, "'../../assets/figures/a.svg'?"),
        ("../../assets/figures/a.svg", "https://example.org/a.svg", 10, "a picture of this site"),
        ("A parabola", "", 10, "words for who cannot see the picture"),
        ("![A parabola]", "<img src='../../assets/figures/a.svg'>\n\n![A]", 10, "words for who"),
        ("![A parabola]", "<img alt='A' src='a.svg'>\n\n![A]", 10, "a picture that exists"),
        ("## Data {#data}", '<p id="data">x</p>\n\n## Data {#data}', 8, "each id once on a page"),
        ("## Data {#data}", "## Data {#load-data}", 6, "an id that no part of the page has"),
        ("## Data {#data}", "## Data {#top}", 6, "an id that is none of the theme's"),
        ("<!-- booksite", "<p>\n<!-- booksite", 13, "by itself between two empty lines"),
    ],
)
def test_what_leads_nowhere_is_named(
    tmp_path: Path, old: str, new: str, line: int, named: str
) -> None:
    assert old in CHAPTER
    told = faults(tmp_path, CHAPTER.replace(old, new, 1))
    assert [one for one in told if f"ch05.md:{line}: " in one and named in one], told


def test_an_address_of_mail_leads_somewhere(tmp_path: Path) -> None:
    assert faults(tmp_path, CHAPTER.replace("See", "<a@b.example>, see")) == []


@pytest.mark.parametrize("anchor", ["top", "__search", "bs-end", "data", "faq"])
def test_a_cell_id_that_stands_on_its_page_already(tmp_path: Path, anchor: str) -> None:
    page = MarkdownPage(JA, "chapters/ch05.md", "docs/ja/chapters/ch05.md", CHAPTER)
    shown = embedded(tmp_path, [markdown(anchor, "## B")])
    chapter = SimpleNamespace(notebook="ch05_regression")
    book: Any = SimpleNamespace(chapter=lambda _: chapter)
    (told,) = colliding_anchors([page], book, {("ch05_regression", JA): shown})
    assert f"expected a cell id that is no anchor of {page.file}" in str(told)
    assert f"'{anchor}'" in str(told)


def test_a_picture_that_no_page_shows(tmp_path: Path) -> None:
    text = CHAPTER.replace("![A parabola](../../assets/figures/a.svg)", "")
    assert faults(tmp_path, text) == [
        "docs/assets/figures/a.svg: expected a page that shows this file, but received none. "
        "Show or remove it."
    ]


def test_a_button_of_the_home_page(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, home=HOME.replace("chapters/ch05/", "chapters/ch5/"))
    assert told == (
        "docs/ja/index.md:4: expected the address of a page, such as chapters/ch03/, but received "
        "'chapters/ch5/'. Did you mean 'chapters/ch05/'?"
    )


def test_a_page_that_stands_for_a_missing_translation_is_a_target(tmp_path: Path) -> None:
    french = Locale("fr", "Français", "fr/", fallback=EN)
    own = MarkdownPage(french, "index.md", "docs/fr/index.md", "[Data](errata.md#top)\n")
    there = MarkdownPage(EN.standing_in(french), "errata.md", "docs/en/errata.md", ERRATA)
    original = MarkdownPage(EN, "errata.md", "docs/en/errata.md", ERRATA)
    seen = {own: Seen(links=(Link("errata.md#top"),)), there: Seen()}
    (tmp_path / "docs").mkdir()
    assert list(link_faults(tmp_path, [own, original, there], seen, lambda _: set(), {})) == []


def test_links_of_cells_lead_to_anchors_of_any_page(tmp_path: Path) -> None:
    good = """[a](#load-data), [b](#data), [c](../docs/ja/errata.md#e-p171-1),
<a href="ch05_regression.ipynb#load-data">d</a>, [e](../docs/ja/index.md), [f](#勾配を-求める)"""
    cells = [markdown("gradient", "## 勾配を 求める"), markdown("links", good)]
    assert faults(tmp_path, cells=cells) == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a](#lod-data)", "an id that stands on docs/ja/chapters/ch05.md"),
        ('<a href="../docs/ja/errata.md#e-p1">a</a>', "an id that stands on docs/ja/errata.md"),
        ("[a](ch05_regression.ipynb#none)", "an id that stands on docs/ja/chapters/ch05.md"),
    ],
)
def test_a_link_of_a_cell_to_no_anchor_is_named(tmp_path: Path, link: str, expected: str) -> None:
    (told,) = faults(tmp_path, cells=[markdown("links", link)])
    assert told.startswith(f"notebooks/ch05_regression.ipynb:5: expected {expected}, but received")
    assert "(cell links)" in told
