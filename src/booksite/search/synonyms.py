"""The glossary for the search: what a term is also called, and which passage explains it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from booksite.book import Term
from booksite.search.passages import Passage
from booksite.search.text import fold

# Passages that use a term rather than explain it, by their anchors.
WEAK_ANCHORS = frozenset(
    ["learn", "before", "summary", "conclusion", "questions", "exercises", "setup"]
)
_SHORTEST_NAME = 3
# A word or a few, no sentence.
_TERM = re.compile(r"[^、。，．：；（）→,.:;()]{2,24}")
# What readers say, and what the pages say for it; the glossary knows the terms themselves. Verbs
# stand without their ending: 上がら is in 上がらない and 上がらず.
_EVERYDAY = (
    ("本 | 書籍 | book", "紙面 | print | printed | page"),
    ("誤植 | 間違い | ミス | typo | mistake", "間違い | 誤り | 正誤 | 訂正 | mistake | errata"),
    ("報告 | 連絡 | 問い合わせ | report | contact", "知らせ | 間違いを見つけたら | report"),
    (
        "違う | 違って | 異なる | 異なり | 合わない | 合いません | different | differs",
        "違う | 違い | differ",
    ),
    (
        "ゼロにする | ゼロに戻 | 0にする | 0に戻 | リセット | ゼロクリア | reset",
        "zero_grad | 足し込まれる",
    ),
    (
        "精度が上がら | 精度が低 | 精度が悪 | poor accuracy | low accuracy",
        "過学習 | チューニング | overfitting",
    ),
    (
        "遅い | 遅く | 時間がかか | 終わら | slow | takes too long | too long",
        "GPU | 時間 | 終わりません | never",
    ),
    ("メモリ不足 | メモリが足り | out of memory", "メモリ | memory | バッチサイズ"),
    ("再現 | 毎回違 | 固定 | reproducible | reproduce", "乱数の種 | seed | torch_seed"),
    (
        "切れ | 切断 | 消え | disconnected | session | lost",
        "接続 | 変数がない | 消えて | lost | disconnected",
    ),
    ("使えない | 使えません | 認識され | 割り当て | unavailable", "使う | ランタイム | runtime"),
    (
        "動かない | 動きません | エラーになる | エラーが出 | does not work | doesn't work",
        "困ったとき | 紙面との違い | wrong",
    ),
    ("インストール | install | pip", "導入 | 準備 | preparation | pip"),
    ("保存 | save", "書き出し | export | ドライブにコピー | copy to drive"),
    (
        "インターネット | ネットなし | 圏外 | 通信 | without internet | no network",
        "オフライン | offline",
    ),
    ("スマホ | 携帯 | 小さい画面 | phone | mobile", "小さな画面 | small screens | 画面"),
    ("画像 | image", "写真 | photo"),
    ("最小値 | minimum", "最適解 | 谷底"),
    ("文字化け | 豆腐 | 四角になる | tofu", "japanize_matplotlib | 図の中の日本語 | 日本語が四角"),
    ("消す | 消した | 隠 | 出さない | hide | suppress | silence", "隠す | 隠せ | hide | ignore"),
    (
        "防ぐ | 防止 | 抑える | 対策 | prevent | avoid | reduce | fix",
        "ドロップアウト | 工夫 | dropout",
    ),
    (
        "取り替え | 付け替え | 置き換え | 差し替え | replace | swap",
        "取り替える | 付け替える | 代入 | replace",
    ),
    ("固定 | 凍結 | freeze | frozen", "固定 | requires_grad | freeze"),
    # Words of the field that the pages do without.
    (
        "誤差逆伝播 | 逆伝播 | バックプロパゲーション | backpropagation | backprop",
        "自動微分 | 連鎖律 | backward | 逆にたどる",
    ),
    (
        "ハイパーパラメータ | ハイパーパラメーター | hyperparameter | hyper-parameter",
        "学習率 | バッチサイズ | learning rate | batch size",
    ),
    (
        "特徴マップ | 特徴量 | feature map",
        "カーネルは何を | チャネル | 畳み込み | kernels see | channel",
    ),
    (
        "スキップ接続 | 残差接続 | ショートカット | skip connection | residual connection",
        "近道 | 残差ブロック | residual block",
    ),
    (
        "汎化 | 汎化性能 | generalization | generalisation",
        "過学習 | 検証データ | overfitting | validation",
    ),
    ("正則化 | regularization | regularisation", "ドロップアウト | 過学習 | dropout | overfitting"),
    ("早期終了 | early stopping", "過学習 | overfitting"),
    ("勾配爆発 | 爆発 | exploding gradient", "発散 | diverge"),
    ("推論 | 予測モード | inference", "予測 | eval | predict"),
    ("ワンホット | one hot", "one-hot"),
    ("内積 | 行列積 | 行列の積 | dot product | matrix product", "行列 | matrix | nn.Linear"),
    (
        "正規化 | normalization | 標準化 | standardization",
        "Normalize | 標準化 | 平均を引く | standardize",
    ),
    ("データフレーム | dataframe", "pandas | DataFrame"),
    ("翻訳 | 英語版 | english version", "英語 | English"),
)


def names(term: Term) -> list[str]:
    """Give all names of a term in both languages, without its reading."""
    return list(dict.fromkeys([*term.name.root.values(), *term.variants]))


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


def explained(terms: Iterable[Term], passages: Sequence[Passage]) -> dict[int, list[str]]:
    """Find the passages that explain terms.

    Args:
        terms: The glossary.
        passages: All passages of a language.

    Returns:
        The names of the terms by the position of the passage that explains them. A term's other
        name (slice, among those of list) belongs to the passage that announces it itself.
    """
    found: dict[int, list[str]] = {}
    for term in terms:
        positions = _explaining(term, passages)
        for name in filter(None, (*names(term), term.reading)):
            own = _announcing(name, term, passages) if name in term.variants else []
            for position in own or positions:
                found.setdefault(position, []).append(name)
    return found


def coined(passage: Passage, known: Collection[str]) -> list[str]:
    """Give the words in bold that look like terms and are none of the glossary."""
    return [word for word in strong(passage) if _TERM.fullmatch(word) and word not in known]


def strong(passage: Passage) -> list[str]:
    """Give the words in bold, of a passage that explains anything."""
    if passage.anchor in WEAK_ANCHORS:
        return []
    return [words for piece in passage.pieces for words in piece.strong]


def _announcing(name: str, term: Term, passages: Sequence[Passage]) -> list[int]:
    """Give the passages of the term's chapter that have a name as heading or in bold."""
    folded = _folded(name)
    return [
        i
        for i, passage in enumerate(passages)
        if passage.chapter == term.chapter
        and folded in {_folded(words) for words in (passage.title, *strong(passage))}
    ]


def _explaining(term: Term, passages: Sequence[Passage]) -> list[int]:
    """Give the passages that announce the term, or else the one that says most of it.

    A heading announces a term by its name, an anchor by its id, a text by setting it in bold.
    """
    main = [_folded(name) for name in term.name.root.values()]
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
    bold = [
        i
        for i in own
        if any(name in _folded(words) for words in strong(passages[i]) for name in main)
    ]
    return (
        list(dict.fromkeys(titled(main) + anchored))
        or titled(others)
        or bold
        or ([max(own, key=lambda i: _mentions(passages[i], main + others))] if own else [])
    )


def _mentions(passage: Passage, wanted: list[str]) -> float:
    text = _folded("".join(piece.text for piece in passage.pieces))
    count = sum(text.count(name) for name in wanted)
    return count / 2 if passage.anchor in WEAK_ANCHORS else count


# Each term is compared with the titles of all passages.
@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text).lower().replace(" ", "")
