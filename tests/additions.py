"""One valid addition of every sort, each as CONTRIBUTING tells it, by data alone."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent, indent

from booksite.locales import Locale
from booksite.notebooks.code import code_hash
from tests.helpers import EN, LOCALES
from tests.real import BOOK
from tests.test_contributing import section
from tests.tiny import code, make_notebook, markdown, output, saved, translated

PRINTING = BOOK.info.printings_seen[-1] + 1
ENTRIES = {
    "errata": """
        - id: e-p171-99
          printings: [1, 2]
          chapters: [ch05]
          page: 171
          listings: ['5-16']
          kind: code
          action: replace
          wrong: |-
            x = 1
          right: |-
            x = 2
          reason: {ja: 値の間違いです。, en: The value was wrong.}
          updated: 2026-11-24

        - id: e-p171-98
          printings: [PRINTING]
          chapters: [ch05]
          page: 171
          kind: text
          action: replace
          wrong: 損失関す
          right: 損失関数
          updated: 2026-11-24
        """,
    "faq": """
        - id: f-p172-99
          topic: text
          origin: book
          chapters: [ch05]
          page: 172
          question: {ja: なぜ平均なのですか。, en: Why the mean?}
          answer: {ja: 件数によらないためです。, en: It does not depend on how many there are.}
          updated: 2026-11-24

        - id: f-name-added
          topic: messages
          origin: site
          chapters: [ch13]
          question: {ja: 名前が定義されていません。, en: A name is not defined.}
          message: "NameError: name 'added' is not defined"
          raised_by: added
          answer: {ja: 先に定義します。, en: Define it first.}
          updated: 2026-11-24
        """,
    "changes": """
        - id: added-call
          chapters: [ch11, ch13]
          title: {ja: '`added`がエラーになる', en: '`added` fails'}
          effect: error
          printed: added("weights.pth")
          message: "NameError: name 'added' is not defined"
          seen_with: Python 3.13
          cause: {ja: この関数はなくなりました。, en: The function is gone.}
          cure: {ja: 別の関数を使います。, en: Use another one.}
          updated: 2026-11-24
        """,
    "links": """
        - id: added-documentation
          group: other
          title: Quantization
          url: https://example.org/quantization
          kind: documentation
          language: en
          description: {ja: 量子化の説明です。, en: How quantization works.}
          chapter: ch13
          checked: null
        """,
    "glossary": """
        - id: quantization
          name: {ja: 量子化, en: quantization}
          reading: りょうしか
          variants: [quantize]
          definition: {ja: 数を少ないビットで表すことです。, en: Holding numbers in fewer bits.}
          chapter: ch13
        """,
    "synonyms": """
        - id: fewer-bits
          asked: [軽量化, lighter model]
          meant: [量子化, quantization]
        """,
}
HEADINGS = {
    "ja": ("学ぶこと", "丸めて軽くします。", "始める前に", "なにも要りません。"),
    "en": ("What you will learn", "Round to fewer bits.", "Before you start", "Nothing is needed."),
}
PARTS = ("chapter-errata", "chapter-faq", "notebook")
TITLES = {"ja": "# 13章 量子化", "en": "# Chapter 13 Quantization"}
PLAIN = {"colab": {"provenance": []}, "language_info": {"name": "python"}}
ASKED = "丸めると？\n\n<details><summary>答え</summary>小さくなります。</details>\n\n"
ASKED_EN = "And rounded?\n\n<details><summary>Answer</summary>It is smaller.</details>\n\n"


def add_everything(folder: Path) -> None:
    """Add to a copy of the project one of everything; `booksite generate` does the rest."""
    for name, entries in ENTRIES.items():
        file = folder / f"data/{name}.yml"
        text = dedent(entries).replace("PRINTING", str(PRINTING))
        nested = "  " if name == "links" else ""
        before = file.read_text(encoding="utf-8").rstrip("\n")
        file.write_text(f"{before}\n\n{indent(text.strip(), nested)}\n", encoding="utf-8")
    _add_printing(folder / "data/book.yml")
    _add_page(folder)
    _add_chapter(folder)


def _add_printing(book: Path) -> None:
    text = book.read_text(encoding="utf-8")
    seen = ", ".join(map(str, BOOK.info.printings_seen))
    assert f"printings_seen: [{seen}]" in text
    text = text.replace(f"printings_seen: [{seen}]", f"printings_seen: [{seen}, {PRINTING}]")
    book.write_text(text, encoding="utf-8")


def _add_page(folder: Path) -> None:
    for locale in LOCALES:
        [page] = _blocks(locale, "Add a page", "ページを加える")
        (folder / f"docs/{locale}/quick-start.md").write_text(page, encoding="utf-8")
    book = folder / "data/book.yml"
    text = book.read_text(encoding="utf-8")
    entry = "  - how-to-run.md\n"
    assert entry in text
    book.write_text(text.replace(entry, f"  - quick-start.md\n{entry}"), encoding="utf-8")


def _add_chapter(folder: Path) -> None:
    book = folder / "data/book.yml"
    text = book.read_text(encoding="utf-8")
    [entry] = _blocks(EN, "Add a chapter", "章を加える")
    first_lecture = next(chapter.id for chapter in BOOK.chapters if chapter.id.startswith("l"))
    before, at, after = text.partition(f"  - id: {first_lecture}\n")
    book.write_text(f"{before}{indent(dedent(entry), '  ')}\n{at}{after}", encoding="utf-8")
    for locale in LOCALES:
        page = folder / f"docs/{locale}/chapters/ch13.md"
        page.write_text(_chapter_page(locale), encoding="utf-8")
    _add_notebook(folder)


def _chapter_page(locale: Locale) -> str:
    learn, what, before, needed = HEADINGS[locale]
    description = {"ja": "量子化の仕組み。", "en": "How quantization works."}[locale]
    markers = [f"<!-- booksite:{name} -->" for name in PARTS]
    front = f"---\nchapter: ch13\ndescription: {description}\n---"
    text = [f"## {learn} {{#learn}}", what, f"## {before} {{#before}}", needed]
    return "\n\n".join([front, "<!-- booksite:chapter-header -->", *text, *markers]) + "\n"


def _add_notebook(folder: Path) -> None:
    said = [output("stream", name="stdout", text="3\n")]
    cells = [
        markdown("title", TITLES["ja"], tags=["colab-only"]),
        markdown("rounding", "## 丸める\n\nビットを減らします。"),
        code("round", "print(round(2.7))"),
        markdown("asked", ASKED * 3),
        code("solved", "print(round(3.1))", tags=["solution"]),
        code("solved-too", "print(round(2.9))", tags=["solution"]),
    ]
    for count, cell in enumerate([c for c in cells if c.cell_type == "code"], start=1):
        cell.execution_count, cell.outputs = count, said
    words = {"title": TITLES["en"], "rounding": "## Rounding\n\nFewer bits.", "asked": ASKED_EN * 3}
    twins = [translated(cell, words.get(cell.id)) for cell in cells]
    for locale, own in zip(LOCALES, (cells, twins), strict=True):
        run = {
            "torch": "2.13.0",
            "python": "3.13.0",
            "code": code_hash(own),
            "device": "CPU",
            "date": "2026-11-24",
            "data": [],
            "parameters": {},
            "seconds": 1,
        }
        made = make_notebook(*own, booksite={"run": run}, **PLAIN)
        saved(folder, made, locale, "ch13_quantization")


def _blocks(locale: Locale, *titles: str) -> list[str]:
    """Return what CONTRIBUTING shows in a section, by its titles in both languages."""
    return re.findall(r"^ *```\w+\n(.*?)^ *```$", section(locale, titles), re.M | re.S)
