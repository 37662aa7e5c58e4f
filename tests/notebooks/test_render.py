"""A notebook to a fragment: the cells together, faults with file and line, the cache."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from booksite.cache import keep
from booksite.errors import FaultsError
from booksite.markup.outline import Heading
from booksite.notebooks.checked import Checked
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.fragment_cache import FragmentCache
from booksite.notebooks.render import convert
from tests.damage import DAMAGES, Damage
from tests.helpers import EN
from tests.tiny import make_notebook, saved


@pytest.fixture(autouse=True)
def in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def converted(*cells: NotebookNode) -> Fragment:
    return convert(
        saved(Path(), make_notebook(*cells), EN, "ch05_regression"),
        colab="https://colab/x.ipynb",
        notebooks=["ch03_first_ml"],
        images=Path("none is written"),
    )


def markdown(cell_id: str, source: str, *tags: str) -> NotebookNode:
    return new_markdown_cell(source, id=cell_id, metadata={"tags": list(tags)})


def code(cell_id: str, source: str, *tags: str, **metadata: object) -> NotebookNode:
    return new_code_cell(source, id=cell_id, metadata={"tags": list(tags), **metadata})


def test_each_cell_has_an_anchor_and_only_one() -> None:
    html = converted(
        markdown("data", "## Data"), markdown("rows", "Rows."), code("read", "x = 1")
    ).html
    assert [html.count(f'id="{anchor}"') for anchor in ("data", "rows", "read")] == [1, 1, 1]


def test_a_former_address_leads_to_the_cell_that_took_its_place() -> None:
    fragment = converted(
        markdown("data", "## Data"), code("read", "x = 1", booksite={"formerly": ["load", "old"]})
    )
    assert '<span id="load"></span><span id="old"></span><div' in fragment.html
    assert {"data", "read", "load", "old"} <= fragment.anchors


def test_code_has_the_themes_colours_in_few_elements() -> None:
    cell = code("read", "%pip install x\nx = f(1) + 'a' 'b'  # 和\n# と")
    html = converted(cell).filled({}).html
    assert html.endswith(
        '<div class="nb-cell" id="read"><div class="highlight"><pre><code>'
        '%<span class="k">pip</span> install x\n'
        "x = f(<span class=\"m\">1</span>) + <span class=\"s\">'a' 'b'</span>  "
        '<span class="c"># 和\n# と</span>\n'
        "</code></pre></div></div>"
    )


def test_what_is_for_colab_alone_is_left_out() -> None:
    fragment = converted(markdown("title", "# Chapter", "colab-only"), markdown("data", "## Data"))
    assert "Chapter" not in fragment.html
    assert fragment.headings == (Heading(3, "data", "Data"),)


def test_a_solution_is_folded_and_a_listing_is_named() -> None:
    html = (
        converted(
            code("answer", "#@title Solution 1\nx", "solution"),
            code("read", "x", booksite={"listings": ["5-16"]}),
        )
        .filled({})
        .html
    )
    assert '<details class="nb-cell nb-solution" id="answer"><summary>Show the solution' in html
    assert '<p class="nb-listing"><span id="code-5-16">Listing 5-16</span></p>' in html
    assert "estimated" not in html


def test_a_change_from_the_book_is_folded_below_its_title() -> None:
    note = "<details><summary>Differs (p. 7, A&amp;B)</summary>\n\nNow `y`.\n\n</details>"
    html = converted(markdown("note", note, "changed")).filled({}).html
    expected = (
        '<details class="nb-cell nb-changed" id="note"><summary>Differs (p. 7, A&amp;B)</summary>'
        "<p>Now <code>y</code>.</p>\n</details>"
    )
    assert expected in html


def test_what_links_may_lead_to_is_known() -> None:
    fragment = converted(
        markdown("data", "## Data"), code("read", "x", booksite={"listings": ["5-16"]})
    )
    assert fragment.anchors == {"data", "read", "code-5-16"}
    assert all(f'id="{anchor}"' in fragment.html for anchor in fragment.anchors)


def test_a_page_may_say_something_at_a_cell_and_at_a_listing() -> None:
    fragment = converted(code("read", "x", booksite={"listings": ["5-16"]}))
    html = fragment.filled({"read": Markup("<i>1</i>"), "code-5-16": Markup("<i>2</i>")}).html
    assert 'id="read"><i>1</i><p class="nb-listing">' in html
    assert "Listing 5-16</span><i>2</i></p>" in html


def with_output(cell: NotebookNode, text: str) -> NotebookNode:
    cell.outputs = [new_output("stream", name="stdout", text=text)]
    return cell


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("remove-cell", {"input": False, "output": False}),
        ("remove-input", {"input": False, "output": True}),
        ("remove-output", {"input": True, "output": False}),
    ],
)
def test_what_a_tag_removes_is_not_on_the_page(tag: str, shown: dict[str, bool]) -> None:
    html = converted(with_output(code("fit", "answer", tag), "printed"), code("on", "go")).html
    assert {"input": "answer" in html, "output": "printed" in html} == shown
    assert ("colab" in converted(code("fit", "x", tag, booksite={"output": "colab"})).html) == (
        shown["output"]
    )
    assert "go" in html


def test_prose_can_be_removed_with_its_place_in_the_contents() -> None:
    fragment = converted(markdown("draft", "## Draft", "remove-cell"), markdown("data", "## Data"))
    assert "Draft" not in fragment.html
    assert fragment.headings == (Heading(3, "data", "Data"),)


HIDDEN_INPUT = '<div class="nb-cell" id="fit"><details class="nb-fold" id="fit.input">'
HIDDEN_OUTPUT = '<details class="nb-fold" id="fit.output"><summary>Show the output</summary><pre'


@pytest.mark.parametrize(
    ("tag", "metadata", "start"),
    [
        ("hide-input", {}, f"{HIDDEN_INPUT}<summary>Show the code</summary><div"),
        ("", {"jupyter": {"source_hidden": True}}, HIDDEN_INPUT),
        ("", {"cellView": "form"}, HIDDEN_INPUT),
        ("hide-output", {}, HIDDEN_OUTPUT),
        ("", {"jupyter": {"outputs_hidden": True}}, HIDDEN_OUTPUT),
        ("", {"collapsed": True}, HIDDEN_OUTPUT),
        (
            "hide-cell",
            {"jupyter": {"source_hidden": True}},
            '<details class="nb-cell nb-fold" id="fit"><summary>Show the cell</summary><div',
        ),
        (
            "solution",
            {"cellView": "form"},
            '<details class="nb-cell nb-solution" id="fit"><summary>',
        ),
    ],
)
def test_what_jupyter_and_colab_fold_is_folded(
    tag: str, metadata: dict[str, object], start: str
) -> None:
    cell = with_output(code("fit", "x", *filter(None, [tag]), **metadata), "y")
    html = converted(cell).filled({}).html
    assert start in html
    assert html.count("<details") == html.count("</details>") == 1


def test_nothing_is_folded_around_nothing() -> None:
    assert "details" not in converted(code("fit", "x", "hide-output")).html


def test_an_estimated_listing_is_not_shown_as_certain() -> None:
    html = converted(code("read", "x", booksite={"listings_estimated": ["5-17", "5-18"]})).html
    assert '<p class="nb-listing">Listing 5-17 · 5-18 (estimated)</p>' in html
    assert "marked “estimated” is our guess" in html
    # It is no place that an erratum could lead to.
    assert 'id="code-' not in html


def test_all_faults_of_a_notebook_are_shown_at_once() -> None:
    image = new_output("display_data", data={"image/png": "x"})
    broken = code("model", "x")
    broken.outputs = [image]
    with pytest.raises(FaultsError) as caught:
        converted(markdown("data", "$\\nonsense$"), broken)
    assert [str(fault).split(".")[0] for fault in caught.value.faults] == [
        "notebooks/en/ch05_regression",
        "notebooks/en/ch05_regression",
    ]
    assert [fault.line for fault in caught.value.faults] == [5, 16]
    assert str(caught.value.faults[1]) == (
        "notebooks/en/ch05_regression.ipynb:16: expected a description for each image, as in "
        '"booksite": {"alt": ["Loss falls …"]}, but received an image without one (cell model). '
        "Add it to the cell's metadata in both languages."
    )


def test_formulas_are_numbered_and_referred_to_over_all_cells() -> None:
    fragment = converted(
        markdown("first", r"See $\eqref{eq:loss}$." + "\n\n\\begin{equation}a\\end{equation}"),
        markdown("second", r"$$\newcommand{\RR}{\mathbb{R}}$$"),
        markdown("third", r"\begin{equation}\RR \label{eq:loss}\end{equation}"),
    )
    assert 'See <span><math><mtext><a href="#eq:loss">(2)</a></mtext></math>.' in fragment.html
    assert 'id="eq:loss"><mtext>(2)' in fragment.html
    assert "eq:loss" in fragment.anchors


def test_a_reference_to_a_formula_that_is_not_there_names_its_cell() -> None:
    with pytest.raises(FaultsError) as caught:
        converted(markdown("first", r"$\eqref{a}$"), markdown("second", r"$\ref{b}$ $\foo$"))
    assert [fault.came for fault in caught.value.faults] == [
        r"\eqref{a}, which no formula of the page has (cell first)",
        r"\foo in the formula `\foo` (cell second)",
        r"\ref{b}, which no formula of the page has (cell second)",
    ]


def test_a_cell_of_another_type_is_not_passed_over() -> None:
    with pytest.raises(FaultsError, match=r"received a raw cell \(cell plain\)"):
        converted(new_raw_cell("*text*", id="plain"))
    removed = new_raw_cell("*text*", id="plain", metadata={"tags": ["remove-cell"]})
    assert "text" not in converted(removed).html


def test_an_id_in_html_stands_once_on_the_page() -> None:
    with pytest.raises(FaultsError) as caught:
        converted(markdown("a", '<a id="b"></a><a name="c"></a>'), markdown("b", '<b id="c">x</b>'))
    assert [fault.came for fault in caught.value.faults] == ["'b' (cell a)", "'c' (cell b)"]


@pytest.mark.parametrize("name", ["the-mean-squared-error-mse", "The-mean-squared-error-(MSE)"])
def test_a_heading_is_found_by_its_names_on_github_and_in_jupyter(name: str) -> None:
    links, heading = markdown("a", f"[x](#{name})"), "## The mean squared error (MSE)"
    fragment = converted(links, markdown("mse", heading))
    assert '<a href="#mse">x</a>' in fragment.html
    assert fragment.links[0].anchor == "mse"


def test_placed_gives_real_addresses() -> None:
    html = Markup('<img src="booksite-asset:a.webp"><a href="booksite-page:ch03_first_ml#x">')
    fragment = Fragment(html)
    assert fragment.placed("../../assets/", lambda notebook: f"../{notebook[:4]}/") == (
        '<img src="../../assets/a.webp"><a href="../ch03/#x">'
    )


def test_the_cache_converts_again_only_what_changed(tmp_path: Path) -> None:
    cache = FragmentCache(tmp_path)
    made = []

    def make() -> Fragment:
        made.append(1)
        keep(cache.images / "a.webp", b"\x00\xff")
        headings = (Heading(2, "a", "勾配"),)
        anchors = frozenset({"a", "code-1-1"})
        checked = Checked(missing=("train",))
        assets = {"a.webp": b"\x00\xff"}
        return Fragment(Markup("<p>勾配</p>"), headings, anchors, assets, checked)

    first = cache.get_or_make(b"notebook", ["ja"], make)
    assert cache.get_or_make(b"notebook", ["ja"], make) == first
    assert len(made) == 1
    cache.get_or_make(b"notebook", ["en"], make)
    cache.get_or_make(b"changed", ["ja"], make)
    assert len(made) == 3
    (cache.images / "a.webp").unlink()
    cache.get_or_make(b"notebook", ["ja"], make)
    assert len(made) == 4
    (cache.images / "a.webp").write_bytes(b"")  # as a power cut leaves it
    assert cache.get_or_make(b"notebook", ["ja"], make) == first
    assert len(made) == 5


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_fragment_is_made_anew(damage: Damage, tmp_path: Path) -> None:
    cache = FragmentCache(tmp_path)
    cache.get_or_make(b"notebook", [], lambda: Fragment(Markup("old")))
    for file in tmp_path.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert cache.get_or_make(b"notebook", [], lambda: Fragment(Markup("new"))).html == "new"
