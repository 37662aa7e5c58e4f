"""Notebook files: clear messages on reading, one form on writing, nothing private inside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from booksite.errors import FaultsError
from booksite.notebooks.notebook import Notebook, notebook_path
from booksite.notebooks.rules import check_notebook
from tests.helpers import EN, JA
from tests.tiny import code, make_notebook, markdown, output, saved

TIDY = "Run `booksite notebooks tidy a`, which brings back what an editor has lost."
RETURN = "Repair the line, or return to the last good version of the file."


A = "notebooks/a.ipynb"


@pytest.fixture(autouse=True)
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """Give a notebook of a project of its own whose file is still to be written."""
    monkeypatch.chdir(tmp_path)
    Path("notebooks").mkdir()
    return Notebook(Path(), "a", JA)


def raw(*cells: dict[str, Any], minor: int = 5) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": cells})


def raw_cell(**fields: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": "text"} | fields


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Not JSON: the line of the mistake is named.
        (
            '{\n "cells": [],\n <<<<<<< HEAD\n}',
            f"{A}:3: expected JSON as Jupyter writes it, but received Expecting property name "
            f"enclosed in double quotes (column 2). {RETURN}",
        ),
        ("[]", f"{A}:1: expected a notebook with cells, but received other JSON. {RETURN}"),
        # Older formats have no ids.
        (
            raw(raw_cell(), minor=4),
            f"{A}: expected nbformat 4.5, but received nbformat 4.4. {TIDY}",
        ),
        (
            raw(raw_cell(id="a"), raw_cell()),
            f"{A}: expected an id at each cell, but received none at cell 2. {TIDY}",
        ),
        (
            raw(raw_cell(id="a"), raw_cell(id="a"), raw_cell(id="b")),
            f"{A}: expected each cell id once, but received 'a' 2 times. Rename all but one.",
        ),
        (
            raw(raw_cell(id="a", cell_type="video")),
            # The rest is in the words of a library.
            f"{A}: expected a valid notebook, but received {{'cell_type': 'video', ",
        ),
    ],
)
def test_a_file_that_is_no_good_notebook_is_explained(
    notebook: Notebook, text: str, message: str
) -> None:
    notebook.path.write_text(text)
    with pytest.raises(FaultsError) as error:
        notebook.content  # noqa: B018
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        (
            {"listings": ['"><img src=x>']},
            "expected the number of a listing in quotation marks and without コード, such as "
            "'5-16', but received '\"><img src=x>' in metadata.booksite.listings.0.",
        ),
        (
            {"listings_estimated": [5]},
            "expected the number of a listing in quotation marks and without コード, such as "
            "'5-16', but received 5 in metadata.booksite.listings_estimated.0.",
        ),
        ({"listings": "5-16"}, "but received '5-16' in metadata.booksite.listings."),
        ({"alt": [7]}, "expected what an image shows, in quotation marks, but received 7 in"),
        (
            {"listing": ["5-16"]},
            "expected only the notes listings, listings_estimated, alt, ",
        ),
        (["5-16"], 'expected notes such as {"listings": ["5-16"]}, but received'),
    ],
)
def test_notes_at_a_cell_that_say_something_else_are_explained(
    notebook: Notebook, notes: Any, told: str
) -> None:
    cell = raw_cell(id="fit", metadata={"booksite": notes})
    text = json.dumps(json.loads(raw(cell)), indent=1)
    notebook.path.write_text(text)
    with pytest.raises(FaultsError) as error:
        notebook.content  # noqa: B018
    line = text.partition('"id"')[0].count("\n") + 1
    assert told in str(error.value)
    assert str(error.value).startswith(f"{A}:{line}: expected")
    assert str(error.value).endswith("Correct the metadata of cell 'fit'.")


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"source": "a\ud83db"}, "cell half"),
        ({"source": ["a\n", "\udc00"]}, "cell half"),
        ({"metadata": {"booksite": {"alt": ["\ud800"]}}}, "cell half"),
        ({"metadata": {"\ud800": 1}}, "cell half"),
        ({"attachments": {"\udfff.png": {}}}, "cell half"),
        ({"cell_type": "code", "outputs": [{"text": "\ude00\ud83d"}]}, "cell half"),
        ({"id": "\ud800"}, r"cell \ud800"),
    ],
)
def test_half_a_sign_is_no_text_and_explained(
    notebook: Notebook, fields: dict[str, Any], where: str
) -> None:
    cells = [raw_cell(id="whole", source="\U0001f600 \\ud800"), raw_cell(id="half") | fields]
    notebook.path.write_text(raw(*cells))
    with pytest.raises(FaultsError) as error:
        notebook.content  # noqa: B018
    (fault,) = error.value.faults
    assert f"(in {where})" in str(fault)
    assert str(fault).encode()


def test_half_a_sign_in_the_metadata_is_explained(notebook: Notebook) -> None:
    text = raw(raw_cell(id="a", source="\U0001f600"))
    notebook.path.write_text(text.replace('"metadata": {}', '"metadata": {"a": "\\ud83d"}', 1))
    with pytest.raises(FaultsError, match="half of one"):
        notebook.parsed()


def test_a_missing_file_is_explained(notebook: Notebook) -> None:
    with pytest.raises(FaultsError) as error:
        notebook.content  # noqa: B018
    assert str(error.value) == (
        f"{A}: expected a notebook, but received no such file. "
        "Create it, or correct the name that led here."
    )


def test_writing_is_canonical(notebook: Notebook) -> None:
    """What is read and written again is the same file."""
    notebook.save(make_notebook(markdown("title", "# 題\n\n本文"), code("sum", "1 + 1")))
    first = notebook.path.read_bytes()
    notebook.save(notebook.in_language(JA).content)
    assert notebook.path.read_bytes() == first
    assert first.endswith(b"}\n")
    assert "題".encode() in first


def test_what_was_saved_is_what_is_read(notebook: Notebook) -> None:
    notebook.save(make_notebook(code("a", "1"), code("b", "2", booksite={"alt": ["線"]})))
    old = notebook.code_hash, notebook.line("b"), notebook.notes["b"].alt
    notebook.save(make_notebook(code("b", "2")))
    assert [cell.id for cell in notebook.cells] == ["b"]
    new = notebook.code_hash, notebook.line("b"), notebook.notes["b"].alt
    assert all(before != after for before, after in zip(old, new, strict=True))


def test_a_cell_is_found_by_its_line(notebook: Notebook) -> None:
    notebook.save(make_notebook(markdown("title", "# a"), code("sum", "1 + 1")))
    lines = notebook.path.read_text().splitlines()
    assert lines[notebook.line("sum") - 1].strip() == '"id": "sum",'
    assert notebook.line("other") == 0


def test_a_file_is_read_and_validated_once(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook.save(make_notebook(code("sum", "1 + 1")))
    digest = notebook.code_hash
    done: list[str] = []
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        done.append("read")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(nbformat, "validate", lambda raw: done.append("validated"))
    again = notebook.in_language(JA)
    for _ in range(2):
        assert check_notebook(again, gpu=False) == []
        assert (again.line("sum"), again.notes["sum"].alt) == (6, ())
        assert again.code_hash == digest
    assert done == ["read", "validated"]


def test_notebooks_lie_where_the_book_says() -> None:
    assert notebook_path("l01_python", JA) == "notebooks/l01_python.ipynb"
    assert notebook_path("l01_python", EN) == "notebooks/en/l01_python.ipynb"


def faults(*cells: NotebookNode, gpu: bool = False, **metadata: Any) -> list[str]:
    notebook = saved(Path(), make_notebook(*cells, **metadata))
    return [f"{fault.expected} | {fault.came}" for fault in check_notebook(notebook, gpu)]


def with_output(cell: NotebookNode, kind: str, **fields: Any) -> NotebookNode:
    cell.outputs = [output(kind, **fields)]
    return cell


def test_a_good_notebook_has_no_faults() -> None:
    shown = with_output(code("plot", "draw()"), "display_data", data={"image/png": "/tmp/x"})
    refused = with_output(code("bad", "1 / 0", tags=["raises-exception"]), "error", ename="E")
    assert faults(markdown("title", "# https://a.org/home/x"), shown, refused) == []


@pytest.mark.parametrize(
    ("source", "came"),
    [
        ("open('/home/me/a.csv')", "no path of somebody's machine | /home/me/a.csv (cell a)"),
        ("open('/tmp/a.csv')", "no path of somebody's machine | /tmp/a.csv (cell a)"),
        (
            "token = 'abcdefgh12'",
            "no password, key or token | token = … (cell a)",
        ),
        (f"'ghp_{'x' * 36}'", "no password, key or token | ghp_xxxx… (cell a)"),
        (f"'sk-{'aB3' * 16}'", "no password, key or token | sk-aB3aB… (cell a)"),
        (f"'sk-proj-a_b-{'aB3' * 9}-c'", "no password, key or token | sk-proj-… (cell a)"),
        (f"'xoxb-12-34-{'aB' * 8}'", "no password, key or token | xoxb-12-… (cell a)"),
    ],
)
def test_private_text_is_found(source: str, came: str) -> None:
    assert faults(code("a", source)) == [came]


def test_names_of_classes_are_no_keys() -> None:
    names = [
        "sk-toggleable__content-arrow",
        "sk-estimator-doc-link-2 fitted",
        "sk-learn-is-a-library-of-algorithms2",
        "xoxb-container-name-of-css",
    ]
    html = "".join(f'<b class="{name}">a</b>' for name in names)
    html += f"<img src='data:image/png;base64,AKIA{'A' * 16}'>"
    data = {"text/html": html, "application/json": {"a": names}}
    assert faults(with_output(code("a", "x"), "display_data", data=data)) == []


def test_private_text_in_an_output_is_found() -> None:
    cell = with_output(code("a", "print()"), "stream", name="stdout", text="/root/x.py:3")
    assert faults(cell) == ["no path of somebody's machine | /root/x.py:3 (cell a)"]


@pytest.mark.parametrize(
    ("kind", "fields", "came"),
    [
        ("stream", {"name": "stderr", "text": "careful"}, "a text on stderr"),
        ("error", {"ename": "ValueError"}, "the error ValueError"),
        (
            "display_data",
            {"data": {"text/plain": "0%", "application/vnd.jupyter.widget-view+json": {}}},
            "application/vnd.jupyter.widget-view+json",
        ),
    ],
)
def test_stray_outputs_are_found(kind: str, fields: dict[str, Any], came: str) -> None:
    (fault,) = faults(with_output(code("a", "x"), kind, **fields))
    assert fault.endswith(f" | {came} (cell a)")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (code("a", "x", tags=["hide_input"]), "a code cell may carry (colab-only, hide-cell, "),
        (markdown("a", "x", tags=["change"]), "a markdown cell may carry (changed, colab-only, "),
    ],
)
def test_a_tag_that_does_nothing_is_found(cell: NotebookNode, message: str) -> None:
    near = {"hide_input": "hide-input", "change": "changed"}[cell.metadata.tags[0]]
    notebook = saved(Path(), make_notebook(cell))
    (fault,) = check_notebook(notebook, gpu=False)
    assert (fault.file, fault.line) == (notebook.file, notebook.line("a"))
    assert message in fault.expected
    assert fault.came == f"'{cell.metadata.tags[0]}' (cell a)"
    assert fault.remedy == f"Did you mean '{near}'?"


@pytest.mark.parametrize(
    "source",
    [
        "**Differs (p. 7)**\n\nNow y.",
        "<details><summary>Differs</summary>\nNow y.\n</details>",
        "<details><summary>`fit`</summary>\n\nNow y.\n\n</details>",
    ],
)
def test_a_note_on_a_change_folds(source: str) -> None:
    (fault,) = faults(markdown("a", source, tags=["changed"]))
    assert "a note that folds, as in `<details><summary>" in fault


def test_prose_is_not_folded() -> None:
    (fault,) = faults(markdown("a", "x", tags=["hide-input"]))
    assert fault.endswith("| 'hide-input' (cell a)")


def test_metadata_is_checked() -> None:
    assert faults(kernelspec={"display_name": "Python 3", "name": ""}) == [
        "a kernelspec in the metadata | none"
    ]
    assert faults(gpu=True) == ['the metadata "accelerator": "GPU" | none']
    assert faults(accelerator="GPU") == ['no "accelerator" in the metadata | GPU']
    kind = "application/vnd.jupyter.widget-state+json"
    without: list[Any] = [{kind: {"a1": {"model_name": "FloatProgressModel"}}}, {kind: None}, []]
    for widgets in without:
        (fault,) = faults(widgets=widgets)
        assert fault.startswith("no widgets in the metadata without their state")
    assert faults(widgets={kind: {"state": {}}}) == []
    assert faults(gpu=True, accelerator="GPU") == []


def test_a_former_id_is_no_cells_and_claimed_once() -> None:
    cells = [
        markdown("title", "# a", booksite={"formerly": ["sum", "old"]}),
        code("sum", "1", booksite={"formerly": ["old"]}),
    ]
    assert faults(*cells) == [
        "a former id that no other cell has | sum (cell title)",
        "a former id that no other cell has | old (cell sum)",
    ]
