"""Japanese in Markdown: emphasis beside its punctuation, and lines that were wrapped.

CommonMark takes the blanks between words for granted. What stands here instead is the published
amendment of markdown-cjk-friendly (https://github.com/tats-u/markdown-cjk-friendly).
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

# Of full width though they are pictures by default: `Emoji_Presentation` of Unicode's emoji-data.
_EMOJI = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2630-\u2637\u2648-\u2653"
    "\u267f\u268a-\u268f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea"
    "\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f1e6-\U0001f201\U0001f21a\U0001f22f\U0001f232-\U0001f236"
    "\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001faff]"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_LINE_END = re.compile(r"(\S)[ \t]*\n[ \t]*(?=(\S))")
_QUOTES = "\u2018\u2019\u201c\u201d"
_FULL_WIDTH_FORM = "\ufe01"
_SELECTORS = range(0xFE00, 0xFE0F)  # of a letter's form, without the one that makes it an emoji
_IDEOGRAPHIC_SELECTORS = range(0xE0100, 0xE01F0)


def is_east_asian(character: str) -> bool:
    """Tell whether a character is Chinese, Japanese or Korean, punctuation included."""
    if character < "\u1100":
        return False
    wide = unicodedata.east_asian_width(character) in "WFH" and not _EMOJI.match(character)
    return wide or bool(_HANGUL.match(character))


def joins_without_space(before: str, after: str) -> bool:
    """Tell whether a wrapped line goes on without a space.

    Args:
        before: The last character of the line.
        after: The first character of the next one.
    """
    if _HANGUL.match(before) or _HANGUL.match(after):
        return False
    wide = [unicodedata.east_asian_width(one) in "WFH" for one in (before, after)]
    return all(wide) or any(
        is_wide and _is_punctuation(one) for one, is_wide in zip((before, after), wide, strict=True)
    )


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


class _State(StateInline):
    """The text of a block, where marks of emphasis may stand beside Japanese."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Tell whether marks may open or close an emphasis."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before, before_is_east_asian = self._before(start)
        after = self.src[end] if end < self.posMax else " "
        opens = not isWhiteSpace(ord(after))
        closes = not isWhiteSpace(ord(before))
        if opens and closes:
            free = before_is_east_asian or is_east_asian(after)
            left, right = _is_punctuation(before), _is_punctuation(after)
            # As CommonMark says it, but for what is free: `_` never splits a word.
            opens = left or (canSplitWord and (free or not right))
            closes = right or (canSplitWord and (free or not left))
        return Scanned(opens, closes, end - start)

    def _before(self, start: int) -> tuple[str, bool]:
        """Return the character before marks, without selectors, and whether it is East Asian."""
        last = self.src[start - 1] if start else " "
        if start > 1 and ord(last) in _SELECTORS:
            main = self.src[start - 2]
            full = last == _FULL_WIDTH_FORM and main in _QUOTES
            return (last, False) if isWhiteSpace(ord(main)) else (main, full or is_east_asian(main))
        return last, is_east_asian(last) or ord(last) in _IDEOGRAPHIC_SELECTORS


class JapaneseInline(ParserInline):
    """The parser of the text of blocks, for texts in Japanese as for others."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Divide the text of a block into tokens."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def join_text(text: str) -> str:
    """Return a text with its lines of Japanese joined."""
    return _LINE_END.sub(
        lambda end: end[1] if joins_without_space(end[1], end[2]) else end[0], text
    )


def join_lines(tokens: list[Token]) -> None:
    """Take the space from between two lines of Japanese.

    Args:
        tokens: The tokens of the text of one block; they are changed.
    """
    seen = ["" if token.type == "html_inline" else token.content for token in tokens]
    for place, token in enumerate(tokens):
        if token.type == "softbreak":
            before = next(filter(None, reversed(seen[:place])), " ")
            after = next(filter(None, seen[place + 1 :]), " ")
            if joins_without_space(before[-1], after[0]):
                token.type = "text"
