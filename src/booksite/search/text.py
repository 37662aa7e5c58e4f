"""How text becomes tokens: one specification, kept equal in Python and JavaScript.

`fold` makes spellings equal that a reader does not tell apart. `tokens` then finds, from left to
right:

    references  コード5-16, listing 5-16 → "#c5-16", "5-16"; 図4-3 → "#f4-3", "4-3";
                p.171 → "#p171"; 5章, chapter 5 → "#ch5"; 講座1, lecture 1 → "#l1"
    names       nn.CrossEntropyLoss → the whole, its parts between dots, and the parts' own parts
                (cross, entropy, loss); English plurals lose their ending, filler words are left out
    Japanese    pairs of neighbouring characters (損失関数 → 損失, 失関, 関数) without pairs of two
                hiragana and without particles; a run of three or more hiragana as a whole, for
                that is how a word looks while it is being typed

`overrides/assets/javascripts/search/text.js` is the same in the reader's browser;
tests/search/tokens.yml holds the cases that both must pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d]|(?<=[0-9])ー(?=[0-9])")
_QUOTES = re.compile(r"[\u2018\u2019\u201b`]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_NUMBER = r"[lL]?[0-9]{1,2}-[0-9]{1,3}"
_JAPANESE = "\u3005\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff"
_LETTER = "A-Za-z\u00c0-\u024f"
_TOKEN = re.compile(
    rf"(?:コド|リスト|[Ll]isting|[Cc]ode) ?(?P<listing>{_NUMBER}|[0-9](?![0-9.-]))"
    rf"|(?:図|[Ff]igures?|[Ff]ig\.?) ?(?P<figure>{_NUMBER})"
    rf"|(?<![{_LETTER}0-9_])(?:[Pp]{{1,2}}\.? ?|[Pp]ages? ?)(?P<page>[0-9]{{1,3}})(?![0-9])"
    r"(?: ?[-~\u301c] ?(?P<page_end>[0-9]{1,3})(?![0-9]))?"
    r"|(?<![0-9.-])(?P<page_ja>[0-9]{1,3}) ?(?:ペジ|頁)"
    r"|(?<![0-9.-])(?P<chapter_ja>[0-9]{1,2}) ?章"
    r"|[Cc]h(?:apter|\.)? ?0?(?P<chapter>[0-9]{1,2})(?![0-9])"
    r"|(?:講座|[Ll]ecture) ?(?P<lecture>[0-9])"
    rf"|(?P<number>(?<![0-9.-]){_NUMBER}(?![0-9-]))"
    rf"|(?P<name>[{_LETTER}_][{_LETTER}0-9_]*(?:\.[{_LETTER}_][{_LETTER}0-9_]*)*)"
    r"|(?P<decimal>[0-9]+(?:\.[0-9]+)*)"
    rf"|(?P<japanese>[{_JAPANESE}]+)"
)
# Parts of one name: zero_grad, CrossEntropyLoss, BCELoss.
_PART = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z\u00df-\u024f]+[0-9]*[a-z]?(?![a-z])|[0-9]+")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_HIRAGANA_RUN = re.compile("[\u3041-\u3096]+")
_PARTICLES = frozenset("はがをのにへもやとで")
# が and や inside a verb: 上がらない, 増やす.
_VERB_ENDING = re.compile("が[らりるれろっ]|や[さしすせ]")
# Words that say nothing about what is sought. Words that are Python's own stay: for, in, with.
_FILLER_WORDS = (
    "a an the of to do does did it its i my how what why which this that these are was were be been"
    " can could you your we our when at by have has there"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_ENDINGS = (
    (re.compile(r"(ss|x|ch|sh)es$"), r"\1"),
    (re.compile(r"([a-z]{2})ies$"), r"\1y"),
    (re.compile(r"([a-z]{2}[^aisu])s$"), r"\1"),
)


def fold(text: str) -> str:
    """Make equal what differs in width, dashes, quotation marks or long vowels; case stays."""
    text = unicodedata.normalize("NFKC", _SURROGATES.sub("", text))
    text = _QUOTES.sub("'", _DASHES.sub("-", text))
    return text.replace("ー", "")


def reading_tokens(name: str) -> list[str]:
    """Return the token of a name in kana, as one types it before it is converted; else none."""
    hiragana = "".join(
        chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in fold(name)
    )
    return [hiragana] if _HIRAGANA_RUN.fullmatch(hiragana) else []


def tokens(text: str) -> list[str]:
    """Return the tokens of a text in order, repeated ones included."""
    return list(_tokens(fold(text)))


def _tokens(folded: str) -> Iterator[str]:
    for match in _TOKEN.finditer(folded):
        kind, value = match.lastgroup, match[match.lastgroup or 0].lower()
        if kind == "listing":
            yield from ([f"#c{value}", value] if "-" in value else [f"#c{value}"])
        elif kind == "figure":
            yield from (f"#f{value}", value)
        elif kind == "page_end":
            yield from (f"#p{match['page']}", f"#p{value}")
        elif kind in ("page", "page_ja"):
            yield f"#p{value}"
        elif kind in ("chapter", "chapter_ja"):
            yield f"#ch{value}"
        elif kind == "lecture":
            yield f"#l{value}"
        elif kind == "name":
            yield from _name_tokens(match["name"])
        elif kind == "japanese":
            yield from _japanese_tokens(value)
        else:
            yield value


# Code says the same names again and again.
@lru_cache(maxsize=8192)
def _name_tokens(name: str) -> tuple[str, ...]:
    parts = name.split(".")
    found = [name] if len(parts) > 1 else []
    for part in parts:
        inner = _PART.findall(part)
        found += [part, *(inner if len(inner) > 1 else ())]
    stems = (_stem(word.lower()) for word in found)
    return tuple(dict.fromkeys(stem for stem in stems if stem not in _FILLERS))


def _stem(word: str) -> str:
    for pattern, replacement in _ENDINGS:
        stem = pattern.sub(replacement, word)
        if stem != word:
            return stem
    return word


def _japanese_tokens(run: str) -> Iterator[str]:
    kana_only = _HIRAGANA_RUN.fullmatch(run)
    if (len(run) == 1 and not kana_only) or (len(run) > 2 and kana_only):
        yield run
    for position, (first, second) in enumerate(pairwise(run)):
        hiragana = [bool(_HIRAGANA.match(letter)) for letter in (first, second)]
        particle = first in _PARTICLES or (
            second in _PARTICLES and not _VERB_ENDING.match(run, position + 1)
        )
        if not all(hiragana) and not (any(hiragana) and particle):
            yield first + second
