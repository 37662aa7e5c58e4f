"""Measures the search of the built site: what is found, bytes, time, growth.

`make bench-search` prints the figures and writes them to bench/results/search.json and search.md.

Time is measured in Chromium with its processor slowed down four times. Chromium slows pages only,
not workers, so the worker's code is timed inside a page. The network is slowed by the server, which
a worker cannot escape: 562 ms before each answer and 180 kB/s, as Chromium's "Fast 3G".
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.hosting import Host, hosted
from booksite.book.synonyms import Synonym
from booksite.locales import Locale
from booksite.pages.parts import MARKERS
from booksite.pages.site import Site, load_site
from booksite.publish.chromium import installed_chromium
from booksite.search.index import names_file, texts_file
from booksite.search.passages import Passage
from booksite.search.sources import passages
from tests.helpers import LOCALES
from tests.project import ROOT
from tests.search.hostile import HOSTILE
from tests.search.judge import Judge, Query, ask, queries, shown

SLOWDOWN = 4
_TIME = """
async ([folder, locale, typed]) => {
  const scripts = ["passages", "question", "results"]
    .map(name => import(`${folder}assets/javascripts/search/${name}.js`))
  const [{ Passages }, { question }, { groups, ranked }] = await Promise.all(scripts)
  const get = file => fetch(`${folder}search/${file}.${locale}.json`).then(answer => answer.json())
  const passages = new Passages(await get("names"))
  await passages.addTexts(await get("texts"))
  const times = []
  for (const text of typed) {
    const start = performance.now()
    const asked = question(text)
    ranked(groups(passages.search(asked), asked, passages.words, false))
    times.push(performance.now() - start)
  }
  return times
}
"""


# The longest time between two frames.
_WATCH = """
() => {
  window.longest = 0
  let last = performance.now()
  const frame = now => {
    longest = Math.max(longest, now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
"""


def found(root: Path, site: Site) -> dict[str, Any]:
    """Judge both sets of queries, what was looked at and what was kept aside."""
    ranks: dict[Query, int | None] = {}
    for locale in LOCALES:
        judge = Judge(passages(site, locale))
        asked = [query for query in queries() if query.locale == locale]
        answers = ask(root / "site", locale, [query.text for query in asked])
        for query, answer in zip(asked, answers, strict=True):
            ranks[query] = judge.rank(query, shown(answer))
    parts = dict.fromkeys(query.part for query in ranks)
    return {
        part: _shares([rank for query, rank in ranks.items() if query.part == part])
        for part in parts
    }


def _shares(ranks: list[int | None]) -> dict[str, float]:
    count = len(ranks)
    return {
        "queries": count,
        "first": round(ranks.count(1) / count, 3),
        "first five": round(sum(rank is not None and rank <= 5 for rank in ranks) / count, 3),
    }


def size(found: list[Passage], site: Site, locale: Locale) -> dict[str, int]:
    """Give the compressed bytes of a language's files."""
    files = {
        "names": names_file(found, site.book.terms, site.book.rows(Synonym), locale),
        "texts": texts_file(found),
    }
    return {
        name: len(
            gzip.compress(
                json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0
            )
        )
        for name, content in files.items()
    }


def growth(site: Site, locale: Locale) -> float:
    """Give how many times larger the index becomes with ten times the notebooks."""
    own = passages(site, locale)
    notebooks = [one for one in own if one.kind in ("notebook", "note")]
    copies = [replace(one, url=f"{n}/{one.url}") for n in range(9) for one in notebooks]
    return sum(size(own + copies, site, locale).values()) / sum(size(own, site, locale).values())


def keystroke(browser: Browser, base_url: str, locale: Locale) -> dict[str, float]:
    """Time the worker's code for each key of the query set's first queries, slowed down."""
    page = browser.new_page()
    page.goto(base_url)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    texts = [query.text for query in queries() if query.locale == locale]
    typed = [text[:length] for text in texts for length in range(1, min(len(text), 12) + 1)]
    times = page.evaluate(_TIME, [base_url, locale, typed])
    page.close()
    return {"keys": len(times), "median ms": round(statistics.median(times)), "p95 ms": _p95(times)}


def _p95(times: list[float]) -> int:
    return round(statistics.quantiles(times, n=20)[-1])


def opening(browser: Browser, base_url: str, locale: Locale) -> int:
    """Time from opening the dialog to the first result on a slow network, in ms."""
    page = browser.new_page()
    page.goto(base_url + ("en/" if locale == "en" else ""))
    page.wait_for_load_state("networkidle")
    Host.slow = True
    start = time.monotonic()
    page.keyboard.press("s")
    page.locator(".md-search__input").press_sequentially("GPU")
    page.locator(".md-search-result__link").first.wait_for()
    elapsed = time.monotonic() - start
    Host.slow = False
    page.close()
    return round(elapsed * 1000)


def freeze(browser: Browser, base_url: str, locale: Locale) -> int:
    """Give how long a hostile text keeps the page from drawing at most, in ms."""
    page = browser.new_page()
    page.goto(base_url + ("en/" if locale == "en" else ""))
    page.keyboard.press("s")
    field = page.locator(".md-search__input")
    field.fill("GPU")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate(_WATCH)
    for text in HOSTILE:
        field.fill(text)
        field.fill("GPU")
        page.locator(".md-search-result__link").first.wait_for()
    longest: float = page.evaluate("longest")
    page.close()
    return round(longest)


def measure(root: Path) -> dict[str, Any]:
    """Measure a project whose site is built."""
    site = load_site(root, MARKERS)
    with hosted(root / "site") as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"]
        )
        return {
            "notebooks": len(site.notebooks) // 2,
            "found": found(root, site),
            "bytes": {locale: size(passages(site, locale), site, locale) for locale in LOCALES},
            "growth": {locale: round(growth(site, locale), 2) for locale in LOCALES},
            "keystroke": {locale: keystroke(browser, base_url, locale) for locale in LOCALES},
            "freeze ms": {locale: freeze(browser, base_url, locale) for locale in LOCALES},
            "opening ms": {locale: opening(browser, base_url, locale) for locale in LOCALES},
        }


def table(figures: dict[str, Any]) -> str:
    """Give the figures as Markdown."""
    rows = ["| what | figures |", "| --- | --- |"]
    for name, value in figures.items():
        if isinstance(value, dict):
            for part, inner in value.items():
                text = (
                    ", ".join(f"{k} {v}" for k, v in inner.items())
                    if isinstance(inner, dict)
                    else inner
                )
                rows.append(f"| {name}, {part} | {text} |")
        else:
            rows.append(f"| {name} | {value} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Measure, print and write."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    figures = measure(root)
    (ROOT / "bench" / "results" / "search.json").write_text(json.dumps(figures, indent=1) + "\n")
    page = ROOT / "bench" / "results" / "search.md"
    head = (
        page.read_text(encoding="utf-8").partition("<!-- figures -->")[0] if page.exists() else ""
    )
    page.write_text(f"{head}<!-- figures -->\n\n{table(figures)}", encoding="utf-8")
    print(table(figures))


if __name__ == "__main__":
    main()
