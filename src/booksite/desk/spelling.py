"""How words are written where there are several ways: those of STYLE.ja.md and STYLE.md.

By language: a pattern of what is found elsewhere, and what stands for it here.
"""

from __future__ import annotations

from collections.abc import Mapping

Spelling = tuple[str, str]
# Words that Japanese ends with a long vowel or without one; here they end with it.
_LONG = "コンピュータ|メモリ|サーバ|フォルダ|ブラウザ|ユーザ|ヘッダ|エディタ|スライダ"

SPELLINGS: Mapping[str, tuple[Spelling, ...]] = {
    "ja": (
        ("(?<!の)一つ", "1つ"),
        ("二つ", "2つ"),
        ("三つ", "3つ"),
        ("四つ", "4つ"),
        ("五つ", "5つ"),
        ("(?<![第の])一歩", "1歩"),
        ("降り(?=[るてたなれろま])", "下り"),
        ("足もと|足下", "足元"),
        ("わか(?=[るりらっ])", "分か"),
        (f"({_LONG})(?![ァ-ヴー])", r"\1ー"),
        ("ライブラリー", "ライブラリ"),
        ("コラム:", "コラム："),
        ("初版第", "第"),
        ("必要な準備", "必要な知識"),
        ("ResNet18", "ResNet-18"),
        ("VGG19-BN|VGG-19BN", "VGG-19-BN"),
    ),
    "en": (
        (r"\bthe print\b", "the printed book"),
        (r"\bslant(?:ing|ed)?\b", "diagonal"),
        (r"\b([Dd])ecimal number", r"floating-point number"),
        (r"\bfew data\b", "little data"),
        (r"\bchapter (?=\d)", "Chapter "),
        (r"\blecture (?=\d)", "Lecture "),
        (r"\blisting (?=[\dL])", "Listing "),
        (r"\b([Dd])ataset(?=s?\b)", r"\1ata set"),
        (r"\bdata are\b", "data is"),
        (r"\bp\. (?=\d+[–-]\d)", "pp. "),
        (r"\*\*What you need\*\*", "**What you need before**"),
        (r"\bResNet18\b", "ResNet-18"),
    ),
}
