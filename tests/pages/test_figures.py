"""Figures to touch: what a marker may ask for, and what is seen before a script has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite.book.loading import load_book
from booksite.desk.drawings import draw, outdated_drawings
from booksite.pages.figures import FIGURES, Figure, figure_faults
from booksite.pages.parts import MARKERS, make_part
from booksite.pages.place import Place
from booksite.pages.site import load_site
from booksite.pages.source import MarkdownPage
from tests.helpers import EN, JA
from tests.project import ROOT

MARKER = "figure mountain steps=21"
SAID = {
    JA: "21歩目：u = -0.990、v = 1.009、高さ 3.000、勾配 (0.048, 0.047)。",
    EN: "Step 21: u = -0.990, v = 1.009, height 3.000, gradient (0.048, 0.047).",
}


def told(*markers: str) -> list[str]:
    source = "\n\n".join(f"<!-- booksite:{marker} -->" for marker in markers)
    return [
        f"{fault.line}: {fault.expected} | {fault.came} | {fault.remedy}"
        for fault in figure_faults(ROOT, MarkdownPage(EN, "a.md", "docs/en/a.md", source))
    ]


def test_a_marker_names_what_differs() -> None:
    own = {setting.name: setting.value for setting in FIGURES["mountain"]}
    assert Figure.of(MARKER) == Figure("mountain", own | {"steps": "21"})
    assert told(MARKER) == []


@pytest.mark.parametrize(
    ("marker", "fault"),
    [
        ("figure", "1: a figure: boundary, convolution, graph, mountain | none | Name one."),
        (
            "figure mountian",
            "1: a figure: boundary, convolution, graph, mountain | mountian | Name one.",
        ),
        (f"{MARKER} rat=1", "received"),
        (f"{MARKER} rate=9", "1: a number from 0.001 to 0.4 for rate | 9 | Correct it."),
        (f"{MARKER} u=nan", "1: a number from -5 to 5 for u | nan | Correct it."),
        (f"{MARKER} fog=yes", "1: 0 or 1 for fog | yes | Correct it."),
        (f"{MARKER} surface=sea", "1: bowl or valleys for surface | sea | Correct it."),
        (f"{MARKER} surface", "1: bowl or valleys for surface | nothing | Correct it."),
        (f"{MARKER} rate=0.123", "Run `make generate`, and commit it."),
    ],
)
def test_a_wrong_setting_is_told(marker: str, fault: str) -> None:
    (said,) = told(marker)
    assert fault in said or (fault == "received" and "Did you mean 'rate'?" in said)


def test_a_second_figure_of_a_kind_is_told() -> None:
    assert told(MARKER, MARKER)[-1].startswith("3: each figure once on a page")


@pytest.mark.parametrize("locale", [JA, EN])
def test_without_a_script_the_same_state_is_drawn_and_said(locale) -> None:
    site = load_site(ROOT, MARKERS)
    part = make_part(MARKER, Place(site, locale, "chapters/ch03/"))
    assert SAID[locale] in part.html
    assert part.html.count("<svg") == 2
    assert part.html.count("<tr>") == 23
    assert "{" not in part.html.split("data-words")[1].split(">", 1)[1]
    assert "figure-mountain" in part.anchors


def test_drawings_are_those_of_the_scripts() -> None:
    assert outdated_drawings(ROOT, load_book(ROOT)) == []
    figure = Figure.of(MARKER)
    ((file, content),) = draw(ROOT, [figure])
    assert file.read_text(encoding="utf-8") == content


def test_no_drawing_is_left_over() -> None:
    site = load_site(ROOT, MARKERS)
    kept = {file.relative_to(ROOT) for file in (ROOT / "data/drawings").iterdir()}
    assert kept == set(site.drawings)


def test_a_changed_script_asks_for_new_drawings(tmp_path: Path) -> None:
    figure = Figure.of(MARKER)
    scripts = Path("overrides/assets/javascripts/figures")
    for file in (*(ROOT / scripts).glob("*.js"), ROOT / "scripts/draw.js", ROOT / figure.drawing):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    page = tmp_path / "docs/ja/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"<!-- booksite:{MARKER} -->\n", encoding="utf-8")
    book = load_book(ROOT)
    assert outdated_drawings(tmp_path, book) == []
    (tmp_path / scripts / "mountain.js").write_text("// other", encoding="utf-8")
    assert outdated_drawings(tmp_path, book) == [figure]
