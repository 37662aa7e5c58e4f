"""The hash by which a run remembers its code."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode

from booksite.notebooks.code import code_hash
from tests.tiny import code, markdown

CODE = 'x = f"{ a  + 1 } {{b}}"  # sum\nif x:\n    print(x)'


def digest(*cells: NotebookNode) -> str:
    return code_hash(cells)


def test_comments_layout_and_prose_do_not_count() -> None:
    source = '# total\n\nx=f"{ a  + 1 } {{b}}"\nif x :  # any\n    print( x )'
    assert digest(markdown("m", "a"), code("a", CODE)) == digest(code("b", source))


def test_generated_cells_do_not_count() -> None:
    """A fork fetches the helpers from its own address; the outputs stay true."""
    assert digest(code("helpers", "fetch('here')"), code("a", CODE)) == digest(code("a", CODE))


@pytest.mark.parametrize(
    "other",
    [
        CODE.replace("a  + 1", "a + 1"),
        CODE.replace("{{b}}", "{b}"),
        CODE.replace("{{b}}", "{{c}}"),
        CODE.replace("    print", "print").replace("if x:\n", "if x: pass\n"),
        CODE + "\n%matplotlib inline",
        "f(1",
        "f(2",
    ],
)
def test_other_code_has_another_hash(other: str) -> None:
    assert digest(code("a", other)) not in (digest(code("a", CODE)), digest(code("a", "f(3")))


def test_the_border_between_cells_counts() -> None:
    """A cell shows its last value."""
    assert digest(code("a", "x\ny")) != digest(code("a", "x"), code("b", "y"))


def test_the_hash_is_the_same_with_every_python() -> None:
    """It stands in committed files: 3.12 and later cut f-strings into pieces, 3.11 does not."""
    source = 'print(f"{x:>{w}} {f(\'a\')!r}", rf"\\d{n}", f"""1\n{x}\n""")  # 表示'
    assert digest(code("a", source)) == "058d9637a6b4a213"
