"""Every word that the program itself puts on a page, in both languages."""

from __future__ import annotations

LOCALES = ("ja", "en")

_TEXTS: dict[str, tuple[str, str]] = {
    # On embedded notebooks
    "changed": ("紙面との違い", "Differs from the print"),
    "listing": ("コード{0}", "Listing {0}"),
    "permalink": ("この見出しへのリンク", "Link to this heading"),
    "colab_here": ("Colabでこの節を開く", "Open this section in Colab"),
    "solution": ("解答を見る", "Show the solution"),
    "run_in_colab": (
        "このセルの結果はここでは用意できません。Colabで実行して確かめてください。",
        "The result of this cell cannot be produced here. Run it in Colab to see it.",
    ),
    # In the navigation
    "chapters": ("各章", "Chapters"),
    # In the READMEs' tables
    "chapter": ("章", "Chapter"),
    "page": ("ページ", "Page"),
    "planned_cell": ("準備中", "on its way"),
    # On chapter pages
    "open_in_colab": ("Colabで開く", "Open in Colab"),
    "download": ("ノートブックを保存（.ipynb）", "Download the notebook (.ipynb)"),
    "gpu": (
        "GPUを使うノートブックです。ColabはGPUつきで開くよう求めます。",
        "This notebook uses a GPU; Colab is asked to open it with one.",
    ),
    "cpu": ("CPUだけで動きます。", "Runs on a CPU."),
    "notebook": ("ノートブック", "Notebook"),
    "planned_short": ("ノートブックは準備中です。", "The notebook is on its way."),
    "planned_title": ("ノートブックは準備中です", "The notebook is on its way"),
    "planned": (
        "この章のノートブックは書き直しているところです。出来上がると、ここで読めるようになります。",
        "The notebook of this chapter is being rewritten. When it is ready, you can read it here.",
    ),
    "errata_here": ("この章の正誤", "Errata of this chapter"),
    "errata_count": ("{0}件の訂正があります", "{0} corrections"),
    "faq_here": ("この章についての質問", "Questions about this chapter"),
    # How a notebook was checked
    "checked": (
        "PyTorch {0}、{1}で{2}に実行して確かめました。",
        "Checked with PyTorch {0} on {1}, {2}.",
    ),
    "data_real": ("データ：{0}（本物）。", "Data: {0} (the real one)."),
    "data_near-real": ("データ：{0}（本物に近い代用）。", "Data: {0} (close to the real one)."),
    "data_stand-in": ("データ：{0}（代用）。", "Data: {0} (a stand-in)."),
    "reduced": ("設定を減らして実行：{0}。", "Run with reduced settings: {0}."),
    # On errata, FAQ and links
    "page_number": ("p.{0}", "p. {0}"),
    "page_numbers": ("p.{0}〜{1}", "pp. {0}–{1}"),
    "place": ("箇所", "Place"),
    "correction": ("訂正", "Correction"),
    "printings": ("対象の刷", "Printings"),
    "printing": ("第{0}刷", "printing {0}"),
    "date": ("日付", "Date"),
    "addition": ("追加", "To be added"),
    "remark": ("編注：", "Editor’s note: "),
    "related_errata": ("関連する正誤：", "Related errata: "),
    "figure": ("図{0}", "Figure {0}"),
    "separator": ("・", " · "),
    "comma": ("、", ", "),
    "in_ja": ("日本語", "in Japanese"),
    "in_en": ("英語", "in English"),
    "kind_article": ("記事", "article"),
    "kind_code": ("コード", "code"),
    "kind_data": ("データ", "data"),
    "kind_interview": ("インタビュー", "interview"),
    "kind_repository": ("リポジトリ", "repository"),
    "kind_review": ("書評", "review"),
    "kind_reviews": ("レビュー", "reviews"),
    "kind_shop": ("書店", "shop"),
    "kind_slides": ("スライド", "slides"),
    "kind_social": ("SNS", "social media"),
    # On reading without a network
    "offline_keep": ("本全体をこの機器に保存", "Save the whole book on this device"),
    "offline_done": (
        "保存しました。オフラインで読めます。",
        "Saved. You can read it without a network.",
    ),
    "offline_failed": (
        "保存できませんでした。接続を確かめて、もう一度試してください。",
        "Saving failed. Check your connection and try again.",
    ),
    "report_issue": (
        "間違いや質問を知らせる（GitHub）",
        "Report a mistake or ask a question (GitHub)",
    ),
    "report_sources": ("このサイトのソース", "Sources of this site"),
}


def text(key: str, locale: str, *values: object) -> str:
    """Give a text in a language.

    Args:
        key: Name of the text in this module's table.
        locale: ``ja`` or ``en``.
        values: Values for the placeholders ``{0}``, ``{1}``, …
    """
    return _TEXTS[key][LOCALES.index(locale)].format(*values)
