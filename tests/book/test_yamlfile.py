"""YAML files: values, line numbers, and the messages for everything that can be wrong."""

from __future__ import annotations

import contextlib
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booksite.book.yamlfile import YamlFile, load_yaml
from booksite.errors import FaultsError


def load(root: Path, text: str) -> YamlFile:
    """Load a text as a file whose top level is a mapping."""
    (root / "f.yml").write_text(dedent(text), encoding="utf-8", newline="")
    return load_yaml(root, "f.yml", dict)


def test_values_are_plain(tmp_path: Path) -> None:
    data = load(
        tmp_path, "a: {n: 1, x: 0.5, on: true, none: null, no: no, list: [b, '1'], d: 08, t: 1:30}"
    ).data
    assert data == {
        "a": {
            "n": 1,
            "x": 0.5,
            "on": True,
            "none": None,
            "no": "no",
            "list": ["b", "1"],
            "d": "08",
            "t": "1:30",
        }
    }
    assert type(data) is dict
    assert type(data["a"]["list"]) is list


def test_lines_of_keys_and_items(tmp_path: Path) -> None:
    file = load(
        tmp_path,
        """\
        # a comment
        chapters:
          - id: ch01
            title:
              ja: 一章
          - id: ch02
            data: [a,
                   b]
        """,
    )
    assert file.lines == {
        (): 2,
        ("chapters",): 2,
        ("chapters", 0): 3,
        ("chapters", 0, "id"): 3,
        ("chapters", 0, "title"): 4,
        ("chapters", 0, "title", "ja"): 5,
        ("chapters", 1): 6,
        ("chapters", 1, "id"): 6,
        ("chapters", 1, "data"): 7,
        ("chapters", 1, "data", 0): 7,
        ("chapters", 1, "data", 1): 8,
    }


def test_line_of_a_missing_key_is_that_of_its_entry(tmp_path: Path) -> None:
    file = load(tmp_path, "a: 1\nb:\n  c: 2\n")
    assert file.line(("b", "missing", "too")) == 2
    assert file.line(("missing",)) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Between two Japanese characters, after a full stop and before a bracket: no space.
        (["日本語の", "続きです。"], "日本語の続きです。"),
        (["終わりです。", "PyTorch を使います。"], "終わりです。PyTorch を使います。"),
        (["PyTorch", "（ライブラリ）"], "PyTorch（ライブラリ）"),
        (["「引用」", "です。"], "「引用」です。"),
        # Next to a Latin word: a space, as in the middle of a line.
        (["次は", "PyTorch を"], "次は PyTorch を"),
        (["PyTorch", "の話"], "PyTorch の話"),
        # English, Japanese words in it included.
        (["two", "words"], "two words"),
        (["the word 「損失」", "means loss"], "the word 「損失」 means loss"),
        # Spaces inside a line are the author's.
        (["機械学習 実践編", "です"], "機械学習 実践編です"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\n\n# comment\nb: 1\n"])
@pytest.mark.parametrize("mark", [">", ">-"])
def test_folded_text(tmp_path: Path, lines: list[str], expected: str, mark: str, end: str) -> None:
    text = f"a: {mark}\n" + "\n".join(f"  {line}" for line in lines) + end
    assert load(tmp_path, text).data["a"] == expected


def test_folded_paragraphs_and_code_stay_as_they_are(tmp_path: Path) -> None:
    data = load(tmp_path, "a: >-\n  一つ\n\n  二つ\nb: |-\n  x = 1\n\n    y\n").data
    assert data == {"a": "一つ\n二つ", "b": "x = 1\n\n  y"}


QUOTED = "Put the text in quotation marks, or write |- and the text on lines of its own below."
VALUE = "Correct it, or put it in quotation marks."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Syntax: the line of the mistake, or of what was never closed.
        (
            "a: 1\nb: c: d\n",
            "f.yml:2: expected quotation marks or |- for text that holds ': ', but received 'c: d'."
            f" {QUOTED}",
        ),
        (
            "a: 1\nb: [1, 2\n\nc: 3\n",
            "f.yml:2: expected a closing ] in this line, but received 'b: [1, 2'. Close it.",
        ),
        (
            "a: 1\nb: 'open\nc: d\n",
            "f.yml:2: expected a closing ' in this line, but received \"b: 'open\". Close it.",
        ),
        (
            "a: *anchor\n",
            "f.yml:1: expected quotation marks or |- for text that begins with % @ ` * & ! or ?,"
            f" but received '*anchor'. {QUOTED}",
        ),
        # Values that YAML accepts at first.
        (
            "a: 1\nb: 2023-02-30\n",
            f"f.yml:2: expected a valid value, but received '2023-02-30'. {VALUE}",
        ),
        ("a: !!int x\n", f"f.yml:1: expected a valid value, but received 'x'. {VALUE}"),
        ("a: !person x\n", f"f.yml:1: expected a valid value, but received 'x'. {VALUE}"),
        # Keys.
        (
            "a: 1\nb: 2\na: 3\n",
            "f.yml:3: expected each key once in an entry, but received 'a' twice."
            " Delete or rename one of them.",
        ),
        (
            "? [a, b]\n: c\n",
            "f.yml:1: expected a word as key, but received a list or mapping."
            " Write a key such as 'id:'.",
        ),
        (
            "a: &x [1]\nb:\n  - *x\n",
            "f.yml:2: expected a value of its own, but received an alias (*). Write the value out.",
        ),
        (
            "a：1\n",
            "f.yml:1: expected a colon of one column and a blank, as in 'page: 171', but received"
            " the full-width colon '：'. Write ': '.",
        ),
        # Characters.
        (
            "\ufeffa: 1\n",
            "f.yml:1: expected plain UTF-8, but received a byte order mark (BOM)."
            " Save the file as UTF-8 without BOM.",
        ),
        (
            "a: 1\nb: 2\r\n",
            "f.yml:2: expected line ends of Unix (LF), but received a carriage return (CR)."
            " Save it with LF line ends.",
        ),
        (
            "a: 1\nb:\n\tc: 2\n",
            "f.yml:3: expected spaces, but received a tab. Replace each tab by spaces.",
        ),
        (
            "a: 1\nb: \x07\n",
            "f.yml:2: expected printable characters, but received the character U+0007."
            " Delete the character.",
        ),
        # The file as a whole.
        (
            "",
            "f.yml: expected a mapping with keys, but received an empty file."
            " Begin with a key such as 'parts:'.",
        ),
        (
            "# only a comment\n",
            "f.yml: expected a mapping with keys, but received an empty file."
            " Begin with a key such as 'parts:'.",
        ),
        (
            "# comment\n- a\n",
            "f.yml:2: expected a mapping with keys, but received a list."
            " Begin with a key such as 'parts:'.",
        ),
        (
            "just words\n",
            "f.yml:1: expected a mapping with keys, but received the value 'just words'."
            " Begin with a key such as 'parts:'.",
        ),
    ],
)
def test_faults(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FaultsError) as error:
        load(tmp_path, text)
    assert str(error.value) == message


def test_a_list_was_wanted(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(FaultsError) as error:
        load_yaml(tmp_path, "f.yml", list)
    assert str(error.value) == (
        "f.yml:1: expected a list of entries, but received a mapping."
        " Begin each entry with '- id: …' at the margin."
    )


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as error:
        load_yaml(tmp_path, "data/f.yml", dict)
    assert str(error.value) == (
        "data/f.yml: expected a readable file, but received no such file."
        " Create it or restore it from Git."
    )


ENTRIES = """\
- id: e-p1-1
  page: 171
  place: {ja: 3行目, en: line 3}
  wrong: x = 1
  reason:
    ja: 値
    en: Value
  updated: 2026-11-24
- id: e-p2-1
  wrong: 'a'
  page: 2
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        # A Japanese keyboard.
        ("page: 171", "page：171", 2, "the full-width colon '：'"),
        ("- id: e-p1-1", "- id：e-p1-1", 1, "the full-width colon '：'"),
        ("updated: 2026", "updated： 2026", 8, "the full-width colon '：'"),
        ("{ja: 3", "{ja： 3", 3, "the full-width colon '：'"),
        ("page: 171", "page:\u3000171", 2, "a full-width blank"),
        ("    ja:", "\u3000\u3000ja:", 6, "a full-width blank"),
        ("- id: e-p2-1", "－ id: e-p2-1", 9, "'－'"),
        ("en: line 3}", "en: line 3｝", 3, "'｝'"),
        # What text may not begin with or hold as it is.
        ("x = 1", "%matplotlib", 4, "'%matplotlib'"),
        ("x = 1", "@torch.no_grad()", 4, "'@torch.no_grad()'"),
        ("x = 1", "*args", 4, "'*args'"),
        ("x = 1", "`x`", 4, "'`x`'"),
        ("x = 1", "&x", 4, "a value behind 'wrong:'"),
        ("x = 1", "# x = 1", 4, "'# x = 1'"),
        ("x = 1", "x = 1  # one", 4, "text that holds ' #', in 'wrong'"),
        (" x = 1", "", 4, "received nothing"),
        ("x = 1", "[x] + y", 4, "'[x] + y'"),
        ("x = 1", "'x' + y", 4, "\"'x' + y\""),
        ("x = 1", "- x", 4, "'- x'"),
        ("x = 1", '"C:\\data"', 4, "text with a backslash"),
        ("3行目", "注意: 3行目", 3, "'注意: 3行目, en: line 3}'"),
        ("3行目", "# 3行目", 3, "text that begins with #"),
        ("ja: 値", "ja: 注意: 値", 6, "'注意: 値'"),
        # A hurried hand.
        ("page: 171", "page:171", 2, "a blank behind the colon"),
        ("- id: e-p2-1", "-id: e-p2-1", 9, "a blank behind a dash"),
        ("x = 1", "'x = 1", 4, "a closing ' in this line"),
        ("x = 1", '"x = 1', 4, 'a closing " in this line'),
        ("line 3}", "line 3", 3, "a closing } in this line"),
        ("3行目, en", "3行目 en", 3, "a comma between two texts"),
        ("  page: 171", "   page: 171", 2, "2 blanks from the margin, but received 3"),
        ("  page: 171", "page: 171", 2, "but received 0 blanks"),
        ("- id: e-p2-1", "   - id: e-p2-1", 9, "each entry at the margin"),
        ("- id: e-p1-1", "   - id: e-p1-1", 1, "each entry at the margin"),
        ("x = 1", "x = 1\n  y = 2", 5, "a text deeper than its |-"),
        ("x = 1", "| x = 1", 4, "text of several lines below its |-"),
        ("  page: 171", "---\n  page: 171", 2, "one document in the file"),
        ("  page: 171", "<<<<<<< ours\n  page: 171", 2, "marker '<<<<<<< ours'"),
        ("  page: 171", "=======\n  page: 171", 2, "the merge-conflict marker '======='"),
        # An entry that lost its dash goes on with the one above.
        ("- id: e-p2-1", "  id: e-p2-1", 9, "or begin the second entry with '- id: …'."),
        # What is printed in lines, or with a #, would lose them.
        ("x = 1", ">-\n    x = 1\n    y = 2", 4, "'wrong: |-' above lines that shall stay"),
        ("x = 1", "x = 1\n    y = 2", 4, "'wrong: |-' above lines that shall stay"),
        ("x = 1", "'x = 1\n    y = 2'", 4, "'wrong: |-' above lines that shall stay"),
        ("x = 1", "print(x) # 値", 4, "text that holds ' #', in 'wrong'"),
        ("x = 1", "x # 値", 4, "text that holds ' #', in 'wrong'"),
        # The parser counts bytes.
        ("en: Value", "en: Va\x07lue", 7, "the character U+0007"),
    ],
)
def test_slips_are_named_in_their_line(
    tmp_path: Path, old: str, new: str, line: int, named: str
) -> None:
    (tmp_path / "f.yml").write_text(ENTRIES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultsError) as error:
        load_yaml(tmp_path, "f.yml", list)
    fault = error.value.faults[0]
    assert fault.line == line
    assert named in str(fault)


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "f.yml").mkdir()
    with pytest.raises(FaultsError, match=r"^f\.yml: expected a readable file, but received "):
        load_yaml(tmp_path, "f.yml", dict)


def test_other_encoding(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_bytes("a: 1\nb: 日本語\n".encode("shift_jis"))
    with pytest.raises(FaultsError) as error:
        load_yaml(tmp_path, "f.yml", dict)
    assert str(error.value) == (
        "f.yml:2: expected text in UTF-8, but received the byte 0x93. Save the file as UTF-8."
    )


def test_all_faults_of_a_file_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as error:
        load(tmp_path, "a: 2023-13-01\nb: 1\nb: 2\nc: !x y\n")
    assert [fault.line for fault in error.value.faults] == [1, 3, 4]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("ab1-:,[]{}'\"|>&*!?#%@~. \n日。"), max_size=30))
def test_any_text_loads_or_has_faults(tmp_path: Path, text: str) -> None:
    """No text makes the loader raise anything else."""
    with contextlib.suppress(FaultsError):
        load(tmp_path, text)
