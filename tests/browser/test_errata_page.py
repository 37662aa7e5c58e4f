"""The errata as a reader uses them: by address, by printing, by words, with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from booksite.locales import Locale
from tests.browser.test_browser import LANGUAGES, PHONE
from tests.firefox import BOTH
from tests.helpers import EN, JA
from tests.real import BOOK, chapter_without, chapter_without_errata, printing_named

PAGES = ["errata/", "faq/", "changes/"]

ROWS = ".md-content [data-row]"
LAST = BOOK.info.printings_seen[-1]


def expect_shown(page: Page, count: int) -> None:
    expect(page.locator(f"{ROWS}:visible")).to_have_count(count)


@BOTH
@LANGUAGES
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_the_address_of_a_row_leads_to_it_and_marks_it(
    browser: Browser, base_url: str, root: str, viewport: dict[str, int]
) -> None:
    page = browser.new_page(viewport=viewport)  # type: ignore[arg-type]
    page.goto(f"{base_url}{root}errata/#e-p171-1")
    row = page.locator("[data-row]:has(#e-p171-1)")
    expect(row.locator("h3")).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    heading = row.locator("h3").bounding_box()
    assert header is not None
    assert heading is not None
    assert heading["y"] >= header["y"] + header["height"], "the header covers the row"
    other = page.locator("[data-row]:has(#e-p193-1)")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert row.evaluate(colour) != other.evaluate(colour)
    page.close()


@pytest.mark.parametrize("address", ["en/errata/", "en/chapters/ch10/"])
def test_the_name_of_a_row_begins_as_a_name_does(page: Page, base_url: str, address: str) -> None:
    page.goto(base_url + address)
    names = page.locator("[data-row] h3").all_inner_texts()
    assert names
    assert [name for name in names if re.match(r"(?!pp?\. )[a-z]", name)] == []


@LANGUAGES
def test_without_javascript_the_table_is_complete(
    browser: Browser, base_url: str, root: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}{root}errata/")
    expect_shown(page, len(BOOK.errata))
    expect(page.locator(".bs-filter")).to_be_hidden()
    numbers = page.locator(f"{ROWS} h3").all_inner_texts()
    pages = [int(text.split("p.")[1].split("・")[0].split("〜")[0]) for text in numbers if not root
             and "p." in text]  # fmt: skip
    assert pages == sorted(pages)
    context.close()


@BOTH
def test_my_printing_is_kept_over_pages_and_languages(page: Page, base_url: str) -> None:
    page.goto(base_url + "errata/")
    rows, shown = len(BOOK.errata), sum(2 in row.concerned for row in BOOK.errata)
    page.get_by_label("お手元の刷").select_option("第2刷")
    expect_shown(page, shown)
    expect(page.get_by_role("status")).to_have_text(f"{rows}件中{shown}件を表示")
    # The English page, opened anew, knows it; so do a chapter's box and its notebook.
    page.goto(base_url + "en/errata/")
    expect(page.get_by_label("My printing")).to_have_value("2")
    expect_shown(page, shown)
    page.goto(base_url + "chapters/ch05/")
    expect(page.locator("#code-5-16 + .bs-mark")).to_be_hidden()
    # It can be changed where the reader is.
    page.get_by_label("お手元の刷").select_option("第1刷")
    expect(page.locator("#code-5-16 + .bs-mark")).to_be_visible()
    page.locator("#errata ~ .bs-rows summary").click()
    expect_shown(page, sum(1 in row.concerned for row in BOOK.errata_of("ch05")))


def test_a_row_of_another_printing_is_shown_when_its_address_asks(
    page: Page, base_url: str
) -> None:
    page.goto(base_url + "errata/")
    page.get_by_label("お手元の刷").select_option("第2刷")
    page.goto(base_url + "about/")
    page.goto(base_url + "errata/#e-p171-1")
    expect(page.locator("#e-p171-1")).to_be_in_viewport()
    # It and no other of the first printing alone.
    expect_shown(page, 1 + sum(2 in row.concerned for row in BOOK.errata))


@BOTH
def test_filters_combine_and_can_be_shared(page: Page, base_url: str, browser: Browser) -> None:
    page.goto(base_url + "errata/")
    page.get_by_label("章", exact=True).select_option("9章")
    page.get_by_label("種類").select_option("実行結果")
    # Full width and capitals find the same.
    page.get_by_label("言葉").fill("ＬＯＳＳ 0.01950")
    assert page.locator(f"{ROWS}:visible h3").evaluate_all("all => all.map(h => h.id)") == [
        "e-p360-1",
        "e-p370-1",
    ]
    expect(page.locator("#ch08")).to_be_hidden()
    shared = page.url
    other = browser.new_page()
    other.goto(shared)
    expect_shown(other, 2)
    other.locator("a.bs-language").click()
    other.wait_for_url("**/en/errata/?chapter=ch09&*")
    expect_shown(other, 2)
    other.close()


@LANGUAGES
def test_the_keyboard_is_enough(page: Page, base_url: str, root: str) -> None:
    page.goto(f"{base_url}{root}errata/")
    page.locator("select[name=printing]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("p.129" if not root else "p. 129")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]:has(#e-p129-1)")).to_be_visible()
    expect(page.locator("[data-row]:has(#e-p171-1)")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_shown(page, len(BOOK.errata))
    expect(page.locator("[name=words]")).to_have_value("")


def test_print_shows_rows_and_no_controls(page: Page, base_url: str) -> None:
    page.goto(base_url + "errata/?chapter=ch05")
    page.emulate_media(media="print")
    for control in page.locator(".bs-filter :is(select, input, button)").all():
        expect(control).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    expect_shown(page, len(BOOK.errata_of("ch05")))


@BOTH
def test_english_readers_get_a_gloss(page: Page, base_url: str) -> None:
    page.goto(base_url + "en/errata/#e-p340-1")
    row = page.locator("[data-row]:has(#e-p340-1)")
    expect(row).to_contain_text("“already explained”".replace("“", '"').replace("”", '"'))
    expect(row.locator("del")).to_have_text("で")
    expect(row.locator("ins")).to_have_text("に")


@BOTH
def test_row_and_cell_lead_to_each_other(page: Page, base_url: str) -> None:
    page.goto(base_url + "en/chapters/ch05/#code-5-16")
    expect(page.locator("#code-5-16")).to_be_in_viewport()
    page.locator("#code-5-16 + .bs-mark").click()
    page.wait_for_url("**/en/errata/#e-p171-1")
    page.locator("[data-row]:has(#e-p171-1)").get_by_role("link", name="In the notebook").click()
    page.wait_for_url("**/en/chapters/ch05/#code-5-16")


@BOTH
@LANGUAGES
def test_a_pasted_error_leads_to_its_cure(page: Page, base_url: str, root: str) -> None:
    page.goto(f"{base_url}{root}changes/")
    page.locator("textarea").fill(
        "Traceback (most recent call last):\n"
        '  File "<cell>", line 1, in <module>\n'
        "ModuleNotFoundError: No module named 'torchsummary'"
    )
    expect(page.locator("[data-row]:has(#japanize-matplotlib)")).to_be_hidden()
    row = page.locator("[data-row]:has(#torchsummary)")
    expect(row).to_contain_text("from torchinfo import summary")
    row.locator("a[href*='#code-5-44']").click()
    page.wait_for_url("**/chapters/ch05/#code-5-44")


@LANGUAGES
def test_questions_are_grouped_and_have_addresses(page: Page, base_url: str, root: str) -> None:
    page.goto(f"{base_url}{root}faq/?chapter=ch07#f-p255-1")
    expect(page.locator("#f-p255-1")).to_be_in_viewport()
    expect(page.locator("#colab")).to_be_hidden()
    page.locator(".bs-filter").get_by_role("button").click()
    expect(page.locator("#colab")).to_be_visible()
    expect_shown(page, page.locator(ROWS).count())


@BOTH
@pytest.mark.parametrize(
    ("locale", "said", "way"),
    [
        (
            JA,
            "{printing}の{chapter}に「テンソルか」を含む「コード」の訂正はありません。",
            "{chapter}のページ",
        ),
        (
            EN,
            "No corrections of the kind “Code” with “テンソルか” for {chapter} in {printing}.",
            "Page of {chapter}",
        ),
    ],
    ids=["ja", "en"],
)
def test_where_nothing_fits_words_say_so_and_lead_on(
    page: Page, base_url: str, locale: Locale, said: str, way: str
) -> None:
    chapter = chapter_without(LAST)
    names = {"chapter": chapter.label[locale], "printing": printing_named(LAST, locale)}
    asked = f"printing={LAST}&chapter={chapter.id}&kind=code&words=テンソルか"
    page.goto(f"{base_url}{locale.root}errata/?{asked}")
    expect(page.get_by_role("status")).to_have_text(said.format(**names))
    expect(page.locator(".md-nav--secondary a:visible")).to_have_count(0)
    link = page.get_by_role("link", name=way.format(**names))
    expect(link).to_have_attribute("href", re.compile(f"/chapters/{chapter.id}/$"))
    page.get_by_role("combobox").nth(2).select_option("")
    page.get_by_role("searchbox").nth(-1).fill("")
    # A button for each condition without which rows are left; it keeps the other.
    for_all_printings, for_all_chapters = page.locator(".bs-filter__next button").all()
    expect(for_all_chapters).to_have_text(re.compile("すべての章|All chapters"))
    for_all_printings.click()
    expect_shown(page, len(BOOK.errata_of(chapter.id)))
    expect(page.locator("select[name=printing]")).to_be_focused()
    expect(page.locator(".bs-filter__next")).to_be_empty()


def test_a_chapters_own_box_says_so_too(page: Page, base_url: str) -> None:
    chapter = chapter_without(LAST)
    page.goto(f"{base_url}en/chapters/{chapter.id}/?printing={LAST}")
    box = page.locator("#errata ~ .bs-rows")
    expect(box.get_by_role("status")).to_have_text(
        f"No corrections for {chapter.label['en']} in {printing_named(LAST, EN)}."
    )
    box.locator(".bs-filter__next button").click()
    expect(box.locator("summary")).to_be_visible()


@LANGUAGES
def test_every_chapter_can_be_chosen(page: Page, base_url: str, root: str) -> None:
    page.goto(f"{base_url}{root}errata/?chapter=ch12")
    expect(page.locator("[data-row]:has(#e-ch10-12-1)")).to_be_visible()


@pytest.mark.skipif(chapter_without_errata() is None, reason="every chapter has errata")
@pytest.mark.parametrize("locale", [JA, EN])
def test_a_chapter_without_a_row_is_named_on_this_page_and_on_its_own(
    page: Page, base_url: str, locale: Locale
) -> None:
    chapter = chapter_without_errata()
    assert chapter is not None
    page.goto(f"{base_url}{locale.root}errata/")
    page.locator("select[name=chapter]").select_option(chapter.id)
    said = {"ja": "{}に訂正はありません。", "en": "No corrections for {}."}[locale]
    expect(page.get_by_role("status")).to_have_text(said.format(chapter.label[locale]))
    page.locator(f".bs-summary a[href$='/{chapter.id}/']").click()
    expect(page.locator("#errata + p a[href$='/errata/']")).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_what_an_address_asks_in_vain_is_not_asked(page: Page, base_url: str, address: str) -> None:
    page.goto(f"{base_url}{address}?chapter=zzz&printing=9&kind=%22&nonsense=1")
    expect_shown(page, page.locator(ROWS).count())
    for choice in page.locator(".bs-filter select").all():
        expect(choice).to_have_js_property("selectedIndex", 0)


DISTUTILS = """Traceback (most recent call last):
  File "/content/ch01.py", line 3, in <module>
    import japanize_matplotlib
ModuleNotFoundError: No module named 'distutils'"""


@BOTH
@LANGUAGES
@pytest.mark.parametrize(
    ("asked", "pasted", "found", "row"),
    [
        ("faq/", DISTUTILS, "changes/", "japanize-matplotlib"),
        ("errata/", "setuptools", "changes/", "japanize-matplotlib"),
        ("changes/", "Torch not compiled with CUDA enabled", "faq/", "f-cuda-not-compiled"),
    ],
)
def test_what_stands_on_another_page_is_found_from_here(
    page: Page, base_url: str, root: str, asked: str, pasted: str, found: str, row: str
) -> None:
    page.goto(base_url + root + asked)
    page.locator("[name=words]").fill(pasted)
    link = page.locator(f".bs-filter__elsewhere a[href$='#{row}']")
    expect(link).to_have_text(re.compile(r"\w"))
    link.click()
    page.wait_for_url(f"{base_url}{root}{found}?words=*#{row}")
    expect(page.locator(f"#{row}")).to_be_in_viewport()
    expect(page.locator("[name=words]")).to_have_value(pasted)


# As Colab and PyTorch write them: the path, the name and the figures are the reader's own.
NO_MODULE = """ModuleNotFoundError                       Traceback (most recent call last)
<ipython-input-1> in <cell line: 1>()
----> 1 from torchviz import make_dot

ModuleNotFoundError: No module named 'torchviz'

---------------------------------------------------------------------------
NOTE: If your import is failing due to a missing package, you can
manually install dependencies using either !pip or !apt.
---------------------------------------------------------------------------"""
OUT_OF_MEMORY = (
    "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a "
    "total capacity of 14.75 GiB of which 5.06 MiB is free. " + "Process 2524 has memory. " * 20
)
PRETRAINED = """/usr/local/lib/torchvision/models/_utils.py:208: UserWarning: The parameter \
'pretrained' is deprecated since 0.15 and may be removed, please use 'weights' instead.
  warnings.warn(
/usr/local/lib/torchvision/models/_utils.py:223: UserWarning: Arguments other than a weight enum \
or `None` for 'weights' are deprecated since 0.13.
  warnings.warn(msg)"""
KNOWN = {
    "faq/": [
        ("RuntimeError: CUDA out of memory", "f-out-of-memory"),
        (OUT_OF_MEMORY, "f-out-of-memory"),
        ("FileNotFoundError: Couldn't find any class folder in ./data/.", "f-no-class-folder"),
        ("[Errno 2] No such file or directory: 'hymenoptera_data/train'", "f-file-not-found"),
        (NO_MODULE, "f-module-missing"),
        ("NameError: name 'fit' is not defined", "f-session-lost"),
        (
            "RuntimeError: mat1 and mat2 must have the same dtype, but got Float and Double",
            "f-dtype-differs",
        ),
    ],
    "changes/": [
        ("ModuleNotFoundError: No module named 'japanize_matplotlib'", "japanize-matplotlib"),
        ("IndexError: Target 3 is out of bounds.", "number-of-outputs"),
        (PRETRAINED, "pretrained"),
    ],
}
UNKNOWN = [
    "TypeError: 'int' object is not callable",
    "AttributeError: 'Tensor' object has no attribute 'foo'",
    "ValueError: not found",
    "RuntimeError: Expected all tensors to be on the same device, but found cuda:0 and cpu!",
]


@LANGUAGES
@pytest.mark.parametrize(("address", "other"), [("faq/", "changes/"), ("changes/", "faq/")])
def test_a_message_with_a_readers_own_names_is_known_on_both_pages(
    page: Page, base_url: str, root: str, address: str, other: str
) -> None:
    page.goto(base_url + root + address)
    for pasted, row in KNOWN[address]:
        page.locator("textarea").fill(pasted)
        expect(page.locator(f"[data-row]:has(#{row})")).to_be_visible()
    for pasted, row in KNOWN[other]:
        page.locator("textarea").fill(pasted)
        expect(page.locator(f".bs-filter__elsewhere a[href$='#{row}']")).to_have_count(1)


def test_a_link_to_another_page_carries_the_message_of_a_long_error(
    page: Page, base_url: str
) -> None:
    page.goto(base_url + "en/changes/")
    page.locator("textarea").fill("a line of a traceback\n" * 50 + OUT_OF_MEMORY)
    page.locator(".bs-filter__elsewhere p a").click()
    page.wait_for_url("**/en/faq/?words=*")
    expect(page.locator("[data-row]:has(#f-out-of-memory)")).to_be_visible()


@LANGUAGES
@pytest.mark.parametrize("address", PAGES)
def test_an_error_that_no_entry_knows_gets_no_answer(
    page: Page, base_url: str, root: str, address: str
) -> None:
    page.goto(base_url + root + address)
    for pasted in UNKNOWN:
        page.locator("[name=words]").fill(pasted)
        expect_shown(page, 0)
        expect(page.locator(".bs-filter__elsewhere a")).to_have_attribute(
            "href", re.compile(r"github\.com/.*/issues/new")
        )


def test_another_module_of_no_change_is_not_said_to_be_changed(page: Page, base_url: str) -> None:
    page.goto(base_url + "changes/")
    page.locator("textarea").fill("ModuleNotFoundError: No module named 'nowhere_printed'")
    expect_shown(page, 0)


# Without a place to break: what is pasted may be an address, a path or anything.
UNBROKEN = ["a" * 70, "/usr/local/lib/python3.11/dist-packages/torch/nn/modules/loss.py"]


@LANGUAGES
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("words", UNBROKEN)
def test_a_readers_long_word_does_not_widen_the_page(
    browser: Browser, base_url: str, root: str, address: str, words: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{base_url}{root}{address}?words={words}")
    expect(page.get_by_role("status")).to_contain_text(words[:60])
    expect(page.locator(".bs-filter__elsewhere a")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_where_no_page_knows_the_words_one_can_ask(page: Page, base_url: str) -> None:
    page.goto(base_url + "faq/?words=qwertzuiop")
    expect(page.locator(".bs-filter__elsewhere a")).to_have_attribute(
        "href", re.compile(r"github\.com/.*/issues/new")
    )


def test_where_other_pages_cannot_be_asked_nothing_is_said_of_them(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/elsewhere.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(f"{base_url}errata/?words=abc")
    page.locator("[name=words]").fill("qwertzuiop")
    expect(page.locator(".bs-filter__next button")).to_have_count(1)
    expect(page.locator(".bs-filter__elsewhere")).to_be_empty()
    assert faults == []
    context.close()


def test_a_page_with_enough_asks_no_other(page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base_url + "faq/?words=GPU")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/changes/" in url or "elsewhere" in url] == []


def test_a_long_error_does_not_burst_the_address(page: Page, base_url: str) -> None:
    page.goto(base_url + "changes/")
    # Pasted, not typed.
    page.locator("textarea").evaluate(
        """(field, text) => {
          field.value = text
          field.dispatchEvent(new Event("input", { bubbles: true }))
        }""",
        '  File "x.py", line 1\n' * 900 + DISTUTILS,
    )
    known = page.locator("[data-row]:has(#japanize-matplotlib)")
    unknown = page.locator("[data-row]:has(#pretrained)")
    expect(unknown).to_be_hidden()
    assert len(page.url) < 2000
    page.reload()
    expect(unknown).to_be_hidden()
    expect(known).to_be_visible()


@LANGUAGES
def test_the_filter_stands_on_a_phones_first_screen(
    browser: Browser, base_url: str, root: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    for address in PAGES:
        page.goto(base_url + root + address)
        form = page.locator(".bs-filter").bounding_box()
        assert form
        assert form["y"] + form["height"] <= PHONE["height"], address
    page.close()


@LANGUAGES
def test_pages_outside_chapters_share_a_column_and_fields_a_line(
    browser: Browser, base_url: str, root: str
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    left = set()
    for address in [*PAGES, "links/", "about/", "how-to-run/", "onnx/"]:
        page.goto(base_url + root + address)
        left.add(page.locator("h1").bounding_box()["x"])  # type: ignore[index]
        labels = page.locator(".bs-filter label").evaluate_all(
            "all => all.map(label => label.getBoundingClientRect().top)"
        )
        assert len(set(labels)) <= 1, address
    assert len(left) == 1
    page.close()


@BOTH
def test_a_page_counts_as_loaded_once_its_rows_are_chosen(page: Page, base_url: str) -> None:
    # Whoever prints it or goes to a place then shall not meet all rows.
    shown = (
        "[...document.querySelectorAll('[data-row]')].filter(row => row.checkVisibility()).length"
    )
    page.add_init_script(f"addEventListener('load', () => {{ window.shownAtLoad = {shown} }})")
    page.goto(f"{base_url}en/errata/?printing=2&kind=code&words=n")
    assert 0 < page.evaluate("window.shownAtLoad") == page.evaluate(shown)
    assert page.evaluate(shown) < page.locator("[data-row]").count()
