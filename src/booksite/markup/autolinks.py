"""Addresses that stand in a text as they are become links, as on GitHub.

Unlike there, one also ends before a Japanese letter or bracket, as no blank stands there.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from booksite.markup.japanese import is_east_asian

_NAME = "A-Za-z0-9.+_-"
# By the sign at which one is noticed: what stands before the sign, and the whole.
_KINDS = {
    ":": (re.compile(r"(?<![A-Za-z0-9])https?$"), re.compile(r"https?://[^\s<>]+")),
    "w": (re.compile(r"(?<![^\s*_~(\u1100-\uffff])$"), re.compile(r"www\.(?=[\w-]+\.)[^\s<>]+")),
    "@": (
        re.compile(rf"(?:mailto:)?[{_NAME}]+$"),
        re.compile(rf"(?:mailto:)?[{_NAME}]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9-]*[A-Za-z0-9]"),
    ),
}
_SCHEMES = {":": "", "w": "http://", "@": "mailto:"}
# An underscore makes the last two parts of a host no host.
_HOST = re.compile(r"(?:https?://)?(?:[^\s/?#:@]+\.)?[^\s/?#:@_.]+(?:\.[^\s/?#:@_.]+)?(?![^/?#:@])")
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
    address = match[0] if sign == "@" else _without_end(_before_japanese(match[0]))
    if sign != "@" and not _HOST.match(address):
        return False
    state.pending = state.pending[: noticed.start()]
    target = address if address.startswith("mailto:") else _SCHEMES[sign] + address
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(target)}
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
