"""The Markdown of pages: what it has beyond the standard, in one extension of Python-Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from booksite.errors import Fault
from booksite.locales import Locale, text
from booksite.markup import (
    Formulas,
    Heading,
    MathError,
    between_tags,
    code_block,
    formulas_in_html,
    join_text,
    marks_beside,
    plain_text,
    show_inner_dollars,
)
from booksite.pages.as_github import AsGitHub, join_wrapped_lines, unescape_bars
from booksite.pages.boxes import box_id
from booksite.pages.seen import Seen, seen_faults, seen_in
from booksite.pages.slips import BOXES
from booksite.pages.source import MARKER, MarkdownPage
from booksite.pages.unlike_github import unlike_github

# A heading, or the name of the part that a marker asks for.
Outlined = Heading | str

_EXTENSIONS = (
    "admonition",
    "footnotes",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tasklist",
)
# With `generic`, arithmatex wraps formulas so: nothing else has this class.
_FORMULA = "arithmatex"
_HEADING = re.compile("h[1-6]")


def _fenced(source: str, language: str, *_: Any, **__: Any) -> str:
    """Return a fenced block as those of notebooks and parts are."""
    return code_block(source, language)


_CONFIGS = {
    # A list of contents in the text would be the theme's once more.
    "toc": {"marker": ""},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.superfences": {"custom_fences": [{"name": "*", "class": "", "format": _fenced}]},
    "pymdownx.tasklist": {"custom_checkbox": True},
}


class Dialect(Extension):  # type: ignore[misc]
    """Standard extensions, and ours: formulas, boxes with ids, figures that open large.

    Attributes:
        locale: The language of the page that is converted.
        outline: Headings and parts of the page that was converted last, in order.
        errors: Its formulas that cannot be shown.
        seen: What else it holds.
    """

    def __init__(self, locale: Locale) -> None:
        super().__init__()
        self.locale = locale
        self.outline: list[Outlined] = []
        self.errors: list[MathError] = []
        self.seen = Seen()

    def faults(self, page: MarkdownPage) -> list[Fault]:
        """Return what is wrong with a page by itself, when it was converted last."""
        formulas = [
            Fault(page.file, page.line_of(error.tex), error.expected, error.came, error.remedy)
            for error in self.errors
        ]
        return [*formulas, *seen_faults(page, self.seen)]

    def extendMarkdown(self, md: Markdown) -> None:
        """Add everything to a converter, which is one page's."""
        footnotes = {"BACKLINK_TITLE": text("footnote_back", self.locale, "%d")}
        configs = {**_CONFIGS, "footnotes": footnotes}
        md.registerExtensions((*_EXTENSIONS, AsGitHub()), configs)
        # As late as the ids of headings, behind which it comes as it is registered later.
        md.treeprocessors.register(_Finish(md, self), "booksite", 5)


class _Finish(Treeprocessor):  # type: ignore[misc]
    """Finishes the tree of a page, and notes what stands on it."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self._dialect = dialect

    def run(self, root: Element) -> None:
        """Finish a page."""
        locale = self._dialect.locale
        self._dialect.errors = list(_convert_formulas(root, self.md.htmlStash.rawHtmlBlocks))
        self._dialect.outline = list(self._outlined(root))
        unescape_bars(root)
        join_wrapped_lines(root)
        _name_boxes(root, locale)
        _give_box_ids(root)
        parts = [one for one in self._dialect.outline if isinstance(one, str)]
        self._dialect.seen = seen_in(root, map(str, self.md.htmlStash.rawHtmlBlocks), parts)
        _open_figures(root, text("open_large", locale))

    def _outlined(self, root: Element) -> Iterator[Outlined]:
        headings = {token["id"]: token for token in _flat(self.md.toc_tokens)}
        for element in root.iter():
            if token := headings.get(element.get("id", "")):
                # As the theme's own list of headings has it, but for formulas.
                formula = element.find(".//math") is not None
                title = plain_text(element) if formula else html.unescape(token["name"])
                yield Heading(token["level"], token["id"], title)
            elif placeholder := HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()):
                raw = self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])]
                if marker := MARKER.fullmatch(str(raw).strip()):
                    yield marker["name"]


def look_at(page: MarkdownPage) -> tuple[Seen, list[Fault]]:
    """Convert a page where nobody does otherwise; return what it holds, and what is wrong."""
    dialect = Dialect(page.locale)
    html = Markdown(extensions=[dialect]).convert(page.source.removeprefix(page.front))
    faults = dialect.faults(page)
    return dialect.seen, [*faults, *unlike_github(page, html, faults)]


def _flat(tokens: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def _convert_formulas(root: Element, raw: list[str]) -> Iterator[MathError]:
    """Put MathML in place of TeX, and yield what cannot be.

    Args:
        root: The tree of the page.
        raw: The pieces of HTML that stood in the source.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    formulas, converted = Formulas(), list[tuple[Element, str]]()
    for element in root.iter():
        if element.get("class") == _FORMULA:
            try:
                converted.append((element, _converted(element, formulas)))
            except MathError as error:
                yield error
    errors: list[MathError] = []
    for place, html_piece in enumerate(raw):
        raw[place] = _with_formulas(html_piece, formulas, errors)
    yield from errors
    for place, html_piece in enumerate(raw):
        yield from formulas.unknown(html_piece)
        raw[place] = formulas.settled(html_piece)
    for element, mathml in converted:
        yield from formulas.unknown(mathml)
        _replace(parents[element], element, fromstring(formulas.settled(mathml)))


def _converted(element: Element, formulas: Formulas) -> str:
    # Without the `\(` or `\[` around it; only what stands in a block is escaped already.
    block, tex = element.tag == "div", show_inner_dollars(element.text or "")[2:-2]
    return formulas.mathml(html.unescape(tex) if block else tex, block=block)


def _with_formulas(raw: str, formulas: Formulas, errors: list[MathError]) -> str:
    """Return the author's own HTML with MathML in place of TeX."""

    def convert(tex: str, block: bool) -> str:
        try:
            return formulas.mathml(show_inner_dollars(tex), block=block)
        except MathError as error:
            errors.append(error)
            return ""

    return between_tags(raw, lambda text: join_text(formulas_in_html(text, convert)))


def _replace(parent: Element, element: Element, formula: Element) -> None:
    place, formula.tail = list(parent).index(element), element.tail
    parent[place] = formula
    if formula.tag == "math":
        parent[place] = _with_marks(parent, place, formula)


def _with_marks(parent: Element, place: int, formula: Element) -> Element:
    """Join a formula in a line to the brackets and marks beside it, if there are any."""
    previous = parent[place - 1] if place else None
    text = parent.text if previous is None else previous.tail
    before, after = marks_beside(text or "", formula.tail or "")
    if not (before or after):
        return formula
    joined = Element("span")
    joined.text, joined.tail = before, (formula.tail or "")[len(after) :]
    formula.tail = after
    joined.append(formula)
    rest = (text or "").removesuffix(before)
    if previous is None:
        parent.text = rest
    else:
        previous.tail = rest
    return joined


def _name_boxes(root: Element, locale: Locale) -> None:
    """Put boxes without a title of their own into words of the page's language."""
    for element in root.iter():
        kind = element.get("class", "").removeprefix("admonition ").split(" ")[0]
        if kind in BOXES and len(element) and element[0].text == kind.capitalize():
            element[0].text = text(f"box_{kind}", locale)


def _give_box_ids(root: Element) -> None:
    """Give titled boxes (admonitions) ids, so that a search's result can lead to one."""
    heading, count = "", 0
    for element in root.iter():
        if _HEADING.fullmatch(str(element.tag)):
            heading, count = element.get("id", ""), 0
        elif element.tag == "details" or element.get("class", "").startswith("admonition "):
            count += 1
            element.set("id", box_id(heading, count))


def _open_figures(root: Element, label: str) -> None:
    """Let each image that is a paragraph of its own open large."""
    for paragraph in list(root.iter("p")):
        image = paragraph[0] if len(paragraph) == 1 else None
        if image is not None and image.tag == "img" and not (paragraph.text or image.tail):
            paragraph.remove(image)
            large = {"class": "bs-large", "href": image.get("src", ""), "aria-label": label}
            SubElement(paragraph, "a", large).append(image)
