"""What counts in a cell's code, and the hash by which a run remembers it."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode

from booksite.notebooks.code import code_hash
from booksite.notebooks.tokens import MAGIC, tokens
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


ONE_TEXT = [
    "%%bash\necho it's ready  # done",
    "%%html\n<b>don't</b>",
    "%%writefile a.py\nx = 'a\n  y",
    "files = !ls *.py",
    "a, b = %timeit -o f('x')",
    "print?",
    "torch.nn.Linear??",
    "?print",
    "!pip install -q \\\n  'torchviz'",
    "%matplotlib inline",
]


@pytest.mark.parametrize("source", ONE_TEXT)
def test_a_command_of_ipython_is_one_text(source: str) -> None:
    assert [token for token in tokens(source) if token[1]] == [(MAGIC, source)]


def test_python_below_a_magic_or_beside_one_is_python() -> None:
    assert digest(code("a", "%%time\nx = 1")) == digest(code("a", "%%time\nx=1  # 時間"))
    kinds = [kind for kind, _ in tokens("if x:\n    !ls\n    y = 1 # a")]
    assert kinds == [
        *("NAME", "NAME", "OP", "NEWLINE", "INDENT", MAGIC, "NEWLINE"),
        *("NAME", "OP", "NUMBER", "NEWLINE", "DEDENT", "ENDMARKER"),
    ]


@pytest.mark.parametrize(
    "source",
    ["x = (a\n % b)", 'x = """\n!ls\nprint?\n"""', "x = a \\\n!= b", "y = 'what?'", "x = a % b"],
)
def test_what_only_looks_like_a_command_is_python(source: str) -> None:
    assert MAGIC not in dict(tokens(source))


@pytest.mark.parametrize(
    ("source", "string"),
    [
        ("f'{x['a']}' + y", "f'{x['a']}'"),
        ("f'{a!r:>{w}}{{' + y", "f'{a!r:>{w}}{{'"),
        ('f"""{\n x}"""', 'f"""{\n x}"""'),
        ("t'{f'{1}'}'", "t'{f'{1}'}'"),
        ("'open\nx", "'open"),
        ("f'{open\nx", "f'{open"),
    ],
)
def test_a_string_is_whole_as_the_newest_python_has_it(source: str, string: str) -> None:
    assert ("STRING", string) in tokens(source)


def test_the_hash_of_commands_and_slips_is_the_same_with_every_python() -> None:
    cells = [code("a", source) for source in (*ONE_TEXT, "f(1", "x = 'a\n  y = $", "0777 1_a")]
    assert digest(*cells) == "92106cf2dd2de85c"


@pytest.mark.parametrize("source", ["f'{" * 2000, 'f"{x:{' * 300, "(" * 5000, "?" * 3000, "\\"])
def test_whatever_a_cell_holds_is_read_to_its_end(source: str) -> None:
    assert "".join(text for _, text in tokens(source)) == source.rstrip("\\") or source == "\\"
