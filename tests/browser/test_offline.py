"""Reading without a network, and never an old page with one."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from booksite.publish.offline import write_offline_files
from tests.conftest import Handler, served
from tests.firefox import BOTH
from tests.helpers import changed

SAVE = "Save the whole book"


@pytest.fixture
def copies(built: Path, tmp_path: Path) -> Path:
    """Two sites that a test may change, in the folders `one` and `two` of one host."""
    for name in ("one", "two"):
        shutil.copytree(built, tmp_path / name)
    shutil.copy(built / "404.html", tmp_path)
    return tmp_path


class Network(Handler):
    """Answers while it may, and knows what it was asked for."""

    answers = threading.Event()
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.answers.wait()
        super().do_GET()


@pytest.fixture
def host(copies: Path) -> Iterator[str]:
    """Address of that host."""
    Network.answers.set()
    Network.asked.clear()
    with served(copies, Network) as address:
        yield address
        Network.answers.set()


def wait_until_kept(page: Page) -> None:
    """Wait until the worker answers for the page."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller")


def told(page: Page) -> Locator:
    return page.locator(".bs-offline [role=status]")


def save(page: Page, root: str) -> None:
    """Save the whole book, and wait until it is there."""
    page.goto(f"{root}en/about/")
    page.get_by_role("button", name=SAVE).click()
    expect(told(page)).to_contain_text("Saved on", timeout=30_000)


def kept(page: Page) -> list[str]:
    """Give the addresses of all that is kept, by any site of the host."""
    addresses: list[str] = page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(async name =>"
        " (await (await caches.open(name)).keys()).map(request => request.url))))"
        ".then(lists => lists.flat())"
    )
    return addresses


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition that the page itself has to wait for, an expression with `await`."""
    page.evaluate(
        f"""async () => {{
          const end = Date.now() + 30_000
          while (!({condition})) {{
            if (Date.now() > end) throw new Error("in vain")
            await new Promise(requestAnimationFrame)
          }}
        }}"""
    )


def edit(file: Path, old: str, new: str) -> None:
    """Change a page of a built site, as a new build would."""
    file.write_text(changed(file.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    root = next(folder for folder in file.parents if (folder / "sw.js").is_file())
    write_offline_files(root)


@BOTH
@pytest.mark.parametrize("root", ["", "en/"])
def test_a_visited_page_can_be_read_offline(
    page: Page, context: BrowserContext, base_url: str, root: str
) -> None:
    page.goto(f"{base_url}{root}chapters/ch03/")
    wait_until_kept(page)
    page.goto(f"{base_url}{root}chapters/ch05/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.goto(f"{base_url}{root}chapters/ch03/")
    page.goto(f"{base_url}{root}chapters/ch05/")
    expect(page.locator("#notebook")).to_be_visible()
    font = page.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    assert "sans" in font, "the style sheet is not kept"


@pytest.mark.parametrize(
    ("root", "language", "title", "kept_one"),
    [
        ("", "ja", "このページは保存されていません", "3章"),
        ("en/", "en", "This page has not been saved", "Chapter 3"),
    ],
    ids=["ja", "en"],
)
@pytest.mark.parametrize("first", ["", "en/"], ids=["from-ja", "from-en"])
def test_a_page_that_is_not_kept_says_so_in_its_language_and_lists_what_is(
    page: Page, context: BrowserContext, base_url: str, first: str,
    root: str, language: str, title: str, kept_one: str,
) -> None:  # fmt: skip
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{base_url}{first}chapters/ch03/")
    wait_until_kept(page)
    wait_until(page, f"await caches.match('{base_url}{root}503.html')")
    page.reload()
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.goto(f"{base_url}{root}chapters/ch09/?printing=2")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == (
        "sticky"
    ), "the style sheet is not kept"
    listed = page.locator(".bs-kept li")
    if root == first:
        expect(listed).to_have_count(1)
        expect(listed.first).to_contain_text(kept_one)
    else:
        expect(listed).to_have_count(0)
        expect(page.locator(".bs-kept p")).to_be_visible()
    assert faults == []
    context.set_offline(False)
    expect(page.locator("#notebook")).to_be_visible(timeout=30_000)
    assert page.url == f"{base_url}{root}chapters/ch09/?printing=2"


@pytest.mark.parametrize("file", ["", "/index.html"], ids=["no-slash", "file"])
@pytest.mark.parametrize("address", ["errata", "en/errata"])
def test_offline_a_folder_may_lack_its_slash_or_name_its_file(
    page: Page, context: BrowserContext, base_url: str, address: str, file: str
) -> None:
    page.goto(f"{base_url}{address}/")
    wait_until_kept(page)
    page.reload()
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    end = "?printing=2#e-p171-1"
    page.goto(f"{base_url}{address}{file}{end}")
    expect(page.locator("[name=printing]")).to_have_value("2")
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.url == f"{base_url}{address}{file or '/'}{end}"


def test_a_page_visited_by_the_name_of_its_file_is_kept_as_its_folder(
    page: Page, context: BrowserContext, base_url: str
) -> None:
    page.goto(f"{base_url}en/faq/index.html")
    wait_until_kept(page)
    page.goto(f"{base_url}en/changes/index.html")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    for address in ("en/faq", "en/changes/", "en/changes/index.html"):
        page.goto(base_url + address)
        expect(page.locator("[data-row]").first).to_be_visible()


@pytest.mark.parametrize("address", ["en", "en/index.html", "en/chapters/ch09"])
def test_a_page_that_is_not_kept_says_so_in_its_language_at_any_address(
    page: Page, context: BrowserContext, base_url: str, address: str
) -> None:
    page.goto(f"{base_url}faq/")
    wait_until_kept(page)
    wait_until(page, f"await caches.match('{base_url}en/503.html')")
    context.set_offline(True)
    page.goto(base_url + address)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("This page has not been saved")


@pytest.mark.parametrize("root", ["", "en/"])
def test_words_that_a_visited_page_lacks_are_looked_for_on_other_visited_pages(
    page: Page, context: BrowserContext, base_url: str, root: str
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for address in ("faq/", "errata/"):
        page.goto(f"{base_url}{root}{address}")
        wait_until_kept(page)
        page.reload()
        page.wait_for_load_state("networkidle")
    wait_until(page, f"await caches.match('{base_url}assets/javascripts/elsewhere.js')")
    context.set_offline(True)
    page.goto(f"{base_url}{root}errata/?words=CUDA+out+of+memory")
    expect(page.locator(".bs-filter__elsewhere li").first).to_contain_text("CUDA out of memory")
    page.locator("[name=words]").fill("nowhere at all")
    expect(page.locator("[data-row]:visible")).to_have_count(0)
    expect(page.locator(".bs-filter__elsewhere")).to_be_empty()
    assert faults == []


def test_where_the_network_is_silent_a_kept_page_is_shown(page: Page, host: str) -> None:
    chapter = "one/en/chapters/ch05/"
    page.goto(f"{host}/{chapter}")
    wait_until_kept(page)
    page.reload()
    page.wait_for_load_state("networkidle")
    Network.answers.clear()
    page.goto(f"{host}/{chapter.removesuffix('/')}?printing=2", wait_until="domcontentloaded")
    expect(page.locator("#notebook")).to_be_visible()
    # Its style sheets and scripts do not wait either.
    expect(page.locator("#errata ~ .bs-rows [name=printing]")).to_have_value("2")
    expect(page.locator(".md-header")).to_have_css("position", "sticky")
    # What comes in the end is kept.
    page.evaluate(
        """async () => {
          const [name] = await caches.keys()
          await (await caches.open(name)).put(location.pathname, new Response("old"))
        }"""
    )
    Network.answers.set()
    wait_until(page, "(await (await caches.match(location.pathname)).text()).includes('notebook')")


@pytest.mark.parametrize("root", ["", "en/"])
def test_from_a_page_that_is_not_kept_the_switch_leads_back_to_its_kept_twin(
    page: Page, context: BrowserContext, base_url: str, root: str
) -> None:
    page.goto(f"{base_url}{root}changes/?printing=2#a-place")
    wait_until_kept(page)
    other = "" if root else "en/"
    wait_until(page, f"await caches.match('{base_url}{other}503.html')")
    page.reload()
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator(".md-header .bs-language").click()
    expect(page.locator(".bs-kept")).to_be_visible()
    page.locator(".md-header .bs-language").click()
    expect(page.locator("[name=printing]")).to_have_value("2")
    assert page.url == f"{base_url}{root}changes/?printing=2#a-place"


@pytest.mark.parametrize("address", ["", "how-to-run/", "about/"])
def test_the_button_stands_where_readers_look(page: Page, base_url: str, address: str) -> None:
    page.goto(f"{base_url}en/{address}")
    expect(page.get_by_role("button", name=SAVE)).to_be_enabled()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_whole_book_can_be_kept(page: Page, context: BrowserContext, base_url: str) -> None:
    failed: list[str] = []
    save(page, base_url)
    context.set_offline(True)
    page.on("requestfailed", lambda request: failed.append(request.url))
    for address in ("", "en/errata/", "faq/", "en/how-to-run/", "chapters/ch03/"):
        page.goto(base_url + address)
        page.wait_for_load_state("networkidle")
    image = page.locator(".nb-figure img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0
    page.keyboard.press("s")
    page.keyboard.type("torchviz")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert failed == []


def test_what_nobody_reads_is_not_kept(built: Path) -> None:
    files = json.loads((built / "offline.json").read_text(encoding="utf-8"))["files"]
    unneeded = re.compile(r"lunr|workers/|cards/|icon-|feed|404|\.(map|ipynb|xml|gz|txt|schema)")
    assert [file for file in files if unneeded.search(file)] == []


def test_before_the_book_is_saved_its_weight_is_known_and_then_its_day(
    page: Page, base_url: str, built: Path
) -> None:
    files = json.loads((built / "offline.json").read_text(encoding="utf-8"))["files"]
    weight = f"{sum(size for _, size in files.values()) / 1e6:.1f}"
    page.goto(f"{base_url}en/about/")
    expect(told(page)).to_have_text(re.compile(rf"Takes {re.escape(weight)}\sMB\."))
    save(page, base_url)
    day = page.evaluate("new Date().toLocaleDateString('en', { dateStyle: 'long' })")
    expect(told(page)).to_contain_text(day)
    page.goto(f"{base_url}about/")
    day = page.evaluate("new Date().toLocaleDateString('ja', { dateStyle: 'long' })")
    expect(told(page)).to_contain_text(f"{day}に保存")
    expect(told(page)).to_contain_text(weight)


@BOTH
def test_a_saved_book_renews_itself(
    page: Page, context: BrowserContext, host: str, copies: Path
) -> None:
    save(page, f"{host}/one/")
    edit(copies / "one/chapters/ch07/index.html", "</h1>", " (new)</h1>")
    shutil.rmtree(copies / "one/onnx")
    write_offline_files(copies / "one")
    page.goto(f"{host}/one/en/about/")
    wait_until(page, "!(await caches.match(new URL('../../onnx/', location.href)))")
    expect(told(page)).to_contain_text("Saved on")
    context.set_offline(True)
    page.goto(f"{host}/one/chapters/ch07/")
    expect(page.locator("h1")).to_contain_text("(new)")


def test_who_saves_data_is_asked_before_the_book_renews_itself(
    page: Page, host: str, copies: Path
) -> None:
    save(page, f"{host}/one/")
    edit(copies / "one/chapters/ch07/index.html", "</h1>", " (new)</h1>")
    worker = copies / "one/sw.js"
    saver = "Object.defineProperty(NetworkInformation.prototype, 'saveData', { value: true })\n"
    worker.write_text(saver + worker.read_text(encoding="utf-8"), encoding="utf-8")
    registration = "(await navigator.serviceWorker.getRegistration())"
    page.evaluate(f"async () => {{ await {registration}.update() }}")
    wait_until(page, f"!{registration}.installing && !{registration}.waiting")
    Network.asked.clear()
    page.goto(f"{host}/one/en/about/")
    page.get_by_role("button", name="Renew").click()
    wait_until(
        page,
        "(await (await caches.match(new URL('../../chapters/ch07/', location.href))).text())"
        ".includes('(new)')",
    )
    # Only for the button: its task comes after those of the page.
    assert Network.asked.count("/one/offline.json") == 1


def test_the_button_renews_what_was_kept_in_any_state(
    page: Page, context: BrowserContext, host: str
) -> None:
    save(page, f"{host}/one/")
    page.evaluate(
        """async () => {
          const [name] = await caches.keys()
          const cache = await caches.open(name)
          await cache.put(new URL("../../chapters/ch05/", location.href), new Response("old"))
          await cache.delete(new URL("../../chapters/ch07/", location.href))
        }"""
    )
    page.get_by_role("button", name="Renew").click()
    expect(told(page)).to_contain_text("Saved on")
    context.set_offline(True)
    for chapter in ("ch05", "ch07"):
        page.goto(f"{host}/one/chapters/{chapter}/")
        expect(page.locator("#notebook")).to_be_visible()


def test_visited_pages_are_renewed_too_and_nothing_else_comes(
    page: Page, context: BrowserContext, host: str, copies: Path
) -> None:
    page.goto(f"{host}/one/faq/")
    wait_until_kept(page)
    page.reload()
    edit(copies / "one/faq/index.html", "</h1>", " (new)</h1>")
    page.goto(f"{host}/one/")
    kept_text = "(await (await caches.match(new URL('faq/', location.href))).text())"
    wait_until(page, f"{kept_text}.includes('(new)')")
    assert not [address for address in kept(page) if "chapters/" in address]


def test_an_interrupted_save_goes_on_with_the_next_page(
    page: Page, context: BrowserContext, host: str, copies: Path
) -> None:
    missing = copies / "one/chapters/ch12"
    aside = missing.rename(copies / "ch12")
    page.goto(f"{host}/one/en/about/")
    page.get_by_role("button", name=SAVE).click()
    expect(told(page)).to_contain_text("Not all could be saved", timeout=30_000)
    context.set_offline(True)
    page.goto(f"{host}/one/en/about/")
    expect(told(page)).to_contain_text("The button saves the rest")
    expect(page.get_by_role("button", name="Delete the saved book")).to_be_visible()
    aside.rename(missing)
    context.set_offline(False)
    page.goto(f"{host}/one/en/about/")
    expect(told(page)).to_contain_text("Saved on", timeout=30_000)
    assert f"{host}/one/chapters/ch12/" in kept(page)


def test_a_saved_book_can_be_deleted(page: Page, context: BrowserContext, host: str) -> None:
    save(page, f"{host}/one/")
    page.get_by_role("button", name="Delete the saved book").click()
    expect(page.get_by_role("button", name=SAVE)).to_be_focused()
    expect(page.get_by_role("button", name="Delete")).to_be_hidden()
    assert not [address for address in kept(page) if "chapters/" in address]
    context.set_offline(True)
    page.goto(f"{host}/one/en/about/")
    expect(page.locator("h1")).to_have_text("About this site")


def test_sites_of_one_host_leave_each_other_their_books(page: Page, host: str) -> None:
    save(page, f"{host}/one/")
    of_one = [address for address in kept(page) if "/one/" in address]
    # As it was once kept, by both.
    page.evaluate(
        "async addresses => { const book = await caches.open('book');"
        " for (const address of addresses) await book.put(address, new Response('old')) }",
        [f"{host}/one/faq/", f"{host}/two/faq/"],
    )
    save(page, f"{host}/two/")
    page.get_by_role("button", name="Delete the saved book").click()
    expect(page.get_by_role("button", name=SAVE)).to_be_enabled()
    assert not [address for address in kept(page) if "/two/chapters/" in address]
    assert set(of_one) <= set(kept(page))
    page.goto(f"{host}/one/")
    wait_until(page, "!(await caches.has('book'))")


def test_sites_of_one_host_leave_each_other_their_settings(
    page: Page, context: BrowserContext, host: str
) -> None:
    page.goto(f"{host}/one/en/errata/")
    page.get_by_label("My printing").select_option("2")
    page.locator("[data-bs-scheme=slate]").click()
    other = context.new_page()
    other.goto(f"{host}/two/en/errata/")
    expect(other.get_by_label("My printing")).to_have_value("")
    expect(other.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    everything = other.locator("[data-row]:visible").count()
    page.get_by_label("My printing").select_option("3")
    expect(other.locator("[data-row]:visible")).to_have_count(everything)
    keys = page.evaluate("Object.keys(localStorage)")
    assert [key for key in keys if not key.startswith(("/one/.", "/two/."))] == []
    same = context.new_page()
    same.goto(f"{host}/one/errata/")
    expect(same.locator("[name=printing]")).to_have_value("3")


def test_a_full_storage_keeps_nothing_back(page: Page, context: BrowserContext, host: str) -> None:
    page.goto(f"{host}/one/en/about/")
    wait_until_kept(page)
    page.reload()
    expect(told(page)).to_contain_text("Takes")
    storage = context.new_cdp_session(page)
    storage.send("Storage.overrideQuotaForOrigin", {"origin": host, "quotaSize": 1000})
    for address in ("chapters/ch05/", "faq/", "en/about/"):
        answer = page.goto(f"{host}/one/{address}")
        assert answer
        assert answer.status == 200
    page.get_by_role("button", name=SAVE).click()
    expect(told(page)).to_contain_text("not enough room")
    expect(page.get_by_role("button", name=SAVE)).to_be_enabled()


def test_a_save_that_found_no_room_can_go_on_and_be_deleted(
    page: Page, context: BrowserContext, host: str
) -> None:
    page.goto(f"{host}/one/en/about/")
    wait_until_kept(page)
    storage = context.new_cdp_session(page)
    storage.send("Storage.overrideQuotaForOrigin", {"origin": host, "quotaSize": 4_000_000})
    page.get_by_role("button", name=SAVE).click()
    expect(told(page)).to_contain_text("not enough room", timeout=30_000)
    page.goto(f"{host}/one/about/")
    expect(told(page)).to_contain_text("ボタンを押すと続きを保存します")
    expect(page.get_by_role("button", name="保存した本を削除")).to_be_visible()
    page.goto(f"{host}/one/en/about/")
    expect(told(page)).to_contain_text("The button saves the rest")
    expect(page.get_by_role("button", name=SAVE)).to_be_enabled()
    page.get_by_role("button", name="Delete the saved book").click()
    expect(told(page)).to_contain_text("Takes")
    assert not [address for address in kept(page) if "chapters/" in address]


@pytest.mark.parametrize("stored", ['"0123456789ab"', "{", "[1]"])
def test_what_was_stored_before_breaks_nothing(page: Page, host: str, stored: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{host}/one/sw.js")
    page.evaluate(
        """async stored => {
          localStorage.setItem("/one/.offline", stored)
          const cache = await caches.open("book /one/")
          await cache.put("/one/saved.json", new Response(stored))
        }""",
        stored,
    )
    page.goto(f"{host}/one/en/about/")
    expect(page.locator(".bs-offline button").first).to_be_enabled(timeout=30_000)
    assert faults == []


def test_without_a_worker_there_is_no_button(page: Page, base_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })"
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{base_url}about/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".bs-offline")).to_be_hidden()
    assert faults == []


def test_online_a_page_is_never_an_old_one(page: Page, base_url: str, built: Path) -> None:
    page.goto(f"{base_url}faq/")
    wait_until_kept(page)
    page.reload()
    file = built / "faq" / "index.html"
    old = file.read_text(encoding="utf-8")
    try:
        file.write_text(old.replace("</h1>", " (new)</h1>", 1), encoding="utf-8")
        page.goto(f"{base_url}faq/")
        expect(page.locator("h1")).to_contain_text("(new)")
    finally:
        file.write_text(old, encoding="utf-8")
