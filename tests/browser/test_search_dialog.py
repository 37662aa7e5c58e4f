"""The search as a reader meets it: the theme's dialog, our worker, where a result leads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.firefox import BOTH
from tests.search.contrast import faint, texts_of
from tests.search.hostile import HOSTILE
from tests.search.judge import ask

LANGUAGES = pytest.mark.parametrize("root", ["", "en/"], ids=["ja", "en"])
RESULT = ".md-search-result__link"
FOUND = f"{RESULT}:has(h2)"


def open_search(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("s")
    expect(page.locator(".md-search__input")).to_be_focused()


def type_in(page: Page, text: str) -> None:
    page.locator(".md-search__input").press_sequentially(text)


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Whatever the console or an exception says."""
    heard: list[str] = []
    page.on("console", lambda m: heard.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_a_device_that_is_never_idle_gets_its_worker_too(page: Page, base_url: str) -> None:
    page.add_init_script(
        "window.requestIdleCallback = (done, { timeout } = {}) => { timeout && setTimeout(done) }"
    )
    with page.expect_worker():
        page.goto(base_url)


def test_the_theme_asks_our_worker_and_no_other_index(page: Page, base_url: str) -> None:
    requests: set[str] = set()
    page.on("request", lambda request: requests.add(request.url.removeprefix(base_url)))
    with page.expect_worker() as worker:
        page.goto(base_url + "en/")
    assert worker.value.url == f"{base_url}assets/javascripts/search/worker.js?en"
    page.wait_for_load_state("networkidle")
    # The theme's index is empty and stays so; ours waits for the dialog.
    assert {name for name in requests if name.startswith("search/")} == {"search/search_index.json"}
    assert page.evaluate("fetch('../search/search_index.json').then(r => r.json())")["docs"] == []


def test_the_index_loads_when_the_dialog_opens(page: Page, base_url: str) -> None:
    page.goto(base_url)
    with page.context.expect_event(
        "request", lambda request: request.url.endswith("search/names.ja.json")
    ):
        page.keyboard.press("s")


def test_who_searches_before_the_page_stands_need_not_wait(page: Page, base_url: str) -> None:
    page.route("**/logo.svg", lambda route: None)  # never comes, so the page never stands
    page.goto(base_url, wait_until="domcontentloaded")
    page.wait_for_function("document.body.matches('[data-md-color-scheme]')")
    page.locator(".md-search__input").focus()
    type_in(page, "GPU")
    expect(page.locator(RESULT).first).to_be_visible()


def test_the_worker_speaks_the_theme_s_messages(page: Page, base_url: str) -> None:
    page.goto(base_url)
    asked = """async url => {
      const worker = new Worker(url, { type: "module" })
      const answered = () => new Promise(resolve => worker.onmessage = ({ data }) => resolve(data))
      worker.postMessage({ type: 0, data: { config: {}, docs: [] } })
      const ready = await answered()
      worker.postMessage({ type: 2, data: "損失関数" })
      return [ready, await answered()]
    }"""
    ready, answer = page.evaluate(asked, f"{base_url}assets/javascripts/search/worker.js?ja")
    assert (ready["type"], answer["type"]) == (1, 3)
    items = answer["data"]["items"]
    assert {"location", "title", "text", "terms", "score"} <= set(items[0][0])
    assert all(any("#" not in item["location"] for item in group) for group in items), (
        "the theme wants the page itself in each group"
    )


@BOTH
@LANGUAGES
def test_results_come_while_one_types(page: Page, base_url: str, root: str) -> None:
    open_search(page, base_url + root)
    for text in ("learn", "ing ra") if root else ("学習", "率"):
        type_in(page, text)
        expect(page.locator(RESULT).first).to_be_visible()
    expect(page.locator(f"{FOUND}[href*='{root}chapters/ch03/']").first).to_be_visible()
    expect(page.locator(".md-search mark >> visible=true").first).to_be_visible()


def test_text_that_is_pasted_by_touch_is_searched(page: Page, base_url: str) -> None:
    open_search(page, base_url)
    page.evaluate("document.execCommand('insertText', false, '勾配降下法')")
    expect(page.locator(RESULT).first).to_be_visible()


@BOTH
@LANGUAGES
def test_arrows_choose_and_enter_opens(page: Page, base_url: str, root: str) -> None:
    open_search(page, base_url + root)
    type_in(page, "nn.Linear")
    expect(page.locator(FOUND).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.href")
    assert chosen == page.locator(RESULT).nth(1).evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.split("?")[0].split("#")[0] == chosen.split("?")[0])


@BOTH
@LANGUAGES
def test_enter_opens_the_best_result_and_marks_its_place(
    page: Page, base_url: str, root: str
) -> None:
    open_search(page, base_url + root)
    type_in(page, "listing 5-16" if root else "コード5-16")
    expect(page.locator(f"{FOUND}[href$='#e-p171-1']")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base_url}{root}errata/*#e-p171-1")
    expect(page.locator("#e-p171-1")).to_be_in_viewport()
    row, other = (page.locator(f"[data-row]:has(#{i})") for i in ("e-p171-1", "e-p193-1"))
    background = "element => getComputedStyle(element).backgroundColor"
    assert row.evaluate(background) != other.evaluate(background)


def test_a_listing_leads_to_its_cell(page: Page, base_url: str) -> None:
    open_search(page, base_url)
    type_in(page, "コード5-16")
    page.locator(f"{FOUND}[href$='chapters/ch05/#read-data']").click()
    cell = page.locator("#read-data")
    expect(cell).to_be_in_viewport()
    assert cell.evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"


def test_a_box_opens_when_a_result_leads_to_it(page: Page, base_url: str) -> None:
    open_search(page, base_url)
    type_in(page, "sumを使わずにbackwardする方法")
    result = page.locator(f"{FOUND}[href*='chapters/ch02a/'][href*='-box-']").first
    anchor = (result.get_attribute("href") or "").partition("#")[2]
    result.click()
    box = page.locator(f"#{anchor}")
    expect(box).to_have_attribute("open", "")
    expect(box.locator("summary")).to_be_in_viewport()


@BOTH
def test_escape_closes_and_keeps_the_page(page: Page, base_url: str) -> None:
    open_search(page, base_url + "faq/")
    type_in(page, "GPU")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.url == base_url + "faq/"


@LANGUAGES
def test_a_link_carries_its_query(page: Page, base_url: str, root: str) -> None:
    page.goto(f"{base_url}{root}?q=CrossEntropyLoss")
    expect(page.locator(f"{FOUND}[href*='{root}chapters/ch07/']").first).to_be_visible()


@BOTH
def test_the_phone_s_dialog_finds(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(base_url)
    page.get_by_role("button", name="検索", exact=True).click()
    type_in(page, "正誤表")
    expect(page.locator(f"{RESULT}[href*='errata/']").first).to_be_visible()
    # The dialog grows into the window: for a moment it is wider.
    page.wait_for_function("document.documentElement.scrollWidth <= 360")
    page.close()


PLACES = pytest.mark.parametrize(
    ("root", "width"), [("", 360), ("en/", 360), ("", 1440), ("en/", 1440)]
)


def _seen(page: Page) -> None:
    """Assert that what has the focus is on the screen and shows it."""
    focused = page.locator(":focus")
    expect(focused).to_be_in_viewport()
    if not focused.evaluate("element => element.matches('.md-search__input')"):
        assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none"


@PLACES
def test_every_stop_can_be_reached_by_tab_and_seen(
    page: Page, base_url: str, root: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_search(page, base_url + root)
    field = page.locator(".md-search__input")
    page.keyboard.press("Tab")
    expect(page.locator("#__search")).not_to_be_checked()
    assert not page.locator(":focus").evaluate("element => !!element.closest('.md-search')")
    page.keyboard.press("/")
    type_in(page, "nn.Linear")
    results = page.locator(f"{RESULT}, .md-search-result__more > summary").filter(visible=True)
    expect(results.nth(2)).to_be_visible()
    for number in range(3):
        page.keyboard.press("Tab")
        expect(results.nth(number)).to_be_focused()
        _seen(page)
    for number in (1, 0):
        page.keyboard.press("Shift+Tab")
        expect(results.nth(number)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()
    field.fill("qwxyzzy")
    links = page.locator(".bs-search-notice").get_by_role("link")
    expect(links.first).to_be_visible()
    for link in (links.first, links.last):
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        _seen(page)
    page.keyboard.press("Tab")
    expect(page.locator("#__search")).not_to_be_checked()


@PLACES
def test_escape_gives_the_focus_back(page: Page, base_url: str, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(base_url + root)
    field, language = page.locator(".md-search__input"), page.locator(".bs-language")
    dialog = page.get_by_role("dialog", name="Search" if root else "検索")
    expect(page.get_by_role("dialog")).to_have_count(0)
    opening = page.get_by_role("button", name="Search" if root else "検索", exact=True)
    if width < 960:
        opening.press("Enter")
        back = opening
    else:
        expect(opening).to_be_hidden()
        expect(page.locator(".md-search__icon svg").first).to_be_visible()
        field.click()
        back = field
    expect(field).to_be_focused()
    expect(dialog).to_have_count(1)
    page.keyboard.type("nn.Linear")
    page.locator(FOUND).first.focus()
    page.keyboard.press("Escape")
    expect(back).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    language.focus()
    page.keyboard.press("s")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(language).to_be_focused()


def test_the_field_that_kept_the_focus_opens_the_dialog_again(page: Page, base_url: str) -> None:
    page.goto(base_url)
    field = page.locator(".md-search__input")
    field.click()
    page.keyboard.type("GPU")
    for key in ("ArrowDown", "Enter", "S"):
        expect(page.locator(FOUND).first).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).to_be_focused()
        page.keyboard.press(key)
        expect(page.locator("#__search")).to_be_checked()
    assert page.url == base_url


def test_a_phone_s_button_closes_the_dialog(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(base_url)
    opening = page.get_by_role("button", name="検索", exact=True)
    for _ in range(2):
        opening.click()
        page.get_by_role("button", name="検索を閉じる").click()
        expect(page.locator("#__search")).not_to_be_checked()
        expect(opening).to_be_focused()
    page.close()


@LANGUAGES
def test_how_much_was_found_is_said_once_typing_rests(page: Page, base_url: str, root: str) -> None:
    page.add_init_script("""
      window.said = []
      addEventListener("DOMContentLoaded", () => {
        const region = document.querySelector(".md-search [role=status]")
        new MutationObserver(() => said.push(region.textContent))
          .observe(region, { childList: true, characterData: true, subtree: true })
      })
    """)
    page.clock.install()
    open_search(page, base_url + root)
    page.clock.pause_at(page.evaluate("Date.now() + 10_000"))
    state = page.locator(".md-search-result__meta")
    for letter in "Adam":
        type_in(page, letter)
        page.clock.run_for(100)
    expect(state).to_have_text(
        re.compile(r"\d+ results on \d+ pages?" if root else r"\d+ページに\d+件")
    )
    found = page.evaluate("said")
    page.clock.run_for(2000)
    assert page.evaluate("said") == [*found, state.inner_text()]


@LANGUAGES
def test_one_result_is_no_plural(page: Page, base_url: str, root: str) -> None:
    open_search(page, base_url + root)
    type_in(page, "コード8-12")
    expect(page.locator(".md-search-result__meta")).to_have_text(
        "1 result on 1 page" if root else "1ページに1件"
    )


def test_back_from_a_result_the_search_opens_again(page: Page, base_url: str) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw Error('blocked') } })"
    )
    open_search(page, base_url)
    type_in(page, "GPU")
    expect(page.locator(f"{RESULT}[href*='?h=gpu']").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=gpu*")
    expect(page.locator("#__search")).not_to_be_checked()
    page.go_back()
    page.wait_for_url(base_url)
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("s")
    page.locator(".md-search__input").fill("損失関数")
    expect(page.locator(FOUND).first).to_be_visible()


def test_what_the_language_lacks_comes_from_the_other_and_says_so(
    page: Page, base_url: str
) -> None:
    open_search(page, base_url)
    type_in(page, "nobody after anything underfoot")
    type_in(page, " descent valley walking")
    english = page.locator(f"{RESULT}[href*='/en/']").first
    expect(english).to_be_visible()
    expect(english.locator("xpath=ancestor::li")).to_contain_text("English")


@BOTH
@LANGUAGES
def test_nothing_found_says_so_and_helps(page: Page, base_url: str, root: str) -> None:
    open_search(page, base_url + root)
    type_in(page, "qwxyzzy")
    notice = page.locator(".bs-search-notice")
    expect(notice).to_be_visible()
    expect(page.locator(RESULT)).to_have_count(0)
    assert notice.locator("a").first.evaluate("link => link.href") == f"{base_url}{root}faq/"
    assert notice.locator("a[href*='/issues/new']").count() == 1
    page.keyboard.press("Tab")
    expect(notice.locator("a").first).to_be_focused()


def test_a_similar_term_is_one_press_away(page: Page, base_url: str) -> None:
    open_search(page, base_url + "en/")
    type_in(page, "gradeintdescentqq")
    page.locator(".bs-search-notice button").first.click()
    expect(page.locator(RESULT).first).to_be_visible()
    expect(page.locator(".bs-search-notice")).to_be_hidden()


def test_after_the_first_answer_no_network_is_needed(
    page: Page, context: BrowserContext, base_url: str
) -> None:
    page.goto(base_url)
    ask_twice = """async url => {
      const worker = new Worker(url, { type: "module" })
      const until = wanted => new Promise(resolve =>
        worker.addEventListener("message", ({ data }) => wanted(data) && resolve(data)))
      const asked = query => {
        worker.postMessage({ type: 2, data: query })
        return until(({ type, data }) => type === 3 && data.complete)
      }
      await asked("損失")
      window.again = () => asked("ドロップアウト").then(({ data }) => data.items.length)
    }"""
    page.evaluate(ask_twice, f"{base_url}assets/javascripts/search/worker.js?ja")
    context.set_offline(True)
    assert page.evaluate("again()") > 0


@LANGUAGES
def test_no_query_breaks_the_dialog(
    page: Page, base_url: str, complaints: list[str], root: str
) -> None:
    open_search(page, base_url + root)
    field = page.locator(".md-search__input")
    answer = page.locator(f"{RESULT}[href*='?h=gpu']")
    harm = page.locator(".md-search img, .md-search script, .md-search [onmouseover]")
    for text in HOSTILE:
        field.fill(text)
        field.fill("GPU")
        expect(answer.first).to_be_visible()
        field.fill(text)
        expect(answer).to_have_count(0)
        assert (harm.count(), complaints) == (0, []), text


def _missing(route: Route) -> None:
    route.fulfill(status=404)


def _corrupt(route: Route) -> None:
    route.fulfill(body="{not json")


def _unreachable(route: Route) -> None:
    route.abort()


@LANGUAGES
@pytest.mark.parametrize(
    ("files", "answer"),
    [
        ("**/search/names.*.json", _missing),
        ("**/search/names.*.json", _corrupt),
        ("**/search/names.*.json", _unreachable),
        ("**/search/worker.js*", _missing),
        ("**/search/vendor/minisearch.js", _unreachable),
    ],
    ids=["missing", "corrupt", "unreachable", "no-worker", "broken-worker"],
)
def test_what_cannot_be_loaded_is_said_and_asked_for_again(
    page: Page, base_url: str, root: str, files: str, answer: Callable[[Route], None]
) -> None:
    page.context.route(files, answer)
    open_search(page, base_url + root)
    type_in(page, "los")
    message = "could not be loaded" if root else "読み込めませんでした"
    expect(page.locator(".bs-search-notice")).to_contain_text(message)
    expect(page.locator(".md-search-result__meta")).to_be_hidden()
    page.context.unroute(files)
    type_in(page, "s")
    expect(page.locator(FOUND).first).to_be_visible()
    expect(page.locator(".bs-search-notice")).to_be_hidden()
    expect(page.locator(".md-search-result__meta")).to_contain_text("pages" if root else "ページ")


def test_without_texts_the_titles_are_found_until_the_texts_come(page: Page, base_url: str) -> None:
    page.context.route("**/search/texts.*.json", _missing)
    open_search(page, base_url)
    type_in(page, "正誤")
    notice = page.locator(".bs-search-notice")
    expect(notice).to_contain_text("読み込めませんでした")
    expect(page.locator(f"{RESULT}[href*='errata/']").first).to_be_visible()
    page.context.unroute("**/search/texts.*.json")
    type_in(page, "表")
    expect(notice).to_be_hidden()
    expect(page.locator(".md-search mark >> visible=true").first).to_be_visible()


def test_an_estimated_listing_is_never_shown_as_certain(built: Path) -> None:
    number = _estimated_only(built)
    for language, said in {
        "ja": f"コード{number}（推定）",
        "en": f"Listing {number} (estimated)",
    }.items():
        answer = ask(built, language, [f"コード{number}"])[0]
        titles = [item["title"] for group in answer["items"] for item in group]
        assert any(title.endswith(f" · {said}") for title in titles)
        assert not any(title.endswith(number) for title in titles)


def test_a_listing_s_result_leads_to_its_mark(page: Page, base_url: str, built: Path) -> None:
    number = _estimated_only(built)
    open_search(page, f"{base_url}en/")
    type_in(page, f"Listing {number}")
    expect(page.locator(FOUND).first).to_contain_text(f"Listing {number} (estimated)")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base_url}en/chapters/ch03/#*")
    assert "?" not in page.url
    cell = page.locator(".nb-cell:target")
    expect(cell).to_be_in_viewport()
    assert cell.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def _estimated_only(built: Path) -> str:
    """Give a listing of chapter 3 that its notebook only estimates."""
    source = built.parent / "notebooks" / "ch03_first_ml.ipynb"
    cells: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))["cells"]
    ours = [cell["metadata"].get("booksite", {}) for cell in cells]
    return next(one["listings_estimated"][0] for one in ours if "listings_estimated" in one)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_dialog_can_be_read(
    browser: Browser, base_url: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
        service_workers="block",
    )
    open_search(page, f"{base_url}en/")
    field = page.locator(".md-search__input")
    shown_by = {
        "": page.locator(".md-search-result__meta"),
        "loss value": page.locator(".md-search mark >> visible=true").first,
        "谷へ歩く": page.locator(f"{RESULT} .md-tag").first,
        "gradeintdescentqq": page.locator(".bs-search-notice [data-nearest] button").first,
    }
    for text, sign in shown_by.items():
        field.fill(text)
        expect(sign).to_be_visible(timeout=30_000)  # the other language's index too
        page.wait_for_function("!document.getAnimations().length")
        assert not faint(texts_of(page, ".md-search__inner")), text
    page.context.route("**/search/names.*.json", lambda route: route.abort())
    open_search(page, base_url)
    field.fill("GPU")
    expect(page.locator("[data-unavailable]")).to_be_visible()
    assert not faint(texts_of(page, ".md-search__inner"))
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_marked_on_a_page_can_be_read(
    browser: Browser, base_url: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{base_url}en/chapters/ch03/?h=loss+data+import")
    expect(page.locator(".highlight mark").first).to_be_attached()
    assert not faint(texts_of(page, ".md-content mark"))
    page.close()
