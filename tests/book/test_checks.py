"""Wrong relations between entries and files: the full text of each message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import CHANGES, FILES, changed, message_for


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        # Ids are unique.
        (
            "errata",
            "id: e-ch01-02-1",
            "id: e-p81-1",
            "data/errata.yml:16: expected an id of its own, but received 'e-p81-1', which line 1"
            " has already. Choose another id.",
        ),
        (
            "book",
            "title: {ja: 基礎編, en: Basics}",
            "title: {ja: 一, en: One}\n      - id: basics\n        title: {ja: 二, en: Two}",
            "data/book.yml:27: expected an id of its own, but received 'basics', which line 25"
            " has already. Choose another id.",
        ),
        (
            "book",
            "notebook: ch02_pytorch",
            "notebook: ch01_python",
            "data/book.yml:38: expected a notebook of its own, in 'notebook' of ch02,"
            " but received 'ch01_python', which ch01 has. Correct the file name.",
        ),
        # Ids fit their entries.
        (
            "errata",
            "page: 81",
            "page: 82",
            "data/errata.yml:1: expected an id that fits the entry, such as e-p82-1, in 'id' of"
            " e-p81-1, but received 'e-p81-1'. Correct the id, or the page or chapters.",
        ),
        (
            "errata",
            "id: e-ch01-02-1",
            "id: e-ch05-1",
            "data/errata.yml:16: expected an id that fits the entry, such as e-ch01-1, in 'id' of"
            " e-ch05-1, but received 'e-ch05-1'. Correct the id, or the page or chapters.",
        ),
        (
            "faq",
            "id: f-p82-1",
            "id: f-p83-1",
            "data/faq.yml:1: expected an id that fits the entry, such as f-p82-1, in 'id' of"
            " f-p83-1, but received 'f-p83-1'. Correct the id, or the page or chapters.",
        ),
        # The languages agree about the place.
        (
            "errata",
            "place: {ja: 1行目, en: line 1}",
            "place: {ja: 1行目, en: line 2}",
            "data/errata.yml:6: expected the same numbers in all languages, in 'place' of e-p81-1,"
            " but received 1 in 'ja', 2 in 'en'. Correct one of them.",
        ),
        # Code is code.
        (
            "errata",
            "x = 2",
            "x　= ２",
            "data/errata.yml:11: expected code that Python reads: letters, signs and blanks of one"
            " column outside of quotation marks, in 'right' of e-p81-1, but received a full-width"
            " blank. Write it with signs of one column.",
        ),
        (
            "changes",
            "printed: old()",
            "printed: print(“old”)",
            "data/changes.yml:7: expected code that Python reads: letters, signs and blanks of one"
            " column outside of quotation marks, in 'printed' of old-call, but received '“'."
            " Write it with signs of one column.",
        ),
        # An erratum says where, what, and to whom.
        (
            "errata",
            "      right: |-\n        x = 2\n",
            "",
            "data/errata.yml:8: expected 'right' beside the action replace, in 'action' of"
            " e-p81-1, but received nothing. Add 'right:'.",
        ),
        (
            "errata",
            "x = 2",
            "x = 1",
            "data/errata.yml:11: expected another text than in 'wrong', in 'right' of e-p81-1,"
            " but received the same. Correct one of them.",
        ),
        (
            "errata",
            "      place: {ja: 各所, en: Throughout}\n",
            "",
            "data/errata.yml:16: expected a 'page', a listing, a figure or a 'place', in 'id' of"
            " e-ch01-02-1, but received none of them. Add one.",
        ),
        (
            "errata",
            "      reason: {ja: 読み替えます。, en: Read it so.}\n",
            "",
            "data/errata.yml:16: expected one of 'wrong', 'right', 'reason' and 'remark', in 'id'"
            " of e-ch01-02-1, but received none of them. Add what readers shall know.",
        ),
        (
            "errata",
            "printings: [1, 2]",
            "printings: [1, 9]",
            "data/errata.yml:17: expected printings up to 2, the last of 'printings_seen' in"
            " data/book.yml, in 'printings' of e-ch01-02-1, but received [1, 9]."
            " Correct it, or add the printing there.",
        ),
        # A message is raised again by a test.
        (
            "faq",
            "      answer:",
            "      message: 'NameError: no net'\n      answer:",
            "data/faq.yml:6: expected 'raised_by' with code that raises it, in 'message' of"
            " f-p82-1, but received nothing. Add it, or 'raised_elsewhere:' with what that takes.",
        ),
        (
            "changes",
            "message: 'NameError: no old'\n      seen_with: Python 3.11",
            "raised_by: old()",
            "data/changes.yml:8: expected a 'message' beside it, in 'raised_by' of old-call,"
            " but received none. Add it.",
        ),
        (
            "changes",
            "      seen_with:",
            "      raised_by: old()\n      raised_elsewhere: Python 2\n      seen_with:",
            "data/changes.yml:10: expected one of 'raised_by' and 'raised_elsewhere', in"
            " 'raised_elsewhere' of old-call, but received both. Remove one of the two.",
        ),
        # What is named exists.
        (
            "book",
            "readers: []",
            "readers:\n        - {id: all, title: {ja: 皆, en: All}, text: {ja: 皆, en: All}, "
            "chapters: [ch01, ch03]}",
            "data/book.yml:19: expected the id of an existing chapter, such as ch01, in 'chapters'"
            " of all, but received 'ch03'. Correct it, or add the chapter.",
        ),
        (
            "book",
            "        part: basics\n        label: {ja: 2章, en: Chapter 2}",
            "        part: basic\n        label: {ja: 2章, en: Chapter 2}",
            "data/book.yml:39: expected the id of an existing part, such as basics, in 'part' of"
            " ch02, but received 'basic'. Correct it, or add the part.",
        ),
        (
            "errata",
            "chapters: [ch02]",
            "chapters: [ch02, ch03]",
            "data/errata.yml:3: expected the id of an existing chapter, such as ch01, in"
            " 'chapters' of e-p81-1, but received 'ch03'. Correct it, or add the chapter.",
        ),
        (
            "faq",
            "chapters: [ch02]",
            "chapters: [ch03]",
            "data/faq.yml:2: expected the id of an existing chapter, such as ch01, in 'chapters'"
            " of f-p82-1, but received 'ch03'. Correct it, or add the chapter.",
        ),
        (
            "faq",
            "related: [e-p81-1]",
            "related: [e-p81-1, e-p81-2]",
            "data/faq.yml:7: expected the id of an existing erratum, such as e-ch01-02-1, in"
            " 'related' of f-p82-1, but received 'e-p81-2'. Correct it, or add the erratum.",
        ),
        (
            "links",
            "group: author",
            "group: editor",
            "data/links.yml:7: expected the id of an existing group, such as author, in 'group' of"
            " notes, but received 'editor'. Correct it, or add the group.",
        ),
        (
            "links",
            "chapter: ch02",
            "chapter: ch03",
            "data/links.yml:13: expected the id of an existing chapter, such as ch01, in 'chapter'"
            " of notes, but received 'ch03'. Correct it, or add the chapter.",
        ),
        (
            "glossary",
            "chapter: ch02",
            "chapter: ch03",
            "data/glossary.yml:5: expected the id of an existing chapter, such as ch01, in"
            " 'chapter' of tensor, but received 'ch03'. Correct it, or add the chapter.",
        ),
        # A former id is an address that still leads somewhere: it belongs to one entry.
        (
            "errata",
            "id: e-ch01-02-1",
            "id: e-ch01-02-1\n      formerly: [e-p90-1, e-p81-1]",
            "data/errata.yml:17: expected an id that no entry has or had, in 'formerly' of"
            " e-ch01-02-1, but received 'e-p81-1'. Remove it.",
        ),
        (
            "faq",
            "id: f-p82-1",
            "id: f-p82-1\n      formerly: [f-p80-1, f-p80-1]",
            "data/faq.yml:2: expected an id that no entry has or had, in 'formerly' of f-p82-1,"
            " but received 'f-p80-1'. Remove it.",
        ),
        # Numbers and pages that the chapter cannot have.
        (
            "errata",
            "listings: ['2-21']",
            "listings: ['2-21', '5-16', 'L2-1', '4']",
            "\n".join(
                "data/errata.yml:5: expected the number of a listing of ch02 or of an earlier"
                f" chapter, in 'listings' of e-p81-1, but received '{number}'. Correct 'listings'"
                " or 'chapters'."
                for number in ("4", "5-16", "L2-1")
            ),
        ),
        (
            "errata",
            "page: 81",
            "page: 81\n      figures: ['1-2', '3-1']",
            "data/errata.yml:5: expected the number of a figure of ch02 or of an earlier chapter,"
            " in 'figures' of e-p81-1, but received '3-1'. Correct 'figures' or 'chapters'.",
        ),
        (
            "faq",
            "section: '2.4'",
            "section: '1.4'",
            "data/faq.yml:3: expected the number of a section of ch02, in 'section' of f-p82-1,"
            " but received '1.4'. Correct 'section' or 'chapters'.",
        ),
        (
            "errata",
            "chapters: [ch01, ch02]",
            "chapters: [ch01]\n      page: 80",
            "data/errata.yml:19: expected a page that can belong to ch01 (1 to 79), in 'page' of"
            " e-ch01-02-1, but received 80. Correct 'page' or 'chapters'.",
        ),
        (
            "changes",
            "listings: ['2-21']",
            "listings: ['5-16']",
            "data/changes.yml:4: expected the number of a listing of ch02 or of an earlier chapter,"
            " in 'listings' of old-call, but received '5-16'. Correct 'listings' or 'chapters'.",
        ),
        # Fields that depend on each other.
        (
            "errata",
            "page: 81",
            "page: 81\n      page_end: 80",
            "data/errata.yml:5: expected a page from 'page' (81) on, in 'page_end' of e-p81-1,"
            " but received 80. Correct 'page' or 'page_end'.",
        ),
        (
            "errata",
            "page: 81",
            "page_end: 81",
            "data/errata.yml:4: expected a 'page' where the range begins, in 'page_end' of e-p81-1,"
            " but received nothing. Add 'page:' to the entry.",
        ),
        (
            "links",
            "title: 覚え書き",
            "title: null",
            "data/links.yml:6: expected either the page's own 'title' or a 'label' of ours, in"
            " notes, but received neither. Add 'label:' in all languages.",
        ),
        (
            "links",
            "title: 覚え書き",
            "title: 覚え書き\n        label: {ja: メモ, en: Notes}",
            "data/links.yml:6: expected either the page's own 'title' or a 'label' of ours, in"
            " notes, but received both. Remove 'label'.",
        ),
        # Languages: where the one that stands in is unknown, no text is said to lack one.
        (
            "book",
            "{id: en, name: English}",
            "{id: en, name: English}\n      - {id: fr, name: Français, untranslated_in: de}",
            "data/book.yml:55: expected a translated language above: en, ja, in"
            " 'untranslated_in' of fr, but received 'de'. Correct 'untranslated_in'.",
        ),
        (
            "book",
            "gloss_language: en",
            "gloss_language: xx",
            "data/book.yml:2: expected the id of an existing language, such as en, in"
            " 'book.gloss_language', but received 'xx'. Correct it, or add the language.",
        ),
        (
            "links",
            "language: ja",
            "language: fr",
            "data/links.yml:11: expected a language with a word, such as 'in_en' in"
            " src/booksite/locales/en.yml, in 'language' of notes, but received 'fr'. Correct it,"
            " or add 'in_fr:' to the files of all languages.",
        ),
    ],
)
def test_wrong_relations(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    assert message_for(tmp_path, **{name: changed(FILES[name], old, new)}) == message


def test_no_example_where_nothing_is_known(tmp_path: Path) -> None:
    assert message_for(tmp_path, errata="[]\n") == (
        "data/faq.yml:7: expected the id of an existing erratum, in 'related' of f-p82-1,"
        " but received 'e-p81-1'. Correct it, or add the erratum."
    )


def test_a_change_names_what_exists_and_how_its_message_was_seen(tmp_path: Path) -> None:
    text = changed(CHANGES, "      seen_with: Python 3.11\n", "      errata: [e-p1-1]\n")
    text = changed(text, "chapters: [ch02]", "chapters: [ch99]")
    assert message_for(tmp_path, changes=text).splitlines() == [
        "data/changes.yml:2: expected the id of an existing chapter, such as ch01, in "
        "'chapters' of old-call, but received 'ch99'. Correct it, or add the chapter.",
        "data/changes.yml:8: expected the versions that gave the message, such as "
        "'scikit-learn 1.9.1', in 'message' of old-call, but received nothing. "
        "Add 'seen_with:', or remove 'message:'.",
        "data/changes.yml:9: expected the id of an existing erratum, such as e-ch01-02-1, in "
        "'errata' of old-call, but received 'e-p1-1'. Correct it, or add the erratum.",
    ]
