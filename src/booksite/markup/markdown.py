"""The one Markdown of cells and data: what GitHub, Jupyter and Colab show, as clean HTML.

markdown-it-py reads a text as CommonMark and GitHub say. What they leave open, or see otherwise
than one another, is decided in `japanese`, `dollars` and `autolinks`; what stands around a text
decides on its headings, links and images (`Surroundings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from booksite.locales import text
from booksite.markup.autolinks import link_addresses, link_emails
from booksite.markup.code import code_block
from booksite.markup.dollars import FORMULAS, keep_in_code, read_formulas
from booksite.markup.formula_errors import MathError
from booksite.markup.formula_text import with_plain_formulas
from booksite.markup.formulas import marks_beside
from booksite.markup.japanese import JapaneseInline, join_lines
from booksite.markup.lost_marks import (
    bars_in_formulas,
    is_seen,
    lost_marks,
    torn_formulas,
)
from booksite.markup.open_tags import open_tags
from booksite.markup.raw_html import MARK, read_html
from booksite.markup.sanitize import clean_markdown
from booksite.markup.surroundings import MarkdownError, Surroundings

_WORK = "work"
# As pages have it of their tasks.
_TASK = Markup(
    '<label class="task-list-control"><input type="checkbox" disabled aria-label="{}"{}>'
    '<span class="task-list-indicator"></span></label>'
)
_CHECKED = {True: Markup(" checked"), False: ""}
_DOLLARS = "Leave these marks out."
_DRAWN = {
    "math": "Write the formula between `$$` and `$$`.",
    "mermaid": "Draw a picture, and show that.",
}
_WORDS = "words to click on, as in `[PyTorch](…)`"
_LINK = re.compile(r"<a\s[^>]*\bhref\b")
_LINK_WITHOUT_WORDS = re.compile(r"<a\s[^<>]*\bhref\b[^<>]*>(?:\s|<(?!img\b|/a)[^<>]*>)*</a\s*>")
_KEPT = re.compile(f"{MARK}([0-9]+){MARK}")


@dataclass
class _Work:
    """One text on its way to HTML."""

    surroundings: Surroundings
    errors: list[MarkdownError] = field(default_factory=list)
    kept: list[Markup] = field(default_factory=list)
    open_links: int = 0

    def keep(self, html: Markup) -> str:
        """Keep HTML that is clean already; return the mark of its place."""
        self.kept.append(html)
        return f"{MARK}{len(self.kept) - 1}{MARK}"

    def formula(self, tex: str, block: bool) -> str:
        """Take a formula."""
        if tex.startswith("`") and tex.endswith("`"):
            self.refuse("a formula as `$x$`", f"'${tex}$', which GitHub alone knows", _DOLLARS)
            return ""
        try:
            return self.keep(self.surroundings.formulas.mathml(tex, block=block))
        except MathError as error:
            self.refuse(error.expected, error.came, error.remedy)
        return ""

    def link(self, target: str) -> str:
        """Take the address of a link."""
        self.open_links += 1
        try:
            return self.surroundings.link(target)
        except MarkdownError as error:
            self.errors.append(error)
        return ""

    def link_end(self) -> None:
        """Take the end of a link."""
        self.open_links -= self.open_links > 0

    def image(self, attributes: dict[str, str]) -> str:
        """Take an image."""
        try:
            target, linked = attributes.pop("src", ""), self.open_links > 0
            return self.keep(self.surroundings.image(target, attributes, linked=linked))
        except MarkdownError as error:
            self.errors.append(error)
        return ""

    def anchor(self, name: str) -> None:
        """Take the name of a place."""
        self.surroundings.anchor(name)

    def refuse(self, expected: str, came: str, remedy: str) -> None:
        """Take what cannot be shown."""
        self.errors.append(MarkdownError(expected, came, remedy))

    def with_kept(self, html: str) -> Markup:
        """Put what was kept at the places that were left for it."""
        pieces = _KEPT.split(html)
        for place in range(1, len(pieces), 2):
            kept = self.kept[int(pieces[place])]
            before, after = marks_beside(pieces[place - 1], pieces[place + 1])
            if (before or after) and kept.startswith("<math>"):
                pieces[place - 1] = pieces[place - 1].removesuffix(before)
                pieces[place + 1] = pieces[place + 1].removeprefix(after)
                kept = Markup("<span>{}{}{}</span>").format(Markup(before), kept, Markup(after))
            pieces[place] = kept
        return Markup("".join(pieces))


class _Renderer(RendererHTML):
    """Tokens to HTML; what is in the way of it is noted, and the rest shown.

    The work that a text makes stands in what the parser calls its environment.
    """

    def formula(self, tokens: Sequence[Token], place: int, _: OptionsDict, env: Any) -> str:
        """Render a formula, in a line or on one of its own."""
        token = tokens[place]
        formula: str = env[_WORK].formula(token.content, FORMULAS[token.type])
        return f"<p>{formula}</p>\n" if token.block else formula

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render HTML of the author."""
        for link in _LINK_WITHOUT_WORDS.findall(tokens[idx].content):
            env[_WORK].refuse(_WORDS, link, "Write some.")
        return read_html(tokens[idx].content, env[_WORK])

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render HTML of the author in a line."""
        tag = tokens[idx].content
        if _LINK.match(tag) and not is_seen(tokens, idx):
            env[_WORK].refuse(_WORDS, tag, "Write some.")
        return read_html(tag, env[_WORK])

    def heading_open(
        self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
    ) -> str:
        """Render the beginning of a heading, which its surroundings know."""
        work, level = env[_WORK], int(tokens[place].tag[1])
        name = self.renderInline(tokens[place + 1].children or [], options, env)
        tokens[place + 1].children = []
        try:
            title = Markup(with_plain_formulas(work.with_kept(name))).striptags()
            level, anchor, behind = work.surroundings.heading(level, title)
        except MarkdownError as error:
            work.errors.append(error)
            return self.renderToken(tokens, place, options, env) + name
        if not anchor:
            tokens[place + 2].tag = "p"
            return f"<p><b>{name}</b>"
        tokens[place + 2].tag = f"h{level}"
        tokens[place + 2].meta["behind"] = work.keep(behind)
        return f'<h{level} id="{anchor}">{name}'

    def heading_close(
        self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
    ) -> str:
        """Render the end of a heading, with what stands behind it."""
        end = self.renderToken(tokens, place, options, env)
        return end + str(tokens[place].meta.get("behind", ""))

    def bullet_list_open(
        self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
    ) -> str:
        """Render the beginning of a list; one of tasks is named as the theme knows it."""
        if "class" in tokens[place].attrs:
            tokens[place].attrs["class"] = "task-list"
        return self.renderToken(tokens, place, options, env)

    ordered_list_open = bullet_list_open

    def list_item_open(
        self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
    ) -> str:
        """Render the beginning of an item; of a task, with a box where it has no paragraphs."""
        start = self.renderToken(tokens, place, options, env)
        return start if _begins_paragraph(tokens, place + 1) else start + _box(tokens, place, env)

    def paragraph_open(
        self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
    ) -> str:
        """Render the beginning of a paragraph; of a task's first one, with the box."""
        start = self.renderToken(tokens, place, options, env)
        return start + _box(tokens, place - 1, env) if start and place else start

    def link_open(self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
        """Render the beginning of a link."""
        token = tokens[place]
        if not is_seen(tokens, place):
            came = f"[]({unquote(str(token.attrs['href']))})"
            env[_WORK].refuse(_WORDS, came, "Write some.")
        token.attrs["href"] = env[_WORK].link(str(token.attrs["href"]))
        return self.renderToken(tokens, place, options, env)

    def link_close(
        self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
    ) -> str:
        """Render the end of a link."""
        env[_WORK].link_end()
        return self.renderToken(tokens, place, options, env)

    def image(self, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
        """Render an image."""
        token = tokens[place]
        attributes = {name: str(value) for name, value in token.attrs.items()}
        attributes["alt"] = self.renderInlineAsText(token.children, options, env)
        # Nothing between the brackets says nothing.
        image: str = env[_WORK].image({name: said for name, said in attributes.items() if said})
        return image

    def renderInlineAsText(
        self, tokens: Sequence[Token] | None, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the words on an image, where formulas are words too."""
        for token in tokens or []:
            if token.type in FORMULAS:
                formula = env[_WORK].with_kept(env[_WORK].formula(token.content, block=False))
                token.type, token.content = "text", Markup(with_plain_formulas(formula)).unescape()
        return super().renderInlineAsText(tokens, options, env)

    def s_open(self, *_: Any) -> str:
        """Render the beginning of deleted text, as GitHub has it."""
        return "<del>"

    def s_close(self, *_: Any) -> str:
        """Render the end of deleted text."""
        return "</del>"

    def code_text(self, tokens: Sequence[Token], place: int, _: OptionsDict, __: Any) -> str:
        """Render text that stands in `<code>`."""
        return str(escape(tokens[place].content))

    def fence(self, tokens: Sequence[Token], place: int, _: OptionsDict, env: Any) -> str:
        """Render a fenced block in the theme's colours."""
        language = tokens[place].info.strip().split(" ")[0]
        if language.startswith("{"):
            came = f"```{language}, which only some front ends know"
            env[_WORK].refuse(
                "the name of a language behind ```", came, "Write it, as in ```python."
            )
        if language in _DRAWN:
            came = f"```{language}, which some front ends draw and others do not"
            env[_WORK].refuse("code in a fenced block", came, _DRAWN[language])
        return code_block(tokens[place].content, language)

    def code_block(self, tokens: Sequence[Token], place: int, _: OptionsDict, env: Any) -> str:
        """Render an indented block as a fenced one."""
        return code_block(tokens[place].content)


def _begins_paragraph(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].type == "paragraph_open" and not tokens[place].hidden


def _box(tokens: Sequence[Token], place: int, env: Any) -> str:
    """Return the box that says whether a task is done; nothing for what is no task."""
    done = tokens[place].meta.get("checked")
    if done is None:
        return ""
    state = text("task_done" if done else "task_open", env[_WORK].surroundings.locale)
    return f"{env[_WORK].keep(_TASK.format(state, _CHECKED[done]))} "


def _finished(state: StateCore) -> None:
    """Finish the text of each block: what stays of marks is noted, lines of Japanese joined."""
    work = state.env[_WORK]
    for before, block in pairwise([Token("", "", 0), *state.tokens]):
        if not block.children:
            continue
        block.children = tokens = link_emails(block.children)
        keep_in_code(tokens)
        in_table = before.type in ("td_open", "th_open")
        for slip in (*lost_marks(tokens), *(bars_in_formulas(tokens) if in_table else ())):
            work.refuse(*slip)
        join_lines(tokens)
    texts = [block for block in state.tokens if block.type == "inline"]
    for slip in (*torn_formulas(texts), *open_tags(state.tokens)):
        work.refuse(*slip)


@cache
def _parser() -> MarkdownIt:
    """Return the one parser: making it takes longer than a cell."""
    md = MarkdownIt(renderer_cls=_Renderer)
    md.inline = JapaneseInline()
    options = {"xhtmlOut": False, "tasklists": True, "strikethrough_single_tilde": True}
    md.configure("commonmark", options).enable(["table", "strikethrough"])
    # All addresses come to the surroundings, who tell of those that lead nowhere.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    read_formulas(md)
    link_addresses(md)
    for kind in FORMULAS:
        md.add_render_rule(kind, _Renderer.formula)
    md.core.ruler.before("text_join", "finished", _finished)
    return md


def render_markdown(source: str, surroundings: Surroundings) -> tuple[Markup, list[MarkdownError]]:
    """Render a text to clean HTML; return it, and the mistakes in the text.

    Args:
        source: The text.
        surroundings: Decide on its headings, links and images.
    """
    return _rendered(source, surroundings, "render")


def render_inline(source: str, surroundings: Surroundings) -> tuple[Markup, list[MarkdownError]]:
    """Render a text that is a part of a line, see `render_markdown`."""
    return _rendered(source, surroundings, "renderInline")


def _rendered(
    source: str, surroundings: Surroundings, way: str
) -> tuple[Markup, list[MarkdownError]]:
    work = _Work(surroundings)
    html = getattr(_parser(), way)(source.replace(MARK, ""), {_WORK: work})
    return work.with_kept(clean_markdown(html)), work.errors
