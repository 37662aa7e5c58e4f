"""Addresses that stand in a text as they are become links, as on GitHub.

Unlike there, one also ends before a Japanese letter or bracket, as no blank stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.common.utils import isLinkClose, isLinkOpen
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from booksite.markup.japanese import is_east_asian

_NAME = "A-Za-z0-9.+_-"
# By the sign at which one is noticed: what stands before the sign, and the whole.
_KINDS = {
    ":": (re.compile(r"(?<![A-Za-z0-9])(?i:https?)$"), re.compile(r"(?i:https?)://[^\s<>]+")),
    "w": (
        re.compile(r"(?<![^\s*_~(\u1100-\uffff])$"),
        re.compile(r"www\.(?=[A-Za-z0-9_-]+\.)[^\s<>]+"),
    ),
}
_SCHEMES = {":": "", "w": "http://"}
_EMAIL = re.compile(
    rf"(?<![{_NAME}])(?:mailto:)?[{_NAME}]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9_-]*[A-Za-z0-9](?![\w-])",
    re.ASCII,
)
# An underscore makes the last two parts of a host no host.
_HOST = re.compile(r"(?:[^\s/?#:@]+\.)?[^\s/?#:@_.]+(?:\.[^\s/?#:@_.]+)?(?![^/?#:@])")
_AT_END = re.compile(r"(?:[?!.,:*_~'\"\]\[]|&[A-Za-z0-9]+;|;)+$")


def link_addresses(md: MarkdownIt) -> None:
    """Let a parser find addresses."""
    md.inline.add_terminator_char("w")
    md.inline.ruler.before("backticks", "address", _address)


def _address(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    if silent or state.linkLevel or sign not in _KINDS:
        return False
    before, whole = _KINDS[sign]
    noticed = before.search(state.pending)
    start = state.pos - len(noticed[0]) if noticed else 0
    match = whole.match(state.src, start, state.posMax) if noticed else None
    if not noticed or not match:
        return False
    address = _without_end(_before_japanese(match[0]))
    if not _HOST.match(address.split("://")[-1]):
        return False
    state.pending = state.pending[: noticed.start()]
    target = state.md.normalizeLink(_SCHEMES[sign] + address)
    state.push("link_open", "a", 1).attrs = {"href": target}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True


def _before_japanese(address: str) -> str:
    return next((address[:i] for i, one in enumerate(address) if is_east_asian(one)), address)


def _without_end(address: str) -> str:
    """Return an address without the marks of the sentence behind it."""
    while True:
        shorter = _AT_END.sub("", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def link_emails(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a text in which addresses of mail are links.

    What stands before an @ is known only when emphasis is: it may have an underscore.
    """
    linked: list[Token] = []
    depth = 0
    for token in tokens:
        opens = token.type == "link_open" or isLinkOpen(token.content)
        depth += opens - (token.type == "link_close" or isLinkClose(token.content))
        linked += _with_emails(token) if token.type == "text" and not depth else [token]
    return linked


def _with_emails(token: Token) -> Iterator[Token]:
    position = 0
    for match in _EMAIL.finditer(token.content):
        yield Token("text", "", 0, content=token.content[position : match.start()])
        target = match[0] if match[0].startswith("mailto:") else f"mailto:{match[0]}"
        yield Token("link_open", "a", 1, attrs={"href": target})
        yield Token("text", "", 0, content=match[0])
        yield Token("link_close", "a", -1)
        position = match.end()
    yield replace(token, content=token.content[position:])
