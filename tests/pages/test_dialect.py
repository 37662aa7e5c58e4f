"""The Markdown of pages; to add a case, edit golden/pages.md: a page, its HTML and its faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from markdown_it.utils import read_fixture_file

from booksite.locales import Locale, text
from booksite.markup import Heading, code_block
from booksite.pages.dialect import Dialect, look_at
from booksite.pages.source import MarkdownPage
from tests.helpers import EN, JA, LOCALES

BOTH = pytest.mark.parametrize("locale", LOCALES)
GOLDEN = Path(__file__).parents[1] / "golden"
CASES = read_fixture_file(GOLDEN / "pages.md")
UNLIKE = read_fixture_file(GOLDEN / "pages_unlike_github.md")
PAGE = """\
# Title {#top}

!!! note "A box"
    Its text, with $x$.

## Data & more {#data}

<!-- booksite:errata -->

??? question "No module named 'x'"
    Install it.

### End {#end}

<!-- booksite:faq -->
"""


def converted(source: str, locale: Locale = JA) -> tuple[str, Dialect]:
    dialect = Dialect(locale)
    return Markdown(extensions=[dialect]).convert(source), dialect


@pytest.mark.parametrize(
    ("source", "expected"), [case[2:] for case in CASES], ids=[case[1] for case in CASES]
)
def test_page(source: str, expected: str) -> None:
    html, dialect = converted(source)
    assert "\n".join([html, *(f"! {error}" for error in dialect.errors)]) == expected.rstrip("\n")


@pytest.mark.parametrize(
    ("source", "expected"), [case[2:] for case in UNLIKE], ids=[case[1] for case in UNLIKE]
)
def test_what_github_shows_otherwise_is_named(source: str, expected: str) -> None:
    _, told = look_at(MarkdownPage(EN, "a.md", "a.md", source))
    assert "\n".join(map(str, told)) == expected.rstrip("\n")


def test_headings_and_parts_are_noted_in_their_order() -> None:
    html, dialect = converted(PAGE)
    assert dialect.outline == [
        Heading(1, "top", "Title"),
        Heading(2, "data", "Data & more"),
        "errata",
        Heading(3, "end", "End"),
        "faq",
    ]
    assert "<!-- booksite:errata -->" in html


def test_a_formula_in_a_heading_is_plain_text_in_the_contents() -> None:
    _, dialect = converted(r"## 損失 $\frac{1}{2}x^2$ {#loss}")
    assert dialect.outline == [Heading(2, "loss", "損失 1/2x²")]


def test_boxes_have_ids_by_their_headings() -> None:
    html, _ = converted(PAGE)
    assert '<div class="admonition note" id="top-box-1">' in html
    assert '<details class="question" id="data-box-1">' in html


@BOTH
def test_a_figure_opens_large_and_an_image_in_a_line_does_not(locale: Locale) -> None:
    html, _ = converted("![A & B](a.svg)\n\nA ![small](b.svg) one.", locale)
    assert html == (
        f'<p><a aria-label="{text("open_large", locale)}" class="bs-large" href="a.svg">'
        '<img alt="A &amp; B" src="a.svg" /></a></p>\n'
        '<p>A <img alt="small" src="b.svg" /> one.</p>'
    )


def test_formulas_become_mathml() -> None:
    html, _ = converted("点$a < b$と\n\n$$\ny < x\n$$\n")
    assert html == (
        "<p>点<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>と</p>\n"
        '<span class="math"><math display="block"><mi>y</mi><mo>&lt;</mo><mi>x</mi></math></span>'
    )


def test_marks_stay_with_their_formula() -> None:
    html, _ = converted("値（$x$）、次に*$y$* と**A** $z$。")
    assert html == (
        "<p>値<span>（<math><mi>x</mi></math>）、</span>次に<em><math><mi>y</mi></math></em> と"
        "<strong>A</strong> <span><math><mi>z</mi></math>。</span></p>"
    )


def test_code_has_the_colours_of_notebooks_and_its_dollars() -> None:
    html, _ = converted('```python\nx = "$y$"\n```')
    assert html == code_block('x = "$y$"', "python")


def test_every_broken_formula_is_named_with_its_line() -> None:
    source = (
        "---\ndescription: x\n---\n\n# T\n\n$x$ and $\\frac{1$\n\n- A\n\n    $$\n    \\no\n    $$\n"
        "\nText\n- B\n"
    )
    page = MarkdownPage(EN, "a.md", "docs/en/a.md", source)
    _, faults = look_at(page)
    assert [(fault.file, fault.line) for fault in faults] == [
        ("docs/en/a.md", 7),
        ("docs/en/a.md", 12),
        ("docs/en/a.md", 16),
    ]
    assert r"received \no in the formula `\no`" in str(faults[1])
