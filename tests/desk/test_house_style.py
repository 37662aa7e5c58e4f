"""One way of writing: what the check finds, with its messages, and what it lets stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite.desk.check import check_sources
from booksite.desk.house_style import SHEETS, data_faults, style_faults
from booksite.errors import FaultsError
from booksite.locales import text, words_of
from tests.helpers import ERRATA, LOCALES, changed, write_book
from tests.project import ROOT, copy_sources


def mended(words: str, locale: str = "ja") -> list[str]:
    return [fault.remedy for fault in style_faults("docs/ja/x.md", 1, words, locale)]


@pytest.mark.parametrize(
    ("locale", "words", "remedy"),
    [
        ("ja", "1〜2刷では", "Write '第1〜2刷'."),
        ("ja", "第1–2刷では", "Write '第1〜2刷'."),
        ("ja", "第1・2刷では", "Write '第1〜2刷'."),
        ("ja", "第1〜3・5〜6刷、3刷以降", "Write '第3刷'."),
        ("en", "marked “printing 1–2”", "Write 'printings 1–2'."),
        ("en", "in printings 1 and 2", "Write 'printings 1–2'."),
        ("en", "the 3rd printing", "Write 'printing 3'."),
        ("en", "The first printing says", "Write 'Printing 1'."),
        ("ja", "PyTorch の層", "Delete the space."),
        ("ja", "`fit`は `max` を使う", "Delete the space."),
        ("ja", "値が 9 になる", "Delete the space."),
        ("ja", "元のNotebookです", "Write 'ノートブック'."),
        ("ja", "二つ目のメモリを使う", "Write '2つ'."),
        ("ja", "二つ目のメモリを使う", "Write 'メモリー'."),
        ("ja", "山を降りると一歩", "Write '1歩'."),
        ("en", "See chapter 5 and p. 3–4.", "Write 'Chapter '."),
        ("en", "See chapter 5 and p. 3–4.", "Write 'pp. '."),
        ("en", "These data are in a dataset.", "Write 'data set'."),
    ],
)
def test_what_is_written_another_way_is_found(locale: str, words: str, remedy: str) -> None:
    assert remedy in mended(words, locale)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ja", "第1刷、第1〜2刷、第1・3刷、第1版第3刷発行、何刷か"),
        ("en", "printing 1, printings 1–2, printings 1 and 3; printed twice"),
        ("ja", "PyTorchの`nn.Linear`は、Deep Learningの部品です。"),
        ("ja", "# 2章 PyTorch入門\n\n**練習2 よい項目**（p.171 コード5-16）"),
        ("ja", "『最短コースでわかる PyTorch &深層学習プログラミング』"),
        ("ja", "`# GPU がない`と書く"),
        ("ja", "```python\n# PyTorch の層\n```\n\n$n$ 回"),
        ("ja", "Jupyter Notebookで開く"),
        ("ja", "第一歩、はじめの一歩。コンピューターとメモリー、`resnet18`、わずか"),
        ("en", "the chapter, data sets, `from sklearn import datasets`, pp. 3–4"),
    ],
)
def test_what_is_written_so_or_is_no_prose_stands(locale: str, words: str) -> None:
    assert mended(words, locale) == []


def test_a_message_has_file_line_example_and_remedy(tmp_path: Path) -> None:
    reason = "ja: 1〜2刷の NumPy のNotebookです。, en: See the 2nd printing."
    errata = changed(ERRATA, "ja: 値の間違いです。, en: The value was wrong.", reason)
    root = write_book(tmp_path, errata=errata)
    first, *rest = sorted(map(str, data_faults(root, LOCALES)))
    assert [first.split(" expected ")[0], len(rest)] == ["data/errata.yml:13:", 4]
    assert first == (
        "data/errata.yml:13: expected no space between Japanese and other letters, as in "
        "PyTorchの, but received '…1〜2刷の NumPy のN…'. Delete the space."
    )


def test_the_check_tells_of_pages_notebooks_and_data_at_once(tmp_path: Path) -> None:
    root = copy_sources(tmp_path / "project")
    for name, old in [
        ("docs/ja/about.md", "学習支援サイト"),
        ("notebooks/ch03_first_ml.ipynb", "## 準備"),
        ("data/glossary.yml", "機械学習です"),
    ]:
        file = root / name
        source = file.read_text(encoding="utf-8")
        file.write_text(source.replace(old, f"{old} PyTorch の", 1), encoding="utf-8")
    with pytest.raises(FaultsError) as raised:
        check_sources(root)
    found = {
        Path(fault.file).name
        for fault in raised.value.faults
        if fault.expected.startswith("no space")
    }
    assert found == {"about.md", "ch03_first_ml.ipynb", "glossary.yml"}


def test_the_words_of_the_program_keep_the_rules() -> None:
    for locale in LOCALES:
        # The site is named as the book is.
        for key in words_of(locale).keys() - {"site_name"}:
            words = text(key, locale, *("N" * 9))
            assert mended(words, locale) == [], key


def test_the_sheets_name_the_list_and_each_other() -> None:
    for name in SHEETS.values():
        sheet = (ROOT / name).read_text(encoding="utf-8")
        assert "src/booksite/desk/spelling.py" in sheet
        locale = "ja" if "ja" in name else "en"
        assert list(style_faults(name, 1, sheet, locale)) == []
