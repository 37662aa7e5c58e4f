"""The glossary for the search: what a term is also called, and which passage explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from booksite.records import Term
from booksite.search.passages import Passage
from booksite.search.text import fold

# Passages that use a term rather than explain it, by their anchors.
WEAK_ANCHORS = frozenset(
    ["learn", "before", "summary", "conclusion", "questions", "exercises", "setup"]
)
_SHORTEST_NAME = 3
# What readers say, and what the pages say for it; the glossary knows the terms themselves.
_EVERYDAY = (
    ("本 | 書籍 | book", "紙面 | print | printed | page"),
    ("誤植 | 間違い | ミス | typo | mistake", "間違い | 誤り | 正誤 | 訂正 | mistake | errata"),
    ("報告 | 連絡 | 問い合わせ | report | contact", "知らせ | 間違いを見つけたら | report"),
    ("違う | 異なる | 合わない | different | differs", "違う | 違い | differ"),
    ("ゼロにする | リセット | ゼロクリア | reset", "zero_grad | 足し込まれる"),
    ("精度が上がらない | 精度が低い | poor accuracy", "過学習 | チューニング | overfitting"),
    ("遅い | 時間がかかる | slow", "GPU | 時間"),
    ("メモリ不足 | out of memory", "メモリ | memory | バッチサイズ"),
    ("再現 | 毎回違う | 固定 | reproducible", "乱数の種 | seed | torch_seed"),
    ("切れた | 切断 | 消えた | disconnected | session", "接続 | 変数がない | disconnected"),
    ("使えない | 認識されない | unavailable", "使う | ランタイム | runtime"),
    ("動かない | エラーになる | does not work", "困ったとき | 紙面との違い | wrong"),
    ("インストール | install | pip", "導入 | 準備 | preparation | pip"),
    ("保存 | save", "書き出し | export"),
    ("画像 | image", "写真 | photo"),
    ("最小値 | minimum", "最適解 | 谷底"),
    ("文字化け | 豆腐 | tofu", "japanize_matplotlib | 図の中の日本語"),
)


def names(term: Term) -> list[str]:
    """Give all names of a term in both languages, without its reading."""
    return list(dict.fromkeys([term.ja, term.en, *term.variants]))


def synonyms(terms: Iterable[Term]) -> list[tuple[list[str], list[str]]]:
    """Give what is asked and what else to look for, folded.

    Args:
        terms: The glossary; each name of a term stands for all the others.
    """
    of_terms = [(names(term), names(term)) for term in terms]
    everyday = [(asked.split(" | "), meant.split(" | ")) for asked, meant in _EVERYDAY]
    return [(_all_folded(asked), _all_folded(meant)) for asked, meant in of_terms + everyday]


def _all_folded(words: list[str]) -> list[str]:
    return list(dict.fromkeys(fold(word).lower() for word in words))


def explained(terms: Iterable[Term], passages: Sequence[Passage]) -> dict[int, list[Term]]:
    """Find the passages that explain terms.

    Args:
        terms: The glossary.
        passages: All passages of a language.

    Returns:
        The terms by the position of the passage that explains them.
    """
    found: dict[int, list[Term]] = {}
    for term in terms:
        for position in _explaining(term, passages):
            found.setdefault(position, []).append(term)
    return found


def _explaining(term: Term, passages: Sequence[Passage]) -> list[int]:
    """Give the passages that announce the term, or else the one that says most of it.

    A heading announces a term by its name, an anchor by its id, a text by setting it in bold.
    """
    main = [_folded(name) for name in (term.ja, term.en)]
    others = [_folded(name) for name in term.variants if len(name) >= _SHORTEST_NAME]
    anchors = {term.id, *(name.replace("_", "-") for name in main + others)}
    anchors |= {f"key-{anchor}" for anchor in anchors}
    candidates = [
        i
        for i, passage in enumerate(passages)
        if passage.chapter == term.chapter or (not passage.chapter and passage.kind == "page")
    ]
    own = [i for i in candidates if passages[i].chapter]

    def titled(wanted: list[str]) -> list[int]:
        titles = {i: _folded(passages[i].title) for i in candidates}
        return [i for i, title in titles.items() if any(name in title for name in wanted)]

    anchored = [i for i in own if passages[i].anchor in anchors]
    bold = [i for i in own if any(name in _bold(passages[i]) for name in main)]
    return (
        list(dict.fromkeys(titled(main) + anchored))
        or titled(others)
        or bold
        or ([max(own, key=lambda i: _mentions(passages[i], main + others))] if own else [])
    )


def _bold(passage: Passage) -> str:
    strong = [words for piece in passage.pieces for words in piece.strong]
    return _folded("\n".join(strong)) if passage.anchor not in WEAK_ANCHORS else ""


def _mentions(passage: Passage, wanted: list[str]) -> float:
    text = _folded("".join(piece.text for piece in passage.pieces))
    count = sum(text.count(name) for name in wanted)
    return count / 2 if passage.anchor in WEAK_ANCHORS else count


# Each term is compared with the titles of all passages.
@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text).lower().replace(" ", "")
