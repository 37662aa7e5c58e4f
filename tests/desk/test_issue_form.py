"""Forms for issues: complete and alike in both languages; what readers write becomes an entry."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booksite.book.loading import load_book
from booksite.book.yamlfile import load_yaml
from booksite.cli import main
from booksite.desk import issue_form
from booksite.desk.form_files import FORMS as FORM_NAMES
from booksite.desk.issue_form import erratum_form, read_erratum
from booksite.errors import BooksiteError, FaultsError
from booksite.locales import Locale
from tests.helpers import EN, JA, LOCALES, write_book
from tests.project import ROOT

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
TODAY = datetime.date.today()


def form(kind: str, locale: Locale) -> dict[str, Any]:
    data = load_yaml(FORMS, f"{kind}-{locale}.yml", dict).data
    assert isinstance(data, dict)
    return data


# The forms.


def test_each_form_exists_in_both_languages() -> None:
    expected = {f"{kind}-{locale}.yml" for kind in FORM_NAMES for locale in LOCALES}
    assert {file.name for file in FORMS.iterdir()} == expected | {"config.yml"}


@pytest.mark.parametrize("kind", FORM_NAMES)
def test_both_languages_ask_the_same(kind: str) -> None:
    """A link of the site fills a field by its id, whichever the language."""
    shape = [
        [
            (
                part["type"],
                part.get("id"),
                part.get("validations"),
                len(part["attributes"].get("options", [])),
            )
            for part in form(kind, locale)["body"]
        ]
        for locale in LOCALES
    ]
    assert shape[0] == shape[1]
    assert form(kind, JA)["labels"] == form(kind, EN)["labels"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", FORM_NAMES)
def test_a_form_explains_itself_on_the_site(kind: str, locale: Locale) -> None:
    book = load_book(ROOT)
    root = book.repository.site_url + locale.root
    text = (FORMS / f"{kind}-{locale}.yml").read_text(encoding="utf-8")
    assert f"]({root}" in text
    assert text.count("https://") == text.count(root), "an address of another site or language"


# Bodies of issues. The book of these tests is tiny: pages 80 to 89 belong to ch02.

FILLED: dict[str, dict[str, str]] = {
    "page": {"ja": "85", "en": "85"},
    "chapter": {"ja": "2章 PyTorch入門 (ch02)", "en": "Chapter 2: Introduction (ch02)"},
    "listing": {"ja": "_No response_", "en": "_No response_"},
    "printing": {"ja": "第2刷 (2)", "en": "2nd printing (2)"},
    "kind": {"ja": "本文 (text)", "en": "Text (text)"},
    "place": {"ja": "3行目", "en": "line 3"},
    "wrong": {"ja": "古い文", "en": "古い文"},
    "right": {"ja": "新しい文", "en": "新しい文"},
    "reason": {"ja": "意味が逆です。", "en": "The meaning is reversed."},
}


def body(locale: Locale = JA, **answers: str) -> str:
    """Give the text that GitHub makes of a form."""
    return "\n\n".join(
        f"### {label}\n\n{answers.get(field, FILLED[field][locale])}"
        for label, field in erratum_form(ROOT, locale).fields.items()
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny book in a project with our forms."""
    write_book(tmp_path)
    shutil.copytree(FORMS, tmp_path / ".github" / "ISSUE_TEMPLATE")
    return tmp_path


def accept(project: Path, text: str | None) -> tuple[str, str]:
    """Accept an issue; give the messages and the text of data/errata.yml."""
    event, messages = project / "event.json", ""
    event.write_text(json.dumps({"issue": {"body": text, "number": 7}}), encoding="utf-8")
    try:
        issue_form.accept_issue(project, {"GITHUB_EVENT_PATH": str(event)})
    except BooksiteError as error:
        messages = str(error)
    return messages, (project / "data/errata.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_form_becomes_an_entry(project: Path, locale: Locale, ends: str) -> None:
    messages, errata = accept(project, body(locale).replace("\n", ends))
    place = {"ja": "{ja: 3行目, en: ''}", "en": "{ja: '', en: line 3}"}[locale]
    reason = {
        "ja": "{ja: 意味が逆です。, en: ''}",
        "en": "{ja: '', en: The meaning is reversed.}",
    }[locale]
    assert messages == ""
    assert (
        f"- id: e-p85-1\n  printings: [1, 2]\n  chapters: [ch02]\n  page: 85\n  place: {place}\n"
        "  kind: text\n  action: replace\n  wrong: 古い文\n  right: 新しい文\n"
        f"  reason: {reason}\n  updated: {TODAY}\n"
    ) in errata


def test_the_text_of_the_other_language_is_asked_for(project: Path) -> None:
    accept(project, body(JA))
    with pytest.raises(FaultsError) as error:
        load_book(project)
    assert [fault.expected.rpartition(", in ")[2] for fault in error.value.faults] == [
        "'place.en' of e-p85-1",
        "'reason.en' of e-p85-1",
    ]


@pytest.mark.parametrize(
    ("answers", "field", "value"),
    [
        ({"page": "p.８５"}, "page", 85),
        ({"page": "85ページ"}, "page", 85),
        ({"page": "85〜86"}, "page_end", 86),
        ({"listing": "コード2－30"}, "listings", ["2-30"]),
        ({"listing": "2-30、2ー31"}, "listings", ["2-30", "2-31"]),
        ({"listing": "Listing l2-3"}, "listings", ["L2-3"]),
        ({"printing": "分からない"}, "printings", [1, 2]),
        ({"printing": "第9刷 (999999999999)"}, "printings", [1, 2]),
        ({"wrong": "```python\nx = 1\n\ny = 2\n```"}, "wrong", "x = 1\n\ny = 2"),
        ({"wrong": "### 見出し\n# コメント"}, "wrong", "### 見出し\n# コメント"),
        ({"wrong": "if x:\n\ty = 1"}, "wrong", "if x:\n    y = 1"),
        ({"wrong": "a\u202eb\u2028c\x00d"}, "wrong", "abcd"),
        ({"reason": "一つ。\n\n二つ。"}, "reason", {"ja": "一つ。 二つ。", "en": "\ue000"}),
        ({"reason": "_No response_"}, "reason", None),
    ],
)
def test_answers_as_readers_write_them(
    project: Path, answers: dict[str, Any], field: str, value: object
) -> None:
    assert read_erratum(project, body(**answers), load_book(project))[field] == value


@pytest.mark.parametrize(
    "text",
    [
        # YAML that would add fields or entries.
        "x\n- id: e-p1-1\n  kind: code",
        "x'\n  kind: general\n  right: 'y",
        "|-\n  x\nupdated: 1999-01-01",
        "*alias &anchor !!python/object:os.system {a: b} [c] # d: e",
        "%TAG ! tag:x\n---\n...",
        # HTML and Markdown.
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "[x](javascript:alert(1)) ![y](https://example.org/y.png) @someone #1 **b**",
        # Shells, workflow commands and expressions.
        "$(touch /tmp/x) `id` ; rm -rf / && \"'\\",
        "::set-output name=x::y\n##[add-mask]z\n${{ secrets.GITHUB_TOKEN }}",
        "{{ 7 * 7 }} {% raw %} {# x #}",
    ],
)
def test_hostile_text_is_kept_as_text(project: Path, text: str) -> None:
    before = load_book(project).errata
    messages, _ = accept(project, body(wrong=text, place="_No response_", reason=""))
    assert messages == ""
    after = load_book(project).errata
    new = next(row for row in after if row.id == "e-p85-1")
    assert (new.wrong, new.kind, new.updated) == (text, "text", TODAY)
    assert [row for row in after if row != new] == list(before)


FIRST = "'### ページ' or '### Page'"
ALL = "each heading of the form once and in order (ページ, 章,"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, FIRST),
        ("", FIRST),
        ("\r\n", FIRST),
        ("Hello, I found a mistake on page 85.", FIRST),
        ("### Seite\n\n85\n\n### Kapitel\n\n2", FIRST),
        # Another form begins with a field of the same name.
        ("### ページ\n\n85\n\n### 質問\n\nなぜですか。", ALL),
        # A second heading: which of the two is meant?
        (body(wrong="x\n\n### 理由\n\nもう一つ"), ALL),
        (body().replace("### 章", "## 章"), ALL),
        (body(wrong="長" * 30_000), "at most 20000 characters"),
        # What a record refuses.
        (body(page="三十"), "a page number from 1 to 600"),
        (body(page="99999999999999999999"), "a page number from 1 to 600"),
        (body(page="_No response_", chapter="_No response_"), "the field 'chapters'"),
        (body(chapter="9章 (ch09)"), "the id of an existing chapter"),
        (body(listing="5-16"), "the number of a listing of ch02"),
        (body(listing="たくさん"), "the number of a listing"),
        (body(kind="そのほか"), "the field 'kind'"),
        (body(kind="悪意 (evil)"), "one of 'clarification'"),
        (body(reason="<script>alert(1)</script>"), "without HTML tags"),
    ],
)
def test_what_is_no_erratum_is_refused(project: Path, text: str | None, message: str) -> None:
    before = (project / "data/errata.yml").read_text(encoding="utf-8")
    messages, errata = accept(project, text)
    assert message in messages
    assert errata == before


def test_no_line_of_a_message_is_a_command_of_the_runner(project: Path) -> None:
    text = "\n::error::x\n##[group]y"
    for field in ("page", "listing", "reason"):
        answers: dict[str, Any] = {field: f"<b>{text}"}
        messages, _ = accept(project, body(**answers))
        for line in messages.split("\n"):
            assert line.startswith(("the new entry: ", "the issue: "))


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"issue": 1}', "\xff"])
def test_outside_of_actions(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys, content: str | None
) -> None:
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(project / "event.json"))
    if content is not None:
        (project / "event.json").write_text(content, encoding="latin-1")
    assert main(["--root", str(project), "errata", "from-issue"]) == 1
    assert capsys.readouterr().err.startswith("GITHUB_EVENT_PATH: expected a file")


CHARACTERS = "a1 -:#*|>'\"`{}[]<&!%@\n\t\r\u3000章。\x07\u202e\ue000\U0001f600"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(st.dictionaries(st.sampled_from([*FILLED]), st.text(CHARACTERS, max_size=60)))
def test_no_answers_break_anything(project: Path, answers: dict[str, Any]) -> None:
    """The entry is added and all others stay, or there are messages and nothing changes."""
    write_book(project)
    messages, errata = accept(project, body(**answers))
    added = sum(line.startswith("- id: ") for line in errata.split("\n")) - 2
    assert added == (not messages)
