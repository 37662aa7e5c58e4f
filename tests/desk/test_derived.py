"""Text derived from data: what is out of date is named, and mended by one command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from booksite.book import load_book
from booksite.desk.derived import outdated_texts, readme_faults
from tests.project import ROOT, copy_sources, repository, run_booksite

BOOK = load_book(ROOT)


def test_a_new_title_is_out_of_date_until_generated(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    book = folder / "data/book.yml"
    text = book.read_text(encoding="utf-8")
    assert "en: Linear regression" in text
    book.write_text(text.replace("en: Linear regression", "en: Straight lines"), encoding="utf-8")
    checked = run_booksite(folder, "check")
    assert (checked.returncode, checked.stderr) == (
        1,
        ".github/ISSUE_TEMPLATE/erratum-en.yml: expected the text that src/booksite/desk/forms/ "
        "with data/book.yml gives, but received an older one. "
        "Run `make generate` and commit the result.\n"
        ".github/ISSUE_TEMPLATE/question-en.yml: expected the text that src/booksite/desk/forms/ "
        "with data/book.yml gives, but received an older one. "
        "Run `make generate` and commit the result.\n"
        "README.md: expected the text that data/book.yml gives, but received an older one. "
        "Run `make generate` and commit the result.\n",
    )
    generated = run_booksite(folder, "generate")
    assert "wrote README.md\n" in generated.stdout
    assert "[Straight lines](" in (folder / "README.md").read_text(encoding="utf-8")
    assert run_booksite(folder, "check").returncode == 0


def test_another_repository_changes_every_badge(tmp_path: Path) -> None:
    folder = copy_sources(tmp_path)
    book = folder / "data/book.yml"
    text = book.read_text(encoding="utf-8")
    book.write_text(
        text.replace(f"name: {repository().name}", "name: someone/else"), encoding="utf-8"
    )
    assert run_booksite(folder, "generate").returncode == 0
    for name in ("README.md", "README.ja.md", "notebooks/en/ch05_regression.ipynb"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "github/someone/else/blob/" in text
        assert f"github/{repository().name}" not in text


START, END = "<!-- chapters: en -->\n", "<!-- /chapters -->"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"x\n{START}old\n{END}\ny\n", 0),
        (f"x\n{START}{END}\ny\n", 0),
        (f"x\n{START.replace('chapters', 'chapter')}old\n{END}\n", 1),
        (f"x\n{START.replace('en', 'xx')}old\n{END}\n", 1),
        (None, 1),
    ],
    ids=["a table", "none yet", "misspelt", "no language", "no file"],
)
def test_each_language_has_a_readme_with_its_chapters(
    tmp_path: Path, text: str | None, faults: int
) -> None:
    shutil.copyfile(ROOT / "README.ja.md", tmp_path / "README.ja.md")
    if text is not None:
        (tmp_path / "README.md").write_text(text, encoding="utf-8")
    told = [str(fault) for fault in readme_faults(tmp_path, BOOK)]
    assert told == faults * [
        "README.en.md: expected the lines `<!-- chapters: en -->` and `<!-- /chapters -->` in this"
        " file or another README, but received none. Write them where the table of chapters"
        " belongs, and run `make generate`."
    ]
    made = dict(outdated_texts(tmp_path, BOOK)).get(tmp_path / "README.md")
    if faults:
        assert made is None
    else:
        assert made is not None
        assert made.startswith(f"x\n{START}| Chapter | ")
        assert made.endswith(f"|\n{END}\ny\n")
        assert "old" not in made


def test_a_table_that_is_not_closed_is_told_where_it_begins(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "README.ja.md", tmp_path / "README.ja.md")
    (tmp_path / "README.md").write_text(f"x\n{START}old\n", encoding="utf-8")
    assert [str(fault) for fault in readme_faults(tmp_path, BOOK)] == [
        "README.md:2: expected `<!-- /chapters -->` below the table that begins here, but received"
        " none. Write it."
    ]
