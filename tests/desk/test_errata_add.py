"""`booksite errata add`: a valid entry at its place, and never a broken file."""

from __future__ import annotations

import datetime
import os
import pty
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from booksite.book.loading import load_book
from booksite.book.yamlfile import load_yaml
from booksite.cli import main
from booksite.desk.errata_add import fields
from booksite.desk.erratum_file import entry_text, next_id, record_faults
from tests.helpers import ERRATA, LOCALES, write_book
from tests.project import ROOT, run_booksite

TODAY = datetime.date.today()
ADD = ["errata", "add"]
GOOD = [*ADD, "--page", "85", "--listing", "2-30", "--printing", "1", "--kind", "code"]
GOOD += ["--wrong", "a = 1", "--right", "a = 2"]
WRITTEN = f"""\
- id: e-p85-1
  printings: [1]
  chapters: [ch02]
  page: 85
  listings: ['2-30']
  kind: code
  action: replace
  wrong: |-
    a = 1
  right: |-
    a = 2
  updated: {TODAY}
"""


def errata(root: Path) -> str:
    return (root / "data/errata.yml").read_text(encoding="utf-8")


def test_an_entry_stands_at_its_place_and_nothing_else_changes(tmp_path: Path) -> None:
    comments = "# The head.\n\n", "\n# Of several chapters:\n- id: e-ch01-02-1"
    text = comments[0] + dedent(ERRATA).replace("\n- id: e-ch01-02-1", comments[1])
    write_book(tmp_path, errata=text)
    finished = run_booksite(tmp_path, *GOOD)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "added e-p85-1" in finished.stdout
    # After p. 81 of the same printing, before those of later ones and what belongs to them.
    assert errata(tmp_path) == text.replace(comments[1], f"\n{WRITTEN}{comments[1]}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Nothing yet.\n\n[]\n", f"# Nothing yet.\n\n{WRITTEN}"),
        (
            dedent(ERRATA).partition("\n- id: e-ch01-02-1")[0],
            dedent(ERRATA).partition("\n- id: e-ch01-02-1")[0] + f"\n{WRITTEN}",
        ),
    ],
    ids=["empty file", "last place"],
)
def test_the_first_and_the_last_entry(tmp_path: Path, old: str, new: str) -> None:
    write_book(tmp_path, errata=old, faq="[]\n")
    assert main(["--root", str(tmp_path), *GOOD]) == 0
    assert errata(tmp_path) == new


def test_several_values_may_be_given_as_the_file_shows_them(tmp_path: Path) -> None:
    write_book(tmp_path)
    listed = [*GOOD, "--printings", "1,2", "--listings", "['2-30', '2-31']"]
    assert main(["--root", str(tmp_path), *listed]) == 0
    written = WRITTEN.replace("printings: [1]", "printings: [1, 2]")
    assert written.replace("['2-30']", "['2-30', '2-31']") in errata(tmp_path)


@pytest.mark.parametrize(
    ("page", "chapters", "expected"),
    [
        # Neither an id that is there nor one that was there.
        (81, ["ch02"], "e-p81-4"),
        (82, ["ch02"], "e-p82-1"),
        (None, ["ch02a"], "e-ch02-1"),
        (None, ["l01"], "e-l01-1"),
        (None, ["ch01", "ch02"], "e-ch01-02-2"),
    ],
)
def test_the_next_free_id(
    tmp_path: Path, page: int | None, chapters: list[str], expected: str
) -> None:
    text = ERRATA.replace("id: e-p81-1", "id: e-p81-1\n      formerly: [e-p81-2, e-p81-3]")
    assert next_id(load_book(write_book(tmp_path, errata=text)), page, chapters) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "expected options such as --page 171"),
        (["--page", "9999", "--kind", "code"], "a page number from 1 to 600"),
        (["--page", "x"], "the new entry: expected a page number from 1 to 600"),
        ([*GOOD[2:], "--kind", "bug"], "the new entry: expected one of 'clarification',"),
        ([*GOOD[2:], "--listing", "5-16", "--chapter", "ch02"], "a listing of ch02 or of an"),
        ([*GOOD[2:], "--chapter", "ch09"], "the id of an existing chapter"),
        # What else must be given, as it is given there.
        (["--page", "85", "--kind", "code"], "but received nothing. Add `--printings 1`."),
        (["--page", "85-86"], "but received '85-86'. Write `--page 85 --page-end 86`."),
        (["--page", "79", "--kind", "code"], "may belong to ch01 or ch02. Add `--chapters ch01`."),
        ([*GOOD[2:-2]], "but received nothing. Add `--right`."),
        ([*GOOD[2:], "--reason-ja", "はい"], "but received nothing. Add `--reason-en`."),
        ([*GOOD[2:], "--page-end", "84"], "expected a page from 'page' (85) on"),
        ([*GOOD[2:], "--updated", "2999-01-01"], "a date up to today"),
        ([*GOOD[2:], "--updated", "yesterday"], "a date up to today"),
        ([*GOOD[2:], "--reason-ja", "<b>", "--reason-en", "b"], "without HTML tags"),
        ([*GOOD[2:], "--reason-ja", "はい"], "expected the field 'en'"),
        ([*GOOD[2:], "--wrong", "a\tb"], "expected spaces, but received a tab"),
    ],
)
def test_what_is_no_erratum_leaves_the_file_as_it_was(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(tmp_path)
    before = errata(tmp_path)
    assert main(["--root", str(tmp_path), *ADD, *options]) == 1
    assert message in capsys.readouterr().err
    assert errata(tmp_path) == before
    assert sorted(file.name for file in (tmp_path / "data").glob("*errata*")) == ["errata.yml"]


def test_a_file_that_is_broken_already_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(tmp_path, errata=ERRATA.replace("page: 81", "page: x"))
    before = errata(tmp_path)
    assert main(["--root", str(tmp_path), *GOOD]) == 1
    assert capsys.readouterr().err.startswith("data/errata.yml:4: expected a page number")
    assert errata(tmp_path) == before


def in_a_terminal(root: Path, answers: dict[str, str], last: str) -> tuple[int, str]:
    """Answer the questions for fields, and the last one; an empty line leaves a field out."""
    lines = []
    for name in sorted(dict.fromkeys(f.name for f in fields(LOCALES)), key=lambda n: n in DERIVED):
        for field in (f for f in fields(LOCALES) if f.name == name):
            end = "\n.\n" if name in ("wrong", "wrong_gloss", "right", "right_gloss") else "\n"
            lines.append(answers.get(field.option, "") + end)
    typed = "".join(lines).replace("\n\n.\n", "\n.\n") + last
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "booksite.cli", *ADD],
        cwd=root,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    output, _ = process.communicate(timeout=60)
    os.close(ours)
    return process.returncode, output.decode()


DERIVED = ("chapters", "action", "updated")
ANSWERS = {
    # A wrong answer is told, and the question comes again.
    "--printings": "first\n1",
    "--page": "85",
    "--listings": "['2-30']",
    "--kind": "code",
    "--wrong": "a = 1",
    "--right": "a = 2",
}


def test_a_terminal_asks_for_each_field(tmp_path: Path) -> None:
    write_book(tmp_path)
    status, output = in_a_terminal(tmp_path, ANSWERS, "y\n")
    assert status == 0, output
    assert "expected the printings in rising order, such as [1, 2]" in output
    assert "chapters: chapter ids, such as [ch05] (else ch02)" in output
    assert WRITTEN in errata(tmp_path)


@pytest.mark.parametrize("last", ["n\n", "\x04"], ids=["no", "end of input"])
def test_a_terminal_may_be_left_without_writing(tmp_path: Path, last: str) -> None:
    write_book(tmp_path)
    status, output = in_a_terminal(tmp_path, ANSWERS, last)
    assert status == 1
    assert "Stopped: data/errata.yml is as it was." in output
    assert "Traceback" not in output
    assert errata(tmp_path) == dedent(ERRATA)


CHARACTERS = "ab1-:#,[]{}'\"|>&*!?%@`~.  \n日。、（ー\u3000é\x07\u2028"
REAL = load_book(ROOT)
TEXT = st.text(
    st.sampled_from("ab1-:#,[]{}'\"|>&*!?%@`~.  \n日。、（ー\u3000é\x07\u2028"), max_size=80
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(code=TEXT, kind=st.sampled_from(["code", "text"]), prose=TEXT, repeats=st.integers(1, 6))
def test_any_text_comes_back_from_the_file(
    tmp_path: Path, code: str, kind: str, prose: str, repeats: int
) -> None:
    """What a record takes is written so that it is read again unchanged."""
    paragraph = " ".join((prose * repeats).split())
    values = {"kind": kind, "wrong": code, "reason": {"ja": paragraph, "en": paragraph}}
    assume(not {"wrong", "reason"} & record_faults(values, REAL, TODAY).keys())
    (tmp_path / "f.yml").write_text(entry_text(values), encoding="utf-8", newline="\n")
    assert load_yaml(tmp_path, "f.yml", list).data == [values]
