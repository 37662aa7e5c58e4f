"""Wrong fields of data files: the full text of each message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import FILES, GLOSSARY, changed, message_for


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        # A wrong value: the line of the field, what belongs there, what came.
        (
            "errata",
            "page: 81",
            "page: p.81",
            "data/errata.yml:4: expected a page number from 1 to 600, such as 143, in 'page' of"
            " e-p81-1, but received 'p.81'. Write 81 alone.",
        ),
        (
            "errata",
            "printings: [1, 2]",
            "printings: [2, 1]",
            "data/errata.yml:17: expected the printings in rising order, such as [1, 2], in"
            " 'printings' of e-ch01-02-1, but received [2, 1]. Correct 'printings'.",
        ),
        (
            "errata",
            "kind: code",
            "kind: bug",
            "data/errata.yml:7: expected one of 'clarification', 'code', 'comment', 'figure',"
            " 'general', 'output', 'rewrite', 'text' or 'typo', in 'kind' of e-p81-1,"
            " but received 'bug'. Correct 'kind'.",
        ),
        (
            "errata",
            "updated: 2022-05-04",
            "updated: 2022-5-4th",
            "data/errata.yml:14: expected a date up to today, without quotation marks, such as"
            " 2023-03-24, in 'updated' of e-p81-1, but received '2022-5-4th'. Correct 'updated'.",
        ),
        (
            "errata",
            "listings: ['2-21']",
            "listings: ['2-21', コード2-22]",
            "data/errata.yml:5: expected the number of a listing in quotation marks and without"
            " コード, such as '5-16', in 'listings' of e-p81-1, but received 'コード2-22'."
            " Write 2-22 alone.",
        ),
        (
            "errata",
            "updated: 2022-05-04",
            "updated: 2022/5/4",
            "data/errata.yml:14: expected a date up to today, without quotation marks, such as"
            " 2023-03-24, in 'updated' of e-p81-1, but received '2022/5/4'. Write 2022-05-04,"
            " without quotation marks.",
        ),
        # A text in another language than its field says.
        (
            "errata",
            "en: The value was wrong.",
            "en: 値の間違いです。",
            "data/errata.yml:13: expected the text in English, in 'reason.en' of e-p81-1,"
            " but received '値の間違いです。'. Correct 'en'.",
        ),
        (
            "errata",
            "page: 81",
            "page: ８１",
            "data/errata.yml:4: expected a page number from 1 to 600, such as 143, in 'page' of"
            " e-p81-1, but received '８１'. Write it with characters of one column: 81",
        ),
        (
            "errata",
            "printings: [1]",
            "printings: ［1、2］",
            "data/errata.yml:2: expected the printings in rising order, such as [1, 2], in"
            " 'printings' of e-p81-1, but received '［1、2］'. Write it with characters of one"
            " column: [1,2]",
        ),
        (
            "errata",
            "chapters: [ch02]",
            "chapters: [ch2]",
            "data/errata.yml:3: expected the id of a chapter, such as ch05 or l01, in 'chapters'"
            " of e-p81-1, but received 'ch2'. Correct 'chapters'.",
        ),
        (
            "errata",
            "reason: {ja: 値の間違いです。, en: The value was wrong.}",
            "reason: The value was wrong.",
            "data/errata.yml:13: expected the reason, such as {ja: 値の間違いです。, en: The value"
            " was wrong.}, in 'reason' of e-p81-1, but received 'The value was wrong.'."
            " Correct 'reason'.",
        ),
        (
            "faq",
            "en: Why?",
            "en: Why<br>?",
            "data/faq.yml:5: expected one paragraph of text without HTML tags, such as 'Replace"
            " `labels` by `labels1`.', in 'question.en' of f-p82-1,"
            " but received 'Why<br>?'. Correct 'en'.",
        ),
        (
            "links",
            "url: https://example.org/notes",
            "url: example.org/notes",
            "data/links.yml:9: expected an address such as 'https://example.org/page', in 'url' of"
            " notes, but received 'example.org/notes'. Correct 'url'.",
        ),
        (
            "book",
            "gpu: false",
            "gpu: no",
            "data/book.yml:35: expected true or false, in 'gpu' of ch01, but received 'no'."
            " Correct 'gpu'.",
        ),
        (
            "book",
            "pages_seen: [80, 89]",
            "pages_seen: [80]",
            "data/book.yml:46: expected the lowest and the highest page, such as [134, 145], in"
            " 'pages_seen' of ch02, but received [80]. Correct 'pages_seen'.",
        ),
        (
            "book",
            "quick: {num_epochs: 1}",
            "quick: {num_epochs: [1]}",
            "data/book.yml:48: expected a number, a text, true or false, such as 1, in"
            " 'execution.quick.num_epochs' of ch02, but received [1]. Correct 'num_epochs'.",
        ),
        (
            "book",
            "at_least: 0.9",
            "at_least: high",
            "data/book.yml:50: expected a number such as 0.9, in 'execution.expect.at_least'"
            " of ch02, but received 'high'. Correct 'at_least'.",
        ),
        # A value that is not there.
        (
            "glossary",
            "en: tensor}",
            "en: null}",
            "data/glossary.yml:2: expected one paragraph of text without HTML tags, such as"
            " 'Replace `labels` by `labels1`.', in 'name.en' of tensor, but received nothing."
            " Correct 'en'.",
        ),
        # A field that is not there: the line of the entry.
        (
            "errata",
            "      updated: 2022-05-04\n",
            "",
            "data/errata.yml:1: expected the field 'updated' (a date up to today, without quotation"
            " marks, such as 2023-03-24), in e-p81-1, but received nothing. Add 'updated:' there.",
        ),
        (
            "errata",
            "action: replace\n",
            "\n",
            "data/errata.yml:1: expected the field 'action' (one of 'add', 'read_as', 'replace',"
            " 'rewrite'), in e-p81-1, but received nothing. Add 'action:' there.",
        ),
        (
            "book",
            "        gpu: true\n",
            "",
            "data/book.yml:37: expected the field 'gpu' (true or false), in ch02,"
            " but received nothing. Add 'gpu:' there.",
        ),
        (
            "glossary",
            "definition: {ja: 多次元の配列です。, en: A multi-dimensional array.}",
            "definition: {ja: 多次元の配列です。}",
            "data/glossary.yml:4: expected the field 'en' (one paragraph of text without HTML tags,"
            " such as 'Replace `labels` by `labels1`.'), in 'definition' of tensor,"
            " but received nothing. Add 'en:' there.",
        ),
        # A field too many, with the nearest known name.
        (
            "glossary",
            "variants:",
            "variant:",
            "data/glossary.yml:3: expected one of the fields id, name, reading, variants,"
            " definition, chapter, in tensor, but received 'variant'. Did you mean 'variants'?",
        ),
        (
            "glossary",
            "en: A multi-dimensional array.",
            "en: A multi-dimensional array., fr: Un tableau.",
            "data/glossary.yml:4: expected one of the languages ja, en, in 'definition' of"
            " tensor, but received 'fr'. Remove 'fr'.",
        ),
        (
            "glossary",
            "en: A multi-dimensional array.",
            "en: A multi-dimensional array., eng: An array.",
            "data/glossary.yml:4: expected one of the languages ja, en, in 'definition' of"
            " tensor, but received 'eng'. Did you mean 'en'?",
        ),
        # An entry that is no mapping, and lists that are none or must not be empty.
        (
            "glossary",
            "- id: tensor",
            "- tensor\n    - id: tensor",
            "data/glossary.yml:1: expected a mapping of fields to values,"
            " but received 'tensor'. Correct the entry.",
        ),
        (
            "glossary",
            "variants: [torch.Tensor]",
            "variants: torch.Tensor",
            "data/glossary.yml:3: expected a list such as [a, b], in 'variants' of tensor,"
            " but received 'torch.Tensor'. Correct 'variants'.",
        ),
        (
            "book",
            "    parts:\n      - id: basics\n        title: {ja: 基礎編, en: Basics}\n",
            "    parts: []\n",
            "data/book.yml:24: expected at least one entry, in 'parts',"
            " but received []. Correct 'parts'.",
        ),
    ],
)
def test_wrong_fields(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    assert message_for(tmp_path, **{name: changed(FILES[name], old, new)}) == message


def test_long_values_are_cut(tmp_path: Path) -> None:
    message = message_for(
        tmp_path, glossary=changed(GLOSSARY, "chapter: ch02", f"chapter: {'x' * 99}")
    )
    assert f"but received '{'x' * 58}…. Correct" in message
