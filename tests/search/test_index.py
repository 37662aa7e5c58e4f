"""The index: what becomes a passage, which passage explains a term, the same bytes twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown

from booksite.book.fields import Localized
from booksite.book.glossary import Term
from booksite.book.synonyms import Synonym
from booksite.pages.dialect import Dialect
from booksite.search.index import names_file
from booksite.search.notebooks import notebook_sections
from booksite.search.passages import Passage, Piece
from booksite.search.sections import plain, sections
from booksite.search.synonyms import coined, explained, synonyms
from tests.helpers import EN, JA
from tests.tiny import code, make_notebook, markdown, output, saved

PAGE = """\
---
description: A page.
---

# Title {#top}

Read [the **list**](errata.md#e-1) and $x_1$ <br>.

!!! note "A box"
    Inside, with `code`.

    ```python
    print("boxed")
    ```

After the box.

## Data {#data}

| a | b |
| --- | --- |
| 1 | 2 |

??? question "No module named 'x'"
    Install it.
"""


def test_a_page_is_divided_at_headings_and_boxes() -> None:
    found = [(s.anchor, s.title, s.prose, s.code) for s in sections(PAGE) if s.prose or s.code]
    assert found == [
        ("top", "Title", "Read the list and x_1 .", ""),
        ("top-box-1", "A box", "Inside, with code.", 'print("boxed")'),
        ("top", "", "After the box.", ""),
        ("data", "Data", "a / b 1 / 2", ""),
        ("data-box-1", "No module named 'x'", "Install it.", ""),
    ]


def test_boxes_get_the_ids_under_which_they_are_found() -> None:
    html = Markdown(extensions=[Dialect(EN)]).convert(PAGE.partition("---\n\n")[2])
    found = [section.anchor for section in sections(PAGE)]
    assert [id for id in found if id and f'id="{id}"' not in html] == []


def test_plain_text_is_what_a_reader_sees() -> None:
    assert plain("1. **A** `b` [c](d.md) ![e](f.png)\n> $\\frac{1}{2}$ <b>g</b>") == "A b c e … g"


# Searched for is what a terminal shows in the end.
PROGRESS = "0.1 0.2\nstep 1\r\x1b[2K\x1b[1mloss\x1b[0m: 3\n"


CHANGE = """\
<details><summary>Differs (Listing 5-16)</summary>

It was removed.

</details>"""


def test_a_notebook_becomes_sections_with_cells_and_notes(tmp_path: Path) -> None:
    notebook = make_notebook(
        markdown("badge", "[![Colab](x)](y)", tags=["colab-only"]),
        markdown("data", "## Read the data\n\nFirst **rows**."),
        markdown("changed", CHANGE, tags=["changed"]),
        code("read", "x = 1", booksite={"listings": ["5-16"], "alt": ["A plot."]}),
        markdown("more", "More."),
    )
    notebook.cells[3].outputs = [output("stream", name="stdout", text=PROGRESS)]
    found = list(notebook_sections(saved(tmp_path, notebook)))
    assert [(s.anchor, s.title, s.is_note) for s in found] == [
        ("notebook", "", False),
        ("changed", "Differs (Listing 5-16)", True),
        ("data", "Read the data", False),
    ]
    assert [(p.anchor, p.text) for p in found[1].pieces] == [("changed", "It was removed.")]
    assert [(p.kind, p.anchor, p.text) for p in found[2].pieces] == [
        ("prose", "data", "First rows."),
        ("code", "read", "x = 1"),
        ("prose", "read", "A plot."),
        ("output", "read", "loss: 3"),
        ("prose", "more", "More."),
    ]
    assert found[2].pieces[1].listings == ("5-16",)


def test_what_is_removed_is_not_found_and_what_is_folded_is_found_where_it_opens(
    tmp_path: Path,
) -> None:
    cells = [
        code(name, f"{name} = 1", tags=[tag])
        for name, tag in (
            ("gone", "remove-cell"),
            ("result", "remove-input"),
            ("source", "remove-output"),
            ("setup", "hide-input"),
            ("log", "hide-output"),
            ("helper", "hide-cell"),
        )
    ]
    for cell in cells:
        cell.outputs = [output("stream", name="stdout", text=f"of {cell.id}")]
    (section,) = notebook_sections(saved(tmp_path, make_notebook(*cells)))
    assert [(piece.anchor, piece.text) for piece in section.pieces] == [
        ("result", "of result"),
        ("source", "source = 1"),
        ("setup.input", "setup = 1"),
        ("setup", "of setup"),
        ("log", "log = 1"),
        ("log.output", "of log"),
        ("helper", "helper = 1"),
        ("helper", "of helper"),
    ]


def passage(anchor: str, title: str, text: str = "", *strong: str) -> Passage:
    return Passage(
        "chapters/ch05/", "5", anchor, title, "notebook", (Piece("prose", text, strong=strong),),
        chapter="ch05",
    )  # fmt: skip


@pytest.mark.parametrize(
    "explaining",
    [
        passage("a", "学習率の境目"),
        passage("learning-rate", "歩幅"),
        passage("b", "歩幅", "これを学習率といいます", "学習率"),
    ],
    ids=["by heading", "by anchor", "by bold words"],
)
def test_a_term_is_explained_where_it_is_announced(explaining: Passage) -> None:
    term = Term(
        id="learning-rate",
        name=Localized(ja="学習率", en="learning rate"),
        definition=Localized(ja="数です。", en="A number."),
        chapter="ch05",
    )
    users = [passage("c", "使う", "学習率 学習率 学習率"), passage("summary", "学ぶ", "学習率")]
    assert explained([term], [*users, explaining]) == {2: ["学習率", "learning rate"]}


def test_another_name_leads_to_where_it_is_announced_itself() -> None:
    term = Term(
        id="list",
        name=Localized(ja="リスト", en="list"),
        variants=("スライス", "タプル"),
        definition=Localized(ja="並びです。", en="A sequence."),
        chapter="ch05",
    )
    whole = passage("a", "リスト", "リストとタプル")
    part = passage("b", "範囲", "これをスライスといいます", "スライス")
    assert explained([term], [whole, part]) == {0: ["リスト", "list", "タプル"], 1: ["スライス"]}


def test_everyday_words_lead_to_words_of_the_pages_and_not_back() -> None:
    row = Synonym(id="tofu", asked=("豆腐", "Tofu"), meant=("文字化け",))
    assert synonyms([], [row]) == [(["豆腐", "tofu"], ["文字化け"])]


def test_words_in_bold_are_names_of_what_the_glossary_lacks() -> None:
    bold = passage("a", "結果", "", "混同行列", "学習率", "これは文です。だから、名前ではない")
    assert coined(bold, {"学習率"}) == ["混同行列"]
    assert coined(replace(bold, anchor="summary"), set()) == []


def test_an_estimated_listing_is_no_place_of_a_passage() -> None:
    cell = Piece("code", "x", "c", listings=("3-5",), estimated=("3-4",))
    names = names_file([Passage("u/", "U", "a", "T", "notebook", (cell,))], [], [], JA)
    found = json.dumps(names["passages"])
    assert "#c3-5" in found
    assert "#c3-4" not in found
