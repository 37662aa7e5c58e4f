"""What a page shows otherwise than GitHub shows its source.

The source is read once more, as notebooks' cells are; what stands in bold, in a list, a table or a
link by one of the two readings only is named. What GitHub does not know, such as boxes, is put
before into words of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from markupsafe import Markup

from booksite.errors import Fault
from booksite.locales import text
from booksite.markup import Formulas, Surroundings, render_markdown
from booksite.pages.slips import BOXES
from booksite.pages.source import MarkdownPage

_MARKS = "Write `{}` on both sides without blanks inside, and in HTML behind an empty line."
# By element: what it is, and what makes both readings agree.
_KINDS = {
    "math": (
        "formulas",
        r"Write one between `$`, without blanks inside or digits outside, or between `$$` on lines"
        r" of its own, with empty lines around; money is `\$`.",
    ),
    "td": (
        "cells of tables",
        r"Leave a line empty before the table; give rows as many bars, and write `\|` in code.",
    ),
    "li": (
        "items of lists",
        "Leave a line empty before the list, begin items with `-` or `1.`, and indent by four"
        " blanks what belongs to one.",
    ),
    "pre": ("blocks of code", "Put the code between lines with ```."),
    "h2": ("headings", "Write it as `## Title`, at the margin and between empty lines."),
    "hr": ("lines across the page", "Leave a line empty before and behind `---`."),
    "blockquote": ("quotations", "Leave a line empty before and behind it."),
    "a": ("links", "Write it as `[words](address)`, or `<https://example.org>`."),
    "br": ("line breaks", "Write two blanks, or `<br>`, at the end of the line."),
    "del": ("crossed-out words", _MARKS.format("~~")),
    "code": ("code", "Write as many ` before it as behind it."),
    "strong": ("bold words", _MARKS.format("**")),
    "em": ("words in italics", _MARKS.format("*") + r" A sign that is no mark is `\*`."),
}
# What stands in the source before the words of each.
_BEGINS = {
    "h2": r"^[ \t]*(?:#+[ \t]+)?",
    "math": r"[$({\[]\s*",
    "td": r"\|[ \t]*",
    "li": r"^[> \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?",
    "blockquote": r"^[ \t]*>[ \t]*",
    "a": r"[\[<]",
    "del": "~",
    "code": "`[ ]*",
    "strong": r"(?:\*\*|__|<b>|<strong>)",
    "em": "(?:[*_]|<i>|<em>)",
}
_SAME = {"b": "strong", "i": "em", "s": "del", "th": "td"}
_SAME |= {f"h{level}": "h2" for level in range(1, 7)}
# A box, a footnote: what is indented below belongs to it.
_BOX = re.compile(
    r"(?P<indent>\s*)(?:(?:!!!|\?\?\?\+?) (?P<kind>[\w-]+)[\w -]*?(?:\"(?P<title>.*)\")?\s*"
    r"|\[\^[^\]]+\]:[ \t]*(?P<text>.*))"
)
_FENCE = re.compile(r"\s*(?P<mark>```+|~~~+)")
# What only pages have: ids of headings, footnotes, classes of the site.
_OWN = re.compile(
    r"(?<=\S)[ \t]*\{#[\w:.-]+\}[ \t]*$|\[\^[^\]\n]+\]:?"
    r"|(?<=<span) class=\"bs-[\w-]+\"",
    re.MULTILINE,
)
# What other marks stand for, and formulas that cannot be shown.
_UNSEEN = {"arithmatex", "footnote-ref", "footnote-backref"}
_SHOWN, _BEFORE_BREAK = 40, 8
# Stands before the words of an item, once for each that it belongs to.
_DEEPER = "\ue005"


class _Anywhere(Surroundings):
    """A page by itself: all that leads out of it is as it is."""

    def __init__(self, locale: str) -> None:
        self.locale, self.formulas = locale, Formulas()

    def heading(self, level: int, title: str) -> tuple[int, str, Markup]:
        """Return a heading; all levels are looked at alike."""
        return 2, "heading", Markup()

    def image(self, *_: object, **__: object) -> Markup:
        """Return nothing: pictures are looked at elsewhere."""
        return Markup()


def unlike_github(page: MarkdownPage, html: str, known: Sequence[Fault]) -> Iterator[Fault]:
    """Yield a fault for what a page shows otherwise than GitHub, and for what the site refuses.

    Args:
        page: The page.
        html: What Python-Markdown made of it.
        known: What is wrong with it besides: that mostly looks otherwise on GitHub, too.
    """
    source = page.source.removeprefix(page.front)
    anywhere = _Anywhere(page.locale)
    theirs, refused = render_markdown("\n".join(_plain(source.split("\n"), page.locale)), anywhere)
    own, other = _held(html), _held(anywhere.formulas.settled(theirs))
    told, counts = {fault.line for fault in known}, Counter[str]()
    for kind, (name, remedy) in _KINDS.items():
        here, there = own[kind] - other[kind], other[kind] - own[kind]
        for held in (*here, *there):
            words = held.lstrip(_DEEPER)
            line = _line(page, kind, words)
            if line not in told:
                shown = "only the site shows" if held in here else "only GitHub shows"
                expected = f"{name} that the site and GitHub show alike"
                yield Fault(page.file, line, expected, f"'{words}', which {shown} so", remedy)
            # One slip mostly changes several elements.
            told.add(line)
    for error in refused:
        counts[error.came] += 1
        line = _line_of(page, error.came, counts[error.came])
        # Marks that stay as text are mostly what is told already.
        is_known = any(fault.came == error.came for fault in known)
        if not is_known and (line not in told or not error.came.endswith("as text")):
            yield Fault(page.file, line, error.expected, error.came, error.remedy)


def _plain(lines: list[str], locale: str) -> Iterator[str]:
    """Yield lines without what only pages have; boxes become their text."""
    place = 0
    while place < len(lines):
        line = lines[place]
        box, fence = _BOX.fullmatch(line), _FENCE.match(line)
        end = place + 1
        if fence:
            while end < len(lines) and not lines[end].strip().startswith(fence["mark"]):
                end += 1
            yield from lines[place : end + 1]
            end += 1
        elif box is None:
            yield _OWN.sub("", line)
        else:
            indent = box["indent"] + "    "
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(indent)):
                end += 1
            inside = [line.removeprefix(indent) for line in lines[place + 1 : end]]
            words = _OWN.sub("", box["text"] or "") if box["kind"] is None else _title(box, locale)
            yield from (box["indent"] + one for one in ("", words, "", *_plain(inside, locale)))
        place = end


def _title(box: re.Match[str], locale: str) -> str:
    if box["title"] is None and box["kind"] in BOXES:
        return text(f"box_{box['kind']}", locale)
    return box["title"] or ""


def _line_of(page: MarkdownPage, came: str, count: int) -> int:
    """Return the line where what is refused stands for the nth time, or 0."""
    if attribute := re.fullmatch(r'([^\s=<>]+)="(.*)"', came, re.DOTALL):
        name, value = map(re.escape, attribute.groups())
        # HTML may be written with other quotes or none, and its value in other signs.
        pattern = rf"(?i:{name})\s*=\s*[\"']?{value}" if value else rf"(?i:\b{name}\b)"
        return _nth(page, pattern, count) or _nth(page, rf"(?i:\b{name}\s*=)", count)
    if tag := re.fullmatch(r"<([\w-]+)>", came):
        return _nth(page, rf"(?i:<{re.escape(tag[1])}(?![\w-]))", count)
    quoted = re.match(r"'(.*)'", came, re.DOTALL)
    words = max((quoted[1] if quoted else came.partition(", which ")[0]).split("…"), key=len)
    return _nth(page, r"\s*".join(map(re.escape, "".join(words.split()))), count)


def _line(page: MarkdownPage, kind: str, words: str) -> int:
    """Return the line where words begin, as far as they stand there as they are shown."""
    typed = words.replace("\N{MINUS SIGN}", "-")[:8]
    pattern = r"\s*".join(map(re.escape, typed))
    if kind in ("br", "hr"):
        return _nth(page, rf"{pattern}(?=[ \t]*\\?$)") or _nth(page, pattern)
    return _nth(page, _BEGINS.get(kind, "") + pattern) or _nth(page, pattern)


def _nth(page: MarkdownPage, pattern: str, count: int = 1) -> int:
    matches = list(re.compile(pattern, re.MULTILINE).finditer(page.source, len(page.front)))
    match = next(iter(matches[count - 1 :] or matches[-1:]), None)
    # It may begin with the blanks of a line.
    return page.source.count("\n", 0, match.end() - len(match[0].lstrip())) + 1 if match else 0


def _held(html: str) -> dict[str, Counter[str]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.held


class _Reader(HTMLParser):
    """Collects what stands in the elements that are compared, without its blanks."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, Counter[str]] = {kind: Counter() for kind in _KINDS}
        self._open: list[tuple[str, list[str]]] = []
        self._unseen: list[str] = []
        self._items: list[bool] = []  # whether each is none of the list of footnotes
        self._noting = False  # at the end, below the line before the footnotes
        self._last = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the beginning of an element."""
        values = dict(attrs)
        tag = _SAME.get(tag, tag)
        if tag in ("ul", "ol"):
            # What an item says ends where a list in it begins.
            self._end("li")
        self._noting |= values.get("class") == "footnote"
        if tag == "br" or (tag == "hr" and not self._noting):
            self.held[tag][self._last] += 1
        elif self._unseen or _UNSEEN & {*(values.get("class") or "").split()}:
            self._unseen.append(tag)
        elif tag in _KINDS and tag != "hr":
            is_note = (values.get("id") or "").startswith("fn:")
            if tag == "li":
                self._items.append(not is_note)
            if not is_note:
                self._open.append((tag, [_DEEPER * sum(self._items)] if tag == "li" else []))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        tag = _SAME.get(tag, tag)
        if self._unseen:
            self._unseen.pop()
        else:
            self._end(tag)
            if tag == "li" and self._items:
                self._items.pop()

    def handle_data(self, data: str) -> None:
        """Note text."""
        if not self._unseen:
            self._last = data.strip()[-_BEFORE_BREAK:] or self._last
            for _, texts in self._open:
                texts.append(data)

    def _end(self, tag: str) -> None:
        for place in reversed(range(len(self._open))):
            if self._open[place][0] == tag:
                _, texts = self._open.pop(place)
                words = re.sub(r"\s+", "", "".join(texts))
                if words.strip(_DEEPER):
                    self.held[tag][words if len(words) <= _SHOWN else words[:_SHOWN] + "…"] += 1
                return
