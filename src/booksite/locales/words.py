"""Reads the words of a language, `<language>.yml` beside this module, and compares languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from booksite.errors import Fault, FaultsError
from booksite.files import decode

_FOLDER = Path(__file__).parent
_REMEDY = "Copy the file of another language, and translate its words."


def text(key: str, locale: str, *values: object) -> str:
    """Return a text in a language.

    Args:
        key: Name of the text in the files of words.
        locale: The language.
        values: Values for the placeholders ``{0}``, ``{1}``, …
    """
    return words_of(locale)[key].format(*values)


def words_below(prefix: str, locale: str) -> dict[str, str]:
    """Return the words whose keys begin so, by the rest of the key."""
    return {
        key.removeprefix(prefix): text(key, locale)
        for key in words_of(locale)
        if key.startswith(prefix)
    }


@cache
def words_of(locale: str) -> dict[str, str]:
    """Return all words of a language by their keys; the file is read when first asked for.

    Raises:
        FaultsError: The file is no list of words.
    """
    return {key: words for key, _, words in _entries(locale)}


def words_file(locale: str) -> str:
    """Return the file of a language's words, for messages."""
    return f"src/booksite/locales/{locale}.yml"


def worded_languages() -> list[str]:
    """Return the languages that have a file of words."""
    return sorted(file.stem for file in _FOLDER.glob("*.yml"))


def word_faults(locale: str, like: str) -> Iterator[Fault]:
    """Yield where a language's words have other keys or placeholders than another's, or one twice.

    Args:
        locale: The language.
        like: The language that has all of them.
    """
    complete, file = words_of(like), words_file(locale)
    missing = dict(complete)
    for key, line, words in _entries(locale):
        if key not in complete:
            yield Fault(file, line, f"a key of {words_file(like)}", f"'{key}'", "Correct it.")
        elif key not in missing:
            yield Fault(file, line, f"'{key}' once", "it again", "Remove one of the two.")
        elif not words:
            said = missing.pop(key)
            yield Fault(file, line, f"words for '{key}'", "nothing", f"Say '{said}' in it.")
        elif (wanted := _placeholders(missing.pop(key))) != (found := _placeholders(words)):
            expected = f"{_listed(wanted)} in '{key}', as in {words_file(like)}"
            yield Fault(file, line, expected, _listed(found), "Correct it.")
    for key, words in missing.items():
        expected = f"the key '{key}', which is '{words}' in {words_file(like)}"
        yield Fault(file, 0, expected, "nothing", f"Add '{key}:' and what it is here.")


def _placeholders(words: str) -> set[str]:
    """Return what is put in: by the program, {0}; by a script, {{size}}."""
    try:
        own = {_placeholder(*part) for _, *part in Formatter().parse(words) if part[0] is not None}
    except ValueError as error:
        return {str(error)}
    return own | set(re.findall(r"\{\{\w+\}\}", words))


def _placeholder(name: str | None, form: str | None, conversion: str | None) -> str:
    return f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


@cache
def _entries(locale: str) -> list[tuple[str, int, str]]:
    """Return key, line and words of each entry of a language's file."""
    name, path = words_file(locale), _FOLDER / f"{locale}.yml"
    if not path.is_file():
        raise FaultsError([Fault(name, 0, "the words of a language", "no file", _REMEDY)])
    try:
        # Composed, not loaded: every word is a text, whatever YAML takes `no` or `5` for.
        root = yaml.compose(decode(name, path.read_bytes()), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise _unlike_words(name, line, str(error.problem)) from None
    pairs: list[Any] = root.value if isinstance(root, yaml.MappingNode) else [(root, None)]
    for key, words in pairs:
        if not isinstance(words, yaml.ScalarNode):
            raise _unlike_words(name, key.start_mark.line + 1 if key else 0, "something else")
    return [(key.value, key.start_mark.line + 1, words.value) for key, words in pairs]


def _unlike_words(name: str, line: int, came: str) -> FaultsError:
    return FaultsError([Fault(name, line, "lines such as `menu: Menu`", came, "Correct it.")])
