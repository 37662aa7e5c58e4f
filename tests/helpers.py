"""Building blocks for tests: the smallest world in which something can be shown."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from lxml import html

from booksite.book.kinds import KINDS
from booksite.book.loading import load_book
from booksite.errors import FaultsError
from booksite.locales import Locale

JA, EN = Locale("ja", "日本語"), Locale("en", "English", "en/")
LOCALES = (JA, EN)

BOOK = """\
    book:
      gloss_language: en
      title: 小さな本
      title_gloss: A small book
      author: {ja: 著者, en: Author}
      author_handle: author
      author_note: {ja: 仮の名前です。, en: Not a real name.}
      publisher: {name: {ja: 出版社, en: Press}, note: {ja: 推定です。, en: Our guess.}}
      isbn10: '4296110322'
      isbn13: 978-4-296-11032-2
      asin_kindle: B09G622WB6
      first_edition:
        {date: 2021-09-17, source: https://example.org/review,
        note: {ja: 読者によります。, en: According to a reader.}}
      printings_seen: [1, 2]
      last_page_seen: 200
      features: []
      readers: []

    repository:
      name: makaishi2/pytorch_book_info
      branch: main

    parts:
      - id: basics
        title: {ja: 基礎編, en: Basics}

    chapters:
      - id: ch01
        notebook: ch01_python
        part: basics
        label: {ja: 1章, en: Chapter 1}
        title: {ja: はじめに, en: Introduction}
        summary: {ja: 始めます。, en: A start.}
        gpu: false

      - id: ch02
        notebook: ch02_pytorch
        part: basics
        label: {ja: 2章, en: Chapter 2}
        title: {ja: つぎに, en: Second steps}
        summary: {ja: 進みます。, en: Further on.}
        gpu: true
        data:
          - {ja: 数字, en: Digits}
        pages_seen: [80, 89]
        execution:
          quick: {num_epochs: 1}
          expect:
            - {name: accuracy, expression: acc, at_least: 0.9}

    languages:
      - {id: ja, name: 日本語}
      - {id: en, name: English}

    pages: [index.md, chapters/index.md, errata.md, changes.md, faq.md, links.md]
    """

ERRATA = """\
    - id: e-p81-1
      printings: [1]
      chapters: [ch02]
      page: 81
      listings: ['2-21']
      place: {ja: 1行目, en: line 1}
      kind: code
      action: replace
      wrong: |-
        x = 1
      right: |-
        x = 2
      reason: {ja: 値の間違いです。, en: The value was wrong.}
      updated: 2022-05-04

    - id: e-ch01-02-1
      printings: [1, 2]
      chapters: [ch01, ch02]
      kind: general
      action: read_as
      updated: 2023-03-24
      place: {ja: 各所, en: Throughout}
      reason: {ja: 読み替えます。, en: Read it so.}
    """

CHANGES = """\
    - id: old-call
      chapters: [ch02]
      page: 81
      listings: ['2-21']
      title: {ja: 古い書き方です, en: An old call}
      effect: error
      printed: old()
      message: 'NameError: no old'
      seen_with: Python 3.11
      cause: {ja: なくなりました。, en: It is gone.}
      cure: {ja: 替えます。, en: Replace it.}
      updated: 2023-03-24
    """

FAQ = """\
    - id: f-p82-1
      chapters: [ch02]
      section: '2.4'
      page: 82
      question: {ja: なぜですか。, en: Why?}
      answer: {ja: 理由があります。, en: For a reason.}
      related: [e-p81-1]
      topic: text
      origin: book
      updated: 2022-04-02
    """

LINKS = """\
    groups:
      - id: author
        name: {ja: 著者, en: By the author}

    links:
      - id: notes
        group: author
        title: 覚え書き
        url: https://example.org/notes
        kind: article
        language: ja
        description: {ja: 補足です。, en: An addition.}
        chapter: ch02
        checked: null
    """

GLOSSARY = """\
    - id: tensor
      name: {ja: テンソル, en: tensor}
      variants: [torch.Tensor]
      definition: {ja: 多次元の配列です。, en: A multi-dimensional array.}
      chapter: ch02
    """

FILES = {
    "book": BOOK,
    "errata": ERRATA,
    "changes": CHANGES,
    "faq": FAQ,
    "links": LINKS,
    "glossary": GLOSSARY,
}

# The tiny book has none of the other kinds of records.
NONE = {kind.name: "[]\n" for kind in KINDS}


def write_book(root: Path, **files: str) -> Path:
    """Write the data files of a tiny valid book and return its root.

    Two chapters (ch01, ch02), two errata, one change, one question, one link, one term.

    Args:
        root: An empty folder, usually `tmp_path`.
        **files: Text in place of a file, by its name without .yml; indentation is removed.
    """
    (root / "data").mkdir(parents=True, exist_ok=True)
    for name, text in {**NONE, **FILES, **files}.items():
        (root / "data" / f"{name}.yml").write_text(dedent(text), encoding="utf-8")
    return root


def changed(text: str, old: str, new: str) -> str:
    """Return a text with one change, and fail where the change does not apply exactly once."""
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def message_for(root: Path, **files: str) -> str:
    """Return the message for a tiny book with other files, see `write_book`."""
    try:
        load_book(write_book(root, **files))
    except FaultsError as error:
        return str(error)
    raise AssertionError("the book has no faults")


def document(file: Path) -> html.HtmlElement:
    """Read a built page, which leaves out what HTML lets out."""
    return html.document_fromstring(file.read_text(encoding="utf-8"))


def anchors(file: Path) -> set[str]:
    """Return every id of a built page."""
    return set(document(file).xpath("//@id"))


def head_of(file: Path) -> dict[str, str]:
    """Return what the head of a built page tells others, by property, name or language."""
    page = document(file)
    tags = {
        tag.get("property") or tag.get("name"): tag.get("content")
        for tag in page.xpath("//meta[@content]")
    }
    for link in page.xpath("//link[@hreflang]"):
        assert link.get("rel").split() == ["alternate"]
        tags[f"hreflang {link.get('hreflang')}"] = link.get("href")
    return tags | {"language": page.get("lang"), "title": page.findtext(".//title")}
