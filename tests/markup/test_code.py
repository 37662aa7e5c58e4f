"""Code blocks: the colours of Pygments in as few elements as possible."""

from __future__ import annotations

import html
import re

import pytest
from pygments.lexers import get_lexer_by_name

from booksite.markup.code import cell_code, code_block

CODE = """\
@no_grad
class Net(nn.Module):
    '''A
    net'''

    x = None if a < 1 else f'{b}\\n'
"""


@pytest.mark.parametrize("language", ["ipython3", "python", "bash", "", "no such language"])
def test_the_code_itself_stays_as_it_is(language: str) -> None:
    block = code_block(CODE, language)
    assert html.unescape(re.sub(r"<[^>]+>", "", block)) == CODE


@pytest.mark.parametrize(
    "source",
    ["%pip install x\nx = 1", "a = 1\nfiles = !cd x\n", "  !cd x\n"],
)
def test_a_cell_has_the_colours_of_ipython(source: str) -> None:
    assert cell_code(source) == code_block(source, "ipython3")


@pytest.mark.parametrize(
    ("magic", "body", "language"),
    [
        ("html", "<b>don't</b>", "html"),
        ("bash", "echo it's", "bash"),
        ("script /bin/bash", "echo $A", "bash"),
        ("time", "x = 1\n!ls", "ipython3"),
        ("writefile -a a.py", "class A: 'x'", "python"),
        ("writefile a.txt", "it's a class", ""),
        ("unknown", "it's a class", ""),
    ],
)
def test_below_a_magic_of_the_cell_stands_its_language(
    magic: str, body: str, language: str
) -> None:
    first, below = cell_code(f"%%{magic}\n{body}").split("\n", 1)
    assert first.endswith(
        f'%%<span class="k">{magic.split()[0]}</span>{magic[len(magic.split()[0]) :]}'
    )
    assert below == code_block(body, language).split("<code>")[1]


def test_neighbours_of_one_colour_are_one_element() -> None:
    tokens = len(list(get_lexer_by_name("python").get_tokens(CODE)))
    block = code_block(CODE, "python")
    assert block.count("<span") < tokens / 3
    assert re.search(r'<span class="(\w+)">[^<]*</span>\s*<span class="\1">', block) is None
