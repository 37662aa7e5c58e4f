"""Composes YAML text to nodes with lines: libyaml reads, YAML 1.2 says what is a number.

ruamel.yaml, with which entries are written, reads in Python and needs many times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml import CSafeLoader
from yaml.composer import Composer
from yaml.nodes import Node, ScalarNode


# libyaml gives the events; the nodes are made in Python, where brackets in brackets by the
# thousand end in a RecursionError, not in the crash of the process.
class _Loader(Composer, CSafeLoader):
    # PyYAML's own are those of YAML 1.1, where `no` is false and 1:30 is ninety.
    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML's own attribute)

    def __init__(self, text: str) -> None:
        CSafeLoader.__init__(self, text)
        Composer.__init__(self)


# The plain values of YAML 1.2 that the data use, and the characters with which they begin.
for _name, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?(?:0|[1-9]\d*)", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d*(?:e[-+]?\d+)?", "-+0123456789"),
    ("timestamp", r"\d{4}-\d\d-\d\d", "0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})$"), list(_first)
    )


def compose(text: str) -> Node | None:
    """Return the root of a document, or None for an empty one.

    Raises:
        yaml.YAMLError: The text is no YAML; see PyYAML for its kinds.
        RecursionError: Lists in lists, hundreds of them.
    """
    return _Loader(text).get_single_node()


def scalar_reader() -> Callable[[ScalarNode], Any]:
    """Return what reads the value of a node; it raises whatever int(), date() or a tag raises."""
    return _Loader("").construct_object
