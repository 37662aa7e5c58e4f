"""Reads one YAML file into plain values and remembers the line of every key and item.

The file is checked as text first (encoding, line ends, tabs), then composed to nodes (see
`yamlnodes`), and the nodes are turned into plain values one by one. So every fault has its line,
also those that YAML libraries report without one, such as the date 2023-02-30.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from booksite.book.folding import joined
from booksite.book.syntax import syntax_fault
from booksite.book.yamlnodes import compose, scalar_reader
from booksite.errors import Fault, FaultsError
from booksite.files import decode

KeyPath = tuple[str | int, ...]

# What a clean text does not contain: the mark, what belongs there, its name, the remedy.
# Fields of any kind of record whose text readers see as it is: each line end and each # counts.
_AS_PRINTED = frozenset(("wrong", "right", "code", "raised_by"))
_FORBIDDEN = (
    ("\ufeff", "plain UTF-8", "a byte order mark (BOM)", "Save the file as UTF-8 without BOM."),
    ("\r", "line ends of Unix (LF)", "a carriage return (CR)", "Save it with LF line ends."),
    ("\t", "spaces", "a tab", "Replace each tab by spaces."),
)


@dataclass(frozen=True)
class YamlFile:
    """The content of a file and where each part of it stands.

    Attributes:
        name: Path relative to the project's root, as messages show it.
        data: Plain lists, dictionaries and scalars.
        lines: Line number from 1 for the path of each key and item.
    """

    name: str
    data: Any
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """Return the line of a path, or of the nearest part around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def texts(self) -> Iterator[tuple[KeyPath, str]]:
        """Yield each text in it with its path."""
        return _texts(self.data, ())


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))
    elif isinstance(value, str):
        yield path, value


def load_yaml(root: Path, name: str, top: type[list[Any]] | type[dict[str, Any]]) -> YamlFile:
    """Load a YAML file.

    Args:
        root: The project's root.
        name: Path of the file relative to the root.
        top: `list` or `dict`, whichever the file as a whole must be.

    Raises:
        FaultsError: The file is missing, is not clean text, or is not valid YAML.
    """
    return parse_yaml(name, _read_bytes(root, name), top)


# While a site is served, a change of one file must not cost the parsing of all.
@lru_cache(maxsize=64)
def parse_yaml(name: str, raw: bytes, top: type[list[Any]] | type[dict[str, Any]]) -> YamlFile:
    """Parse the content of a file, see `load_yaml`."""
    text = _clean_text(name, raw)
    builder = _Builder(name, text.split("\n"))
    try:
        node = _compose(name, text)
        if node is None:
            raise FaultsError([_top_fault(name, 0, top, "an empty file")])
        data = builder.value(node, ())
    except RecursionError:
        remedy = "Remove brackets that do not belong there."
        fault = Fault(name, 0, "fewer levels of lists", "hundreds in one another", remedy)
        raise FaultsError([fault]) from None
    if not builder.faults and not isinstance(data, top):
        builder.faults.append(_top_fault(name, builder.lines[()], top, _kind_of(data)))
    if builder.faults:
        raise FaultsError(builder.faults)
    return YamlFile(name, data, builder.lines)


def _read_bytes(root: Path, name: str) -> bytes:
    try:
        return (root / name).read_bytes()
    except OSError as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else str(error.strerror)
        fault = Fault(name, 0, "a readable file", reason, "Create it or restore it from Git.")
        raise FaultsError([fault]) from None


def _clean_text(name: str, raw: bytes) -> str:
    text = decode(name, raw)
    faults = list(_text_faults(name, text))
    if faults:
        raise FaultsError(faults)
    return text


def _text_faults(name: str, text: str) -> Iterator[Fault]:
    for mark, expected, came, remedy in _FORBIDDEN:
        position = text.find(mark)
        if position >= 0:
            line = text.count("\n", 0, position) + 1
            yield Fault(name, line, expected, came, remedy)


def _compose(name: str, text: str) -> Node | None:
    try:
        return compose(text)
    except ReaderError as error:
        # The position counts bytes.
        line = text.count("\n", 0, text.index(chr(error.character))) + 1
        came = f"the character U+{error.character:04X}"
        fault = Fault(name, line, "printable characters", came, "Delete the character.")
        raise FaultsError([fault]) from None
    except MarkedYAMLError as error:
        raise FaultsError([syntax_fault(name, text, error)]) from None


def _kind_of(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else f"the value {value!r}"


def _top_fault(name: str, line: int, top: type, came: str) -> Fault:
    if "：" in came:
        expected = "a colon of one column and a blank, as in 'page: 171'"
        return Fault(name, line, expected, "the full-width colon '：'", "Write ': '.")
    if top is list:
        remedy = "Begin each entry with '- id: …' at the margin."
        return Fault(name, line, "a list of entries", came, remedy)
    return Fault(name, line, "a mapping with keys", came, "Begin with a key such as 'parts:'.")


@dataclass
class _Builder:
    """Turns nodes into plain values; collects lines and faults on the way."""

    name: str
    text: list[str]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)
    _read_scalar: Callable[[ScalarNode], Any] = field(default_factory=scalar_reader)

    def value(self, node: Node, path: KeyPath) -> object:
        """Return the plain value of a node, None in place of a faulty one."""
        if id(node) in self._seen:
            line = self.lines.get(path, self.lines[path[:-1]])
            self._fault(line, "a value of its own", "an alias (*)", "Write the value out.")
            return None
        self._seen.add(id(node))
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # there is no fourth kind of node
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key_node, ScalarNode):
                came = "a list or mapping"
                self._fault(line, "a word as key", came, "Write a key such as 'id:'.")
            elif key in result:
                expected, came = "each key once in an entry", f"'{key}' twice"
                if key == "id":  # an entry without its dash: what follows is no second fault
                    remedy = "Delete one of them, or begin the second entry with '- id: …'."
                    self._fault(line, expected, came, remedy)
                    break
                self._fault(line, expected, came, "Delete or rename one of them.")
            else:
                self.lines[(*path, key)] = line
                result[key] = self.value(value_node, (*path, key))
                self._notice_slips(key, line, value_node)
        return result

    def _notice_slips(self, key: str, line: int, node: Node) -> None:
        """Note what YAML accepts, but hardly is what the author meant: part of it would vanish."""
        if "：" in key:
            came = "the full-width colon '：'"
            self._fault(line, "a colon of one column and a blank", came, "Write ': '.")
        elif isinstance(node, ScalarNode):
            if key in _AS_PRINTED:
                self._notice_joined_lines(key, line, node)
            if not node.style:
                self._notice_comment(key, line, node)

    def _notice_joined_lines(self, key: str, line: int, node: ScalarNode) -> None:
        if node.style == ">" or (node.style != "|" and node.end_mark.line > node.start_mark.line):
            expected = f"'{key}: |-' above lines that shall stay lines"
            came = repr(self.text[line - 1].strip())
            self._fault(line, expected, came, "Write |- and the lines below it.")

    def _notice_comment(self, key: str, line: int, node: ScalarNode) -> None:
        end = node.end_mark
        rest = "".join(self.text[end.line : end.line + 1])[end.column :].strip()
        if not node.value:
            came = repr(rest) if rest.startswith(("#", "&", "!")) else "nothing"
            expected = f"a value behind '{key}:', in quotation marks where it begins with # & or !"
            self._fault(line, expected, came, "Write it, or remove the field.")
        elif rest.startswith("#") and (" " in node.value or key in _AS_PRINTED):
            expected = f"quotation marks around text that holds ' #', in '{key}'"
            remedy = "Quote the text; a comment stands on a line of its own."
            self._fault(end.line + 1, expected, repr(rest), remedy)

    def _scalar(self, node: ScalarNode) -> object:
        try:
            value = self._read_scalar(node)
        except Exception:  # whatever int(), date() or a tag raises
            remedy = "Correct it, or put it in quotation marks."
            self._fault(node.start_mark.line + 1, "a valid value", repr(node.value), remedy)
            return None
        return self._folded(node, value.rstrip("\n")) if node.style == ">" else value

    def _folded(self, node: ScalarNode, value: str) -> str:
        """Join the lines of a folded paragraph without spaces where Japanese needs none."""
        lines: list[str] = []
        for line in self.text[node.start_mark.line + 1 :]:
            lines.append(line.strip())
            if len(" ".join(lines)) >= len(value):
                break
        if not value or "" in lines or " ".join(lines) != value:
            return value  # empty, several paragraphs, or indented lines: left as YAML has it
        return joined(lines)

    def _fault(self, line: int, expected: str, came: str, remedy: str) -> None:
        self.faults.append(Fault(self.name, line, expected, came, remedy))
