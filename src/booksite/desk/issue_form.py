"""Reads what a reader wrote into the form for errata on GitHub.

GitHub puts an issue together from the labels of the form and the answers below them:

    ### ページ

    171

    ### コードの番号

    _No response_

A text from anybody: it is taken apart here as text and judged by the records like any other entry.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booksite.book import Book, load_book, load_yaml, shorten
from booksite.desk.erratum_file import FILE, completed, new_entry
from booksite.desk.form_files import WRITTEN
from booksite.errors import BooksiteError, Fault, FaultsError
from booksite.files import write_whole
from booksite.locales import Locale

# In place of a text that the reader did not write, because the form is in the other language.
GAP = "\ue000"

_NAME = "the issue"
_NO_ANSWER = "_No response_"
_LONGEST = 20_000
_FENCED = re.compile(r"\A(`{3,})\w*\n(.*)\n\1\Z", re.DOTALL)
_CODE_OF_OPTION = re.compile(r"\((\w+)\)\Z")
# Control, format, surrogate, private-use, unassigned; and ends of lines other than "\n".
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_DASHES = re.compile("[‐‑‒–—―−ー〜~]")


@dataclass(frozen=True)
class Form:
    """A form for issues.

    Attributes:
        locale: Its language.
        fields: Ids of its fields by their labels, in order.
    """

    locale: Locale
    fields: Mapping[str, str]


def accept_issue(root: Path, environ: Mapping[str, str]) -> str:
    """Write the erratum of the issue that GitHub Actions handles into data/errata.yml.

    A text that the reader gave in one language stays empty in the other: the checks of the pull
    request name its line until somebody translates it.

    Args:
        root: The project's root.
        environ: Usually `os.environ`; `GITHUB_EVENT_PATH` names the file with the issue.

    Returns:
        The id of the new entry.

    Raises:
        BooksiteError: The issue holds no erratum; the file is as it was.
    """
    today = datetime.date.today()
    book = load_book(root, today=today)
    values = read_erratum(root, _body(environ), book)
    new = new_entry(root, completed(values, book, today), today)
    write_whole(root / FILE, new.text.replace(f"'{GAP}'", "''").encode())
    return new.id


def _body(environ: Mapping[str, str]) -> str:
    try:
        event = json.loads(Path(environ["GITHUB_EVENT_PATH"]).read_bytes())
        return event["issue"]["body"] or ""
    except (KeyError, OSError, ValueError, TypeError):
        raise BooksiteError(
            "GITHUB_EVENT_PATH: expected a file in which GitHub Actions describes an issue, but "
            "received none. This command is for .github/workflows/erratum.yml."
        ) from None


def erratum_form(root: Path, locale: Locale) -> Form:
    """Read the form for errata in a language."""
    body = load_yaml(root, f"{WRITTEN}/erratum-{locale}.yml", dict).data["body"]
    return Form(locale, {part["attributes"]["label"]: part["id"] for part in body if "id" in part})


def read_erratum(root: Path, body: str, book: Book) -> dict[str, Any]:
    """Return the fields of an erratum from the body of an issue.

    Args:
        root: The project's root, which holds the forms.
        body: The text of the issue.
        book: Its languages and printings.

    Raises:
        FaultsError: The text is not that of a form that was filled in.
    """
    lines = _clean(body).split("\n")
    # A language whose translation has only begun has no form.
    translated = [locale for locale in book.languages if not locale.fallback]
    forms = [erratum_form(root, locale) for locale in translated]
    for form in forms:
        if f"### {next(iter(form.fields))}" in lines:
            return _erratum(
                _answers(lines, form), form.locale, translated, book.info.printings_seen
            )
    labels = " or ".join(f"'### {next(iter(form.fields))}'" for form in forms)
    remedy = "Open an issue with the form for errata, and accept that one."
    raise FaultsError([Fault(_NAME, 0, f"a form that begins with {labels}", "none", remedy)])


def _clean(body: str) -> str:
    """Return a text with plain line ends, spaces for tabs, and no invisible characters."""
    if len(body) > _LONGEST:
        expected, came = f"at most {_LONGEST} characters", f"{len(body)}"
        raise FaultsError([Fault(_NAME, 0, expected, came, "Shorten the text of the issue.")])
    text = body.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)


def _answers(lines: list[str], form: Form) -> dict[str, str]:
    """Take the text apart at the headings of the form; all must stand there once, in order."""
    headings = {f"### {label}": label for label in form.fields}
    starts = [i for i, line in enumerate(lines) if line in headings]
    found = [headings[lines[i]] for i in starts]
    if found != list(form.fields):
        expected = f"each heading of the form once and in order ({', '.join(form.fields)})"
        remedy = "Restore them in the text of the issue."
        came = ", ".join(found)
        raise FaultsError([Fault(_NAME, 0, expected, shorten(came), remedy)])
    answers = {}
    for label, start, end in zip(found, starts, [*starts[1:], len(lines)], strict=True):
        answer = "\n".join(line.rstrip() for line in lines[start + 1 : end]).strip("\n")
        if answer and answer.strip() != _NO_ANSWER:
            answers[form.fields[label]] = answer
    return answers


def _erratum(
    answers: Mapping[str, str],
    locale: Locale,
    languages: Sequence[Locale],
    printings: tuple[int, ...],
) -> dict[str, Any]:
    pages = _pages(answers.get("page", ""))
    printing = _option(answers.get("printing", ""))
    # What one printing has wrong, the earlier ones had wrong too; in doubt, all have.
    last = int(printing) if printing in map(str, printings) else max(printings)
    chapter = _option(answers.get("chapter", ""))
    return {
        "printings": list(range(1, last + 1)),
        "chapters": [chapter] if chapter else None,
        "page": pages[0] if pages else None,
        "page_end": pages[1] if len(pages) > 1 else None,
        "listings": _listings(answers.get("listing", "")) or None,
        "place": _localized(answers.get("place", ""), locale, languages),
        "kind": _option(answers.get("kind", "")) or None,
        "wrong": _text(answers.get("wrong", "")) or None,
        "right": _text(answers.get("right", "")) or None,
        "reason": _localized(answers.get("reason", ""), locale, languages),
    }


def _option(answer: str) -> str:
    """Return the value that an option holds in brackets at its end: 'コード (code)' is code."""
    match = _CODE_OF_OPTION.search(answer.strip())
    return match[1] if match else ""


def _pages(answer: str) -> list[Any]:
    """Return one or two pages from 171, p.171, 171ページ or 171〜172; else the answer itself."""
    numbers = re.findall(r"\d+", unicodedata.normalize("NFKC", answer))
    return [int(number[:9]) for number in numbers[:2]] or ([answer] if answer else [])


def _listings(answer: str) -> list[str]:
    """Return numbers of listings from 5-16, コード5－16 or 5-16, 5-17; else the answer itself."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", answer))
    return re.findall(r"L?\d+(?:-\d+)?", plain.upper()) or ([answer] if answer else [])


def _text(answer: str) -> str:
    """Return a text or code without the fence that a reader may have put around it."""
    match = _FENCED.match(answer)
    return match[2] if match else answer


def _localized(answer: str, locale: Locale, languages: Iterable[Locale]) -> dict[str, str] | None:
    """Return a paragraph in all languages; what the reader did not write is a gap."""
    paragraph = " ".join(answer.split())
    if not paragraph:
        return None
    return {str(language): paragraph if language == locale else GAP for language in languages}
