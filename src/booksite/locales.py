"""The languages of the site, and every word that the program itself puts on a page."""

from __future__ import annotations

from typing import Literal

Locale = Literal["ja", "en"]
LOCALES: tuple[Locale, ...] = ("ja", "en")

_TEXTS: dict[str, tuple[str, str]] = {
    # On embedded notebooks
    "changed": ("紙面との違い", "Differs from the print"),
    "listing": ("コード{0}", "Listing {0}"),
    "listing_estimated": ("コード{0}（推定）", "Listing {0} (estimated)"),
    "listing_legend": (
        "「推定」とあるコード番号は、内容から当サイトが推測したもので、紙面とは照らし合わせていません。",
        " A listing marked “estimated” is our guess from what the code does;"
        " we have not compared it with the page.",
    ),
    "colab_legend": (
        "見出しの右にあるこの印は、その節をColabで開くリンクです。",
        "This sign at the right of a heading opens that section in Colab.",
    ),
    "open_large": ("図を大きく開く", "Open the figure large"),
    "permalink": ("この見出しへのリンク", "Link to this heading"),
    "colab_here": ("Colabでこの節を開く", "Open this section in Colab"),
    "solution": ("解答を見る", "Show the solution"),
    "no_result": (
        "このセルの結果はここでは用意できません。",
        "The result of this cell cannot be produced here. ",
    ),
    "run_in_colab": ("Colabでこのセルを開く", "Open this cell in Colab"),
    # Where a page is shared, or the site installed
    "app_name": ("最短PyTorch", "PyTorch Book"),
    "for_readers": ("読者のためのサイト", "Companion site"),
    "card_alt": (
        "「{0}」という題と、谷へ下りていく点の列の絵",
        "The title “{0}” above a row of dots that descend into a valley",
    ),
    # In the navigation
    "menu": ("メニュー", "Menu"),
    "chapters": ("各章", "Chapters"),
    # In the READMEs' tables
    "chapter": ("章", "Chapter"),
    "page": ("ページ", "Page"),
    # On chapter pages
    "chapter_title": ("{0} {1}", "{0}: {1}"),
    "open_in_colab": ("Colabで開く", "Open in Colab"),
    "download": ("ノートブックを保存（.ipynb）", "Download the notebook (.ipynb)"),
    "gpu": (
        "GPUを使うノートブックです。ColabはGPUつきで開くよう求めます。",
        "This notebook uses a GPU; Colab is asked to open it with one.",
    ),
    "cpu": ("CPUだけで動きます。", "Runs on a CPU."),
    "notebook": ("ノートブック", "Notebook"),
    "errata_here": ("この章の正誤", "Errata of this chapter"),
    "errata_number": ("正誤：{0}件", "Errata: {0}"),
    "errata_count": ("訂正を見る（{0}件）", "Show the corrections ({0})"),
    "erratum_at_cell": ("正誤：{0}", "Erratum: {0}"),
    "faq_here": ("この章についての質問", "Questions about this chapter"),
    # In the search dialog
    "search_found": ("{0}ページに{1}件", "{1} results on {0} pages"),
    "search_close": ("検索を閉じる", "Close the search"),
    "search_unavailable": (
        "検索の索引を読み込めませんでした。通信を確かめて、もう一度入力してください。",
        "The search index could not be loaded. Check the connection and type again.",
    ),
    "search_nearest": ("近い言葉：", "Similar terms: "),
    "search_else": ("ほかの探し方：", "Look elsewhere: "),
    "search_faq": ("よくある質問", "Questions and answers"),
    "search_ask": ("質問する（GitHub）", "Ask a question (GitHub)"),
    # On the page for missing pages
    "missing_title": ("ページが見つかりません", "Page not found"),
    "missing_why": (
        "このアドレスのページはありません。打ち間違いがないか、アドレスをご確認ください。"
        "ページの名前が変わったのかもしれません。次のところからお探しください。",
        "There is no page at this address. It may be mistyped, or the page may have a new name."
        " These will take you on:",
    ),
    "missing_find": ("言葉、コード番号、エラーメッセージ", "A word, a listing, an error message"),
    "missing_search": ("検索する", "Search"),
    "missing_home": ("日本語のトップページへ", "English home page"),
    "missing_report": (
        "このサイトの中のリンクからここに来たときは、",
        "If a link on this site led you here, ",
    ),
    "missing_tell": ("お知らせください（GitHub）", "please tell us (GitHub)"),
    # How a notebook was checked
    "checked": ("確認の状態", "How far this was checked"),
    "state_full": ("全体を確認", "Checked in full"),
    "state_part": ("一部を確認", "Checked in part"),
    "state_stand-in": ("代用データで実行", "Run with stand-in data"),
    "state_unchecked": ("未確認", "Not checked"),
    "means_full": (
        "最初のセルから最後まで、ノートブックの設定のまま、元のデータで実行した結果です。",
        "Run from the first cell to the last, with the notebook’s own settings and the real data.",
    ),
    "means_part": (
        "最初のセルから最後まで実行しましたが、次の点がノートブックと違います。"
        "学習の結果は、Colabで動かしたときと同じにはなりません。",
        "Run from the first cell to the last, but with the differences below. "
        "Training in Colab gives other results.",
    ),
    "means_stand-in": (
        "手元にない元のデータや重みの代わりに、別のものを使って実行しました。"
        "本物でなければ意味のない結果は載せていません。",
        "Something else was used where the real data or weights were not at hand. "
        "Results that mean nothing without them are left out.",
    ),
    "means_unchecked": (
        "今のコードを最後まで実行した記録がありません。結果が古いことがあります。",
        "There is no record of a run of the code as it now is. Results may be out of date.",
    ),
    "results_missing": (
        "結果を載せていないセル：{0}個。",
        "Cells without a result: {0}. ",
    ),
    "first_missing": ("最初のセルをColabで開く", "Open the first of them in Colab"),
    "reduced_epochs": ("{0}：{2}エポックのうち{1}エポック", "{0}: {1} of {2} epochs"),
    "reduced_images": ("{0}：{2}枚のうち{1}枚", "{0}: {1} of {2}"),
    "reduced_one-in": ("{0}：{1}枚に1枚", "{0}: one in {1}"),
    "how_checked": ("確認のしかた", "How this was checked"),
    "run_date": ("実行した日", "Date"),
    "run_device": ("機器", "Machine"),
    "run_time": ("かかった時間", "Time"),
    "seconds": ("{0}秒", "{0} seconds"),
    "minutes": ("約{0}分", "about {0} minutes"),
    "run_versions": ("版", "Versions"),
    "run_data": ("データ", "Data"),
    "data_real": ("{0}（本物）", "{0} (the real data)"),
    "data_near-real": ("{0}（本物に近いデータ）", "{0} (close to the real data)"),
    "data_stand-in": ("{0}（代用）", "{0} (a stand-in)"),
    "run_settings": ("減らした設定", "Reduced settings"),
    "own_all": ("`{0} = {1}`（本来は全部）", "`{0} = {1}` (in the notebook: all)"),
    "own_setting": ("`{0} = {1}`（本来は`{2}`）", "`{0} = {1}` (in the notebook: `{2}`)"),
    # On errata, FAQ and links
    "page_number": ("p.{0}", "p. {0}"),
    "page_numbers": ("p.{0}〜{1}", "pp. {0}–{1}"),
    "errata_total": ("全{0}件。当てはまるのは、", "{0} corrections in all: "),
    "errata_of_printing": ("{0}に{1}件", "{1} for {0}"),
    "sentence_end": ("です。", ". "),
    "full_stop": ("。", "."),
    "to": ("〜", "–"),
    "printing": ("第{0}刷", "printing {0}"),
    "printings": ("第{0}刷", "printings {0}"),
    "printing_range": ("{0}〜{1}", "{0}–{1}"),
    "printing_and": ("・", " and "),
    "also_printings": ("編注：{0}以降も", "editor’s note: {0} and later, too"),
    "printing_last": ("第{0}刷以降", "printing {0} or later"),
    "no_errata_here": (
        "この章に、今のところ訂正はありません。",
        "No corrections are known for this chapter. ",
    ),
    "all_errata": ("ほかの章の正誤表", "Errata of the other chapters"),
    "without_errata": ("今のところ訂正のない章：", "No corrections are known for "),
    "cell_here": ("ノートブックの該当箇所", "In the notebook"),
    "kind_of_clarification": ("説明の追加", "Clarification"),
    "kind_of_code": ("コード", "Code"),
    "kind_of_comment": ("コード内のコメント", "Comment in code"),
    "kind_of_figure": ("図", "Figure"),
    "kind_of_general": ("全般", "General"),
    "kind_of_output": ("実行結果", "Output"),
    "kind_of_rewrite": ("書き換え", "Rewritten code"),
    "kind_of_text": ("本文", "Text"),
    "kind_of_typo": ("誤字", "Typo"),
    # On changes
    "effect_error": ("エラーになる", "Raises an error"),
    "effect_warning": ("警告が出る", "Gives a warning"),
    "effect_result": ("結果が違う", "Gives another result"),
    "all_effects": ("すべて", "Anything"),
    "effect": ("何が起きるか", "What happens"),
    "on_the_page": ("紙面のコード", "Printed code"),
    "result_on_the_page": ("紙面の結果", "Printed result"),
    "what_you_see": ("表示されるメッセージ（{0}）", "What you see ({0})"),
    "what_comes_out": ("今の結果（{0}）", "What comes out now ({0})"),
    "cause": ("原因", "Why"),
    "cure": ("直し方", "What to do"),
    "cure_in_notebooks": ("直したコードのあるノートブック：", "In our notebooks: "),
    "error_words": ("エラーメッセージや言葉", "Error message or words"),
    "error_example": (
        "エラーの全文を貼り付けても探せます",
        "You can paste the whole error",
    ),
    # At the foot of every page
    "by": ("{0}著", "by {0}"),
    "report_mistake": ("間違いを知らせる", "Report a mistake"),
    "license": ("文章とコード：Apache-2.0", "Text and code: Apache-2.0"),
    # On the book
    "book_features": ("この本の特徴", "What is special about it"),
    "book_readers": ("こんな人に", "Is it for me?"),
    "book_contents": ("目次", "Contents"),
    "book_facts": ("書誌", "Facts"),
    "book_shops": ("購入", "Where to buy"),
    "book_reviews": ("書評・レビュー", "Reviews"),
    "for_whom": ("こんな人に：", "Is it for me? "),
    "all_of_it": ("この本をくわしく", "More about the book"),
    "way": ("読む道すじ：", "A way through it: "),
    "fact_title": ("書名", "Title"),
    "fact_author": ("著者", "Author"),
    "fact_publisher": ("発行", "Publisher"),
    "fact_isbn": ("ISBN", "ISBN"),
    "fact_kindle": ("Kindle版（ASIN）", "Kindle (ASIN)"),
    "fact_edition": ("初版", "First edition"),
    "fact_printings": ("刷", "Printings"),
    "in_brackets": ("（{0}）", " ({0})"),
    "isbn_computed": (
        "ISBN-10（{0}）から計算した番号です。",
        "Computed from the ISBN-10, {0}.",
    ),
    "source": ("出典", "Source"),
    "seen_in_errata": (
        "訂正に出てくる刷です。訂正と質問に出てくる最後のページは{0}です。",
        "Those that corrections name; the last page that corrections or questions name is {0}.",
    ),
    # Feeds
    "feed_title": (
        "『最短コースでわかる PyTorch &深層学習プログラミング』の正誤と更新",
        "PyTorch & Deep Learning, the Short Course: errata and updates",
    ),
    "follow": ("更新を受け取る：", "Follow the updates: "),
    "errata_data": ("プログラム用のデータ：", "For programs: "),
    "schema": ("形式の定義", "its schema"),
    # On links
    "links_total": ("全{0}件です。", "{0} links. "),
    "links_not_checked": (
        "確認日のないリンクは、公式の案内にあるアドレスをそのまま載せています。つながらないときは、お知らせください。",
        "Links without a date stand as in the official list; if one leads nowhere, please tell us.",
    ),
    "link_checked": ("{0}に確認", "checked {0}"),
    # On questions
    "faq_total": (
        "全{0}件（公式FAQから{1}件、ほかは当サイトで加えたもの）です。",
        "{0} questions: {1} from the official FAQ, the others are ours.",
    ),
    "whole_book": ("本全体", "Whole book"),
    "origin_book": ("公式FAQ", "official FAQ"),
    "origin_site": ("当サイト", "this site"),
    "topic_running": ("動かす環境", "Where it runs"),
    "topic_colab": ("Colabで困ったとき", "Trouble with Colab"),
    "topic_data": ("データとダウンロード", "Data and downloads"),
    "topic_messages": ("エラーと警告の読み方", "Reading errors and warnings"),
    "topic_results": ("紙面と違う結果", "Results that differ from the page"),
    "topic_text": ("本文の内容", "What the text means"),
    # The form that filters rows
    "filter": ("絞り込み", "Filter"),
    "my_printing": ("お手元の刷", "My printing"),
    "all_printings": ("すべての刷", "Any printing"),
    "all_chapters": ("すべての章", "All chapters"),
    "kind": ("種類", "Kind"),
    "all_kinds": ("すべての種類", "All kinds"),
    "words": ("言葉", "Words"),
    "words_example": ("例：5-16、損失、fit", "e.g. 5-16, loss, fit"),
    "clear": ("条件を消す", "Clear"),
    "shown": ("{0}件中{1}件を表示", "{1} of {0} shown."),
    # On paper and where nothing fits: what was chosen, in a sentence; and the way on
    "some_of_errata": (
        "{2}{3}{4}{5}訂正は、全{0}件のうち{1}件あります。",
        "{1} of {0} corrections{5}{4}{3}{2}.",
    ),
    "some_of_questions": (
        "{2}{3}質問は、全{0}件のうち{1}件あります。",
        "{1} of {0} questions{3}{2}.",
    ),
    "some_of_changes": (
        "{2}{3}{4}{5}項目は、全{0}件のうち{1}件あります。",
        "{1} of {0} entries{5}{4}{3}{2}.",
    ),
    "none_of_errata": ("{0}{1}{2}{3}訂正はありません。", "No corrections{3}{2}{1}{0}."),
    "none_of_questions": ("{0}{1}質問はありません。", "No questions{1}{0}."),
    "none_of_changes": ("{0}{1}{2}{3}項目はありません。", "No entries{3}{2}{1}{0}."),
    "of_printing": ("{0}の", " in {0}"),
    "of_chapter": ("{0}に", " for {0}"),
    "of_words": ("「{0}」を含む", " with “{0}”"),
    "of_kind": ("「{0}」の", " of the kind “{0}”"),
    "any_words": ("言葉で絞らない", "Any words"),
    "give_up": ("{0}（{1}件）", "{0} ({1})"),
    "chapter_page": ("{0}のページ", "Page of {0}"),
    "found_elsewhere": ("ほかのページで見つかりました。", "Found on other pages."),
    "in_number": ("（{0}件）", " ({0})"),
    "nothing_elsewhere": ("ほかのページにも見つかりません。", "Nothing on other pages either. "),
    "addition": ("追加", "To be added"),
    "remark": ("編注：", "Editor’s note: "),
    "related_errata": ("関連する正誤：", "Related errata: "),
    "figure": ("図{0}", "Figure {0}"),
    "separator": ("・", " · "),
    "colon": ("：", ": "),
    "dots": (" … ", " … "),
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
    "not_kept_title": ("このページは保存されていません", "This page has not been saved"),
    "not_kept_why": (
        "インターネットにつながっていないため、この機器に保存されているページだけを読めます。"
        "つながると、このページを表示します。",
        "You are offline, so only pages saved on this device can be read. "
        "This one appears as soon as you are online.",
    ),
    "kept_here": ("保存されている日本語のページ", "Saved pages in English"),
    "kept_none": ("まだありません。", "There are none yet."),
    "offline_keep": ("本全体をこの機器に保存", "Save the whole book on this device"),
    "offline_renew": ("保存した本を新しくする", "Renew the saved book"),
    "offline_delete": ("削除", "Delete"),
    "offline_forget": ("保存した本を削除", "Delete the saved book"),
    # The script puts in {size}, {day} and {part}.
    "offline_weight": ("{{size}}を使います。", "Takes {{size}}."),
    "offline_saving": ("保存しています（{{part}}）。", "Saving ({{part}})."),
    "offline_saved": (
        "{{day}}に保存、{{size}}。オフラインで読めます。",
        "Saved on {{day}}, {{size}}. You can read it offline.",
    ),
    "offline_unfinished": (
        "まだ一部しか保存していません。ボタンを押すと続きを保存します。全体で{{size}}を使います。",
        "Only part of it is saved so far. The button saves the rest. All of it takes {{size}}.",
    ),
    "offline_network": (
        "最後まで保存できませんでした。つながっているときにページを開くと、続きを保存します。",
        "Not all could be saved. The rest follows when you open a page while online.",
    ),
    "offline_full": (
        "この機器の空き容量が足りず、最後まで保存できませんでした。容量を空けて、もう一度押してください。",
        "There is not enough room on this device. Make some and press the button again.",
    ),
    "report_erratum": ("本の誤りを知らせる（GitHub）", "Report a mistake in the book (GitHub)"),
    "report_notebook": (
        "ノートブックの困りごとを知らせる（GitHub）",
        "Report trouble with a notebook (GitHub)",
    ),
    "report_site": (
        "サイトの不具合を知らせる（GitHub）",
        "Report a fault of the site (GitHub)",
    ),
    "report_question": ("質問する（GitHub）", "Ask a question (GitHub)"),
    "report_sources": ("このサイトのソース", "Sources of this site"),
}


def text(key: str, locale: str, *values: object) -> str:
    """Give a text in a language.

    Args:
        key: Name of the text in this module's table.
        locale: ``ja`` or ``en``.
        values: Values for the placeholders ``{0}``, ``{1}``, …
    """
    return _TEXTS[key][("ja", "en").index(locale)].format(*values)
