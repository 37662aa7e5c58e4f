"""`booksite errata add`: an erratum from options, or from answers in a terminal.

Options and questions come from the fields of `Erratum`: a new field of the record is one here.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_origin

from booksite.book import (
    Book,
    Erratum,
    Localized,
    expected_at,
    load_book,
    parts_of,
    possible_chapters,
)
from booksite.desk.erratum_file import FILE, NewEntry, completed, new_entry, record_faults
from booksite.errors import BooksiteError, Fault, FaultsError
from booksite.files import write_whole
from booksite.locales import worded_languages

# The id is found; what is changed about published entries is edited in the file.
_NOT_ASKED = {"id", "formerly", "labels"}
# These follow from other fields, so a terminal asks for them after those.
_DERIVED = ("chapters", "action", "updated")
_TEXTS = ("wrong", "wrong_gloss", "right", "right_gloss")


@dataclasses.dataclass(frozen=True)
class Field:
    """A field of an erratum, or one language of it.

    Attributes:
        name: Its name in the record.
        language: The language, for a text in all languages; else nothing.
        expected: What belongs into it.
        parts: The type and all that it is made of.
    """

    name: str
    language: str
    expected: str
    parts: tuple[object, ...] = dataclasses.field(compare=False)

    @property
    def option(self) -> str:
        """The option of the command line, such as --page-end or --reason-ja."""
        return "--" + "-".join(filter(None, (self.name.replace("_", "-"), self.language)))

    @property
    def several(self) -> bool:
        """Whether it takes a list of values."""
        return any(get_origin(part) is tuple for part in self.parts)

    def value(self, word: str) -> object:
        """Return what YAML would read; a word that does not fit stays, and is refused later."""
        if int in self.parts and word.isdecimal():
            return int(word)
        if datetime.date in self.parts:
            try:
                return datetime.date.fromisoformat(word)
            except ValueError:
                return word
        return word


def fields(languages: Iterable[str]) -> Iterator[Field]:
    """Yield the fields that can be given, in the order of the record."""
    for name, info in Erratum.model_fields.items():
        if name not in _NOT_ASKED:
            parts = tuple(parts_of(info.annotation))
            for language in languages if Localized in parts else ("",):
                expected = _in_language(expected_at(Erratum, (name,)), language)
                yield Field(name, str(language), expected, parts)


def _in_language(expected: str, language: str) -> str:
    """Let an example in all languages, such as {ja: 3行目, en: line 3}, show one of them."""
    words, brace, example = expected.partition("{")
    if not brace:
        return expected
    examples = dict(text.split(": ", 1) for text in example.rstrip("}").split(", "))
    return words + examples.get(language, next(reversed(examples.values())))


def erratum_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser an option for each field."""
    for field in fields(worded_languages()):
        nargs = "+" if field.several else None
        text = field.expected.replace("%", "%%")
        parser.add_argument(
            field.option, nargs=nargs, dest=field.option, metavar="VALUE", help=text
        )


def add_erratum(root: Path, options: Mapping[str, Any]) -> str:
    """Write an erratum into its place.

    Args:
        root: The project's root.
        options: Values of the command line by option; all None asks in the terminal.

    Returns:
        The id of the new entry.

    Raises:
        BooksiteError: What was given is no erratum; the file is as it was.
    """
    today = datetime.date.today()
    book = load_book(root, today=today)
    given = {
        field: options[field.option] for field in fields(book.languages) if options[field.option]
    }
    if given:
        values = completed(_gathered(given), book, today)
        if faults := record_faults(values, book, today):
            raise FaultsError(_naming_options(faults, values, book))
        try:
            new = new_entry(root, values, today)
        except FaultsError as error:
            raise FaultsError(map(_naming_option, error.faults)) from None
    else:
        new = _asked(root, book, today)
    write_whole(root / FILE, new.text.encode())
    return new.id


def _naming_options(
    faults: Mapping[str, list[Fault]], values: Mapping[str, Any], book: Book
) -> Iterator[Fault]:
    """Say what is amiss in the words of the command line."""
    page = values.get("page")
    known = isinstance(page, int) and "page" not in faults
    possible = possible_chapters((), page, book.chapters) if known else []
    for name, fault in ((name, fault) for name, some in faults.items() for fault in some):
        if name == "page" and (span := re.fullmatch(r"(\d+)\D+(\d+)", str(page))):
            remedy = f"Write `--page {span[1]} --page-end {span[2]}`."
            yield dataclasses.replace(fault, remedy=remedy)
        elif name == "chapters" and (chapters := possible) and name not in values:
            came = f"page {page}, which may belong to {' or '.join(chapters)}"
            yield dataclasses.replace(fault, came=came, remedy=f"Add `--chapters {chapters[0]}`.")
        # Without a good page, the chapter only follows.
        elif name != "chapters" or "page" not in faults:
            yield _naming_option(fault, name if name in values else "")


def _naming_option(fault: Fault, record: str = "") -> Fault:
    """Name the option where a fault asks for a field, or for a language of it."""
    field = re.match(r"Add '(\w+):'", fault.remedy)
    if not field:
        return fault
    option = "-".join(filter(None, (record, field[1]))).replace("_", "-")
    example = {"printings": " 1", "chapters": " ch05", "kind": " text"}.get(option, "")
    return dataclasses.replace(fault, remedy=f"Add `--{option}{example}`.")


def _gathered(given: Mapping[Field, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, words in given.items():
        value = _several(field, words) if field.several else field.value(words)
        if field.language:
            values.setdefault(field.name, {})[field.language] = value
        else:
            values[field.name] = value
    return values


def _several(field: Field, words: Iterable[str]) -> list[object]:
    """Return the values of a list, given as an example shows it or as on the command line."""
    return [field.value(word) for word in re.findall(r"[^\s,、\[\]'\"]+", " ".join(words))]


def _asked(root: Path, book: Book, today: datetime.date) -> NewEntry:
    if not sys.stdin.isatty():
        raise BooksiteError(
            "expected options such as --page 171 --printings 1 --kind text, or a terminal in which "
            "to ask, but received neither. Run `booksite errata add --help` for all options."
        )
    print("An empty answer leaves a field out.\n")
    values: dict[str, Any] = {}
    names = dict.fromkeys(field.name for field in fields(book.languages))
    try:
        for name in sorted(names, key=lambda name: name in _DERIVED):
            _ask(name, values, book, today)
        new = new_entry(root, completed(values, book, today), today)
        print(f"\n{new.entry}")
        agreed = input(f"Write this into {FILE}? [y/N] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        agreed = False
    if not agreed:
        raise BooksiteError(f"\nStopped: {FILE} is as it was.")
    return new


def _ask(name: str, values: dict[str, Any], book: Book, today: datetime.date) -> None:
    """Ask until the answer is good, and put it to the values; without an answer, leave it out."""
    while True:
        values.pop(name, None)
        default = completed(values, book, today).get(name)
        asked = [field for field in fields(book.languages) if field.name == name]
        answers = {field: _answer(field, default) for field in asked}
        values |= _gathered({field: answer for field, answer in answers.items() if answer})
        faults = record_faults(completed(values, book, today), book, today).get(name, [])
        if not faults:
            return
        print(*faults, sep="\n")


def _answer(field: Field, default: Any) -> Any:
    shown = " ".join(map(str, default)) if isinstance(default, list) else default
    hint = f" (else {shown})" if shown else ""
    print(f"{field.option.removeprefix('--')}: {field.expected}{hint}")
    if field.name in _TEXTS:
        print("(several lines are fine; a line with only a full stop ends them)")
        return "\n".join(iter(input, "."))
    answer = input("> ").strip()
    return [answer] if field.several and answer else answer
