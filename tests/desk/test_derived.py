"""Text derived from data: what is out of date is named, and mended by one command."""

from __future__ import annotations

from pathlib import Path

from tests.project import copy_sources, run_booksite


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
        text.replace("name: makaishi2/pytorch_book_info", "name: someone/else"), encoding="utf-8"
    )
    assert run_booksite(folder, "generate").returncode == 0
    for name in ("README.md", "README.ja.md", "notebooks/en/ch05_regression.ipynb"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "github/someone/else/blob/main" in text
        assert "github/makaishi2" not in text
