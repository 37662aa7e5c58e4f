"""`booksite errata diff`: what readers will see, and that no published address is lost."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from booksite.cli import main
from tests.helpers import ERRATA, FAQ, changed, write_book


def commit(root: Path) -> None:
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    author = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", *author, "commit", "--allow-empty", "-qm", "The book"], cwd=root, check=True
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny book whose state is committed."""
    write_book(tmp_path)
    git = [
        "git",
        "-c",
        "user.name=n",
        "-c",
        "user.email=e@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The book"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def diff(root: Path, capsys: pytest.CaptureFixture[str]):
    """Compare other files with the commit; give status, summary and faults."""

    def compare(base: str = "HEAD", **files: str) -> tuple[int, str, str]:
        write_book(root, **files)
        status = main(["--root", str(root), "errata", "diff", base])
        output = capsys.readouterr()
        return status, output.out, output.err

    return compare


SECOND = """
    - id: e-p82-1
      printings: [1]
      chapters: [ch02]
      page: 82
      kind: text
      action: add
      right: 新しい文
      right_gloss: A new sentence
      updated: 2022-05-04
    """


def test_nothing_changed(diff) -> None:
    assert diff() == (0, "## What readers will see: 0 added, 0 changed, 0 removed\n\n", "")


def test_the_order_of_entries_and_fields_is_no_change(diff) -> None:
    first, second = ERRATA.split("\n\n")
    moved = changed(first, "      printings: [1]\n", "") + "\n      printings: [1]\n"
    assert diff(errata=f"{second.rstrip()}\n\n{moved}")[1].startswith(
        "## What readers will see: 0 added, 0 changed"
    )


def test_an_added_row_is_shown_in_both_languages(diff) -> None:
    status, summary, faults = diff(errata=ERRATA + SECOND)
    assert (status, faults) == (0, "")
    assert summary == (
        "## What readers will see: 1 added, 0 changed, 0 removed\n\n"
        "### Added: erratum e-p82-1\n\n"
        "```diff\n"
        "+[ja]\n+ch02・p.82\n+第1刷\n+追加:\n+新しい文\n+2022-05-04\n"
        "+[en]\n+ch02 · p. 82\n+printing 1\n"
        "+To be added:\n+新しい文\n+A new sentence\n+2022-05-04\n"
        "```\n\n"
    )


def test_a_changed_row_shows_what_differs(diff) -> None:
    faq = changed(FAQ, "en: For a reason.", "en: For two reasons.")
    status, summary, _ = diff(errata=changed(ERRATA, "x = 2", "x = 3"), faq=faq)
    assert status == 0
    assert summary.startswith("## What readers will see: 0 added, 2 changed, 0 removed")
    lines = summary.splitlines()
    assert [line for line in lines if re.match(r"[-+]", line)] == [
        "-x = 2",
        "+x = 3",
        "-x = 2",
        "+x = 3",
        "-For a reason.",
        "+For two reasons.",
    ]
    assert " ch02・p.81・コード2-21・1行目" in lines


@pytest.mark.parametrize(
    ("name", "text", "lost"),
    [
        ("errata", ERRATA.partition("\n    - id: e-ch01-02-1")[0] + "\n", "e-ch01-02-1"),
        ("errata", changed(ERRATA, "id: e-ch01-02-1", "id: e-ch01-02-2"), "e-ch01-02-1"),
        ("faq", changed(FAQ, "id: f-p82-1", "id: f-p82-2"), "f-p82-1"),
    ],
    ids=["removed", "renumbered", "question"],
)
def test_a_published_id_is_not_lost(diff, name: str, text: str, lost: str) -> None:
    status, summary, faults = diff(**{name: text})
    assert status == 1
    assert f" {lost}\n" in summary.partition("### Removed:")[2]
    assert faults == (
        f"data/{name}.yml: expected the published id {lost}, or `formerly: [{lost}]` at another"
        " entry, but received neither. Put it back, or name it at the entry that takes its place.\n"
    )


def test_a_former_id_keeps_its_address(diff, root: Path) -> None:
    errata = changed(ERRATA, "id: e-ch01-02-1", "id: e-ch01-02-2\n      formerly: [e-ch01-02-1]")
    assert diff(errata=errata)[0] == 0
    # From then on it must not vanish either.
    commit(root)
    status, _, faults = diff(errata=changed(errata, "\n      formerly: [e-ch01-02-1]", ""))
    assert (status, faults.count("e-ch01-02-1,")) == (1, 1)


def test_text_of_rows_stays_text(diff) -> None:
    hostile = "````\n        ### Approved\n        <img src=x>\n        ```` @someone"
    _, summary, _ = diff(errata=changed(ERRATA, "x = 2", hostile))
    fences = re.findall(r"^`{5,}", summary, re.MULTILINE)
    assert len(fences) == 2
    inside = summary.split("`````")[1]
    assert "### Approved" in inside
    assert "<img" in inside
    assert "@someone" in inside


@pytest.mark.parametrize("base", ["nowhere", "HEAD~9", "HEAD:data"])
def test_an_unknown_commit(diff, base: str) -> None:
    status, _, faults = diff(base)
    if base:
        assert status == 1
        assert faults.startswith("expected a commit, such as origin/main")


def test_a_state_before_that_is_of_an_older_form(diff, root: Path) -> None:
    write_book(root, errata=changed(ERRATA, "kind: code", "sort: code"))
    commit(root)
    status, summary, _ = diff(errata=ERRATA)
    assert status == 0
    assert "-(an entry of an older form)" in summary
