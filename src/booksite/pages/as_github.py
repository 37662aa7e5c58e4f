"""Where Python-Markdown reads a page otherwise than GitHub, it is told GitHub's way.

Markdown between empty lines in HTML is Markdown, a bar in a formula or behind a backslash parts no
cells of a table, lines of Japanese that were wrapped join without a space. What remains different,
`unlike_github` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from booksite.markup import (
    FORMULA_IN_LINE,
    hide_inner_dollars,
    joins_without_space,
    show_inner_dollars,
)

# Elements that may hold paragraphs, and one that may not.
_HOLDING = "article|aside|blockquote|center|details|div|figure|footer|header|main|nav|section"
_BLOCK = re.compile(
    rf"^ {{0,3}}<(?:{_HOLDING})(?=[\s>]).*?(?=\n[ \t]*\n|\Z)", re.MULTILINE | re.DOTALL
)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_HOLDING}|summary)(?=[\s>])(?P<rest>[^<>]*)>")
# What stands for a tag, and is not seen.
_TAGS = rf"(?:{STX}wzxhzdk:\d+{ETX})*"
_SPLIT_LINE = re.compile(
    rf"(?P<before>[^\s{ETX}]?)(?P<end>{_TAGS})[ \t]*\n[ \t]*"
    rf"(?P<start>{_TAGS})(?P<after>[^\s{STX}]?)"
)
_WITH_TEXT = ("p", "li", "dd", "dt", "td", "th", "summary", "h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_WITH_TEXT, *_HOLDING.split("|"), "ul", "ol", "dl", "table", "pre")
_SIZE = r"(?:(?:width|height)=(?:\d+|\"\d+\")|loading=lazy)"
_BAR = "\ue003"


class AsGitHub(Extension):  # type: ignore[misc]
    """Lists, tables and HTML as GitHub reads them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add this to a converter."""
        tilde = {"pymdownx.tilde": {"subscript": False}}
        md.registerExtensions(("md_in_html", "sane_lists", "tables", "pymdownx.tilde"), tilde)
        md.ESCAPED_CHARS = [*punctuation]
        # Behind what takes blocks of code out, before what takes HTML out.
        md.preprocessors.register(_OpenHtml(md), "open_html", 22)
        # As late as the library's own, which takes any attribute of any element.
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        md.preprocessors.register(_InnerDollars(md), "inner_dollars", 21)
        md.postprocessors.register(_InnerDollarsAgain(md), "inner_dollars", 1)
        config = {"use_align_attribute": False}
        md.parser.blockprocessors.register(_Tables(md.parser, config), "table", 75)


class _OpenHtml(Preprocessor):  # type: ignore[misc]
    """Marks elements in which an empty line stands: what follows it is Markdown."""

    def run(self, lines: list[str]) -> list[str]:
        """Mark them in the lines of a page."""
        text = "\n".join(lines)
        # The library does not find an element behind blanks again.
        return _BLOCK.sub(lambda match: _opened(match[0].lstrip(" ")), text).split("\n")


class _Attributes(AttrListTreeprocessor):  # type: ignore[misc]
    """Takes ids of headings and sizes of pictures, and no other attributes.

    `## Data {#data}`, `![A curve](../assets/figures/a.svg){ width="640" height="210" }`
    """

    HEADER_RE = re.compile(r"[ ]+\{(#[\w:.-]+)\}[ ]*$")
    INLINE_RE = re.compile(rf"^\{{[ ]*({_SIZE}(?:[ ]+{_SIZE})*)[ ]*\}}")
    BLOCK_RE = re.compile(r"(?!)")


class _InnerDollars(Preprocessor):  # type: ignore[misc]
    r"""Hides the dollars of `$\text{if $x > 0$}$` that do not end the formula."""

    def run(self, lines: list[str]) -> list[str]:
        """Hide them in the lines of a page."""
        return hide_inner_dollars("\n".join(lines)).split("\n")


class _InnerDollarsAgain(Postprocessor):  # type: ignore[misc]
    """Shows those that stood in code."""

    def run(self, text: str) -> str:
        """Show them in the HTML of a page."""
        return show_inner_dollars(text)


def _opened(block: str) -> str:
    """Return the lines of HTML before an empty line, with marks at what they leave open."""
    open_tags: list[re.Match[str]] = []
    summaries: list[re.Match[str]] = []
    for tag in _TAG.finditer(block):
        if not tag["end"]:
            open_tags.append(tag)
        elif open_tags and open_tags[-1]["name"] == tag["name"]:
            closed = open_tags.pop()
            summaries += [closed] if tag["name"] == "summary" else []
    for tag in sorted((*open_tags, *(summaries if open_tags else ())), key=re.Match.start)[::-1]:
        block = f'{block[: tag.end() - 1]} markdown="1">{block[tag.end() :]}'
    # Only at the beginning of a line does the library find it again.
    start = open_tags[0].start() if open_tags else 0
    return f"{block[:start]}\n\n{block[start:]}" if block[:start].strip() else block


class _Tables(TableProcessor):  # type: ignore[misc]
    """Tables in which a formula stays whole."""

    def _split(self, row: str) -> list[str]:
        row = FORMULA_IN_LINE.sub(lambda formula: formula[0].replace("|", _BAR), row)
        return [cell.replace(_BAR, "|") for cell in super()._split(row)]


def unescape_bars(root: Element) -> None:
    """Let code in tables show a bar that has a backslash only for the table's sake."""
    for cell in (cell for tag in ("td", "th") for cell in root.iter(tag)):
        for code in cell.iter("code"):
            code.text = (code.text or "").replace(r"\|", "|")


def join_wrapped_lines(root: Element) -> None:
    """Take the space from between two lines of Japanese."""
    for block in root.iter():
        if block.tag in _WITH_TEXT:
            _join(list(_texts(block)))


def _join(texts: list[tuple[Element, str, str]]) -> None:
    for place, (element, name, text) in enumerate(texts):
        if "\n" in text and name:
            before = next((one[-1] for _, _, one in reversed(texts[:place]) if one), " ")
            after = next((one[0] for _, _, one in texts[place + 1 :] if one), " ")
            setattr(element, name, _joined(text, before, after))


def _joined(text: str, before: str, after: str) -> str:
    def joint(match: re.Match[str]) -> str:
        one, other = match["before"] or before, match["after"] or after
        wrapped = not (one.isspace() or other.isspace()) and joins_without_space(one, other)
        return "".join(match.groups()) if wrapped else match[0]

    return _SPLIT_LINE.sub(joint, text)


def _texts(element: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the texts of a block in order; none has a name that may not be changed."""
    kept = element.tag in ("code", "kbd", "math")
    yield element, "" if kept else "text", element.text or ""
    for child in element:
        if child.tag == "br" or child.tag in _BLOCKS:
            yield child, "", " "
        else:
            yield from _texts(child)
        yield child, "" if kept else "tail", child.tail or ""
