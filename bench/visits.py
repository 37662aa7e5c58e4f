"""What a first visit transfers, as a real browser asks for it.

Files of other hosts count too: MathJax, which the stock page takes from one, is answered from an
npm package. What no package has (web fonts, badges) is refused and counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Route, sync_playwright

from bench.hosting import hosted
from bench.pages import transferred
from booksite.publish.chromium import installed_chromium

_MATHJAX = "https://unpkg.com/mathjax@3/"
_PACKAGE = Path(__file__).parents[1] / "node_modules" / "mathjax"
_CODE = ("Script", "Stylesheet")


class Visit(NamedTuple):
    """Bytes of our own host's CSS and scripts, and of all that a first visit transferred."""

    code: int
    all: int


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Open a Chromium that asks nobody by itself."""
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=flags)
        yield browser
        browser.close()


def visit(browser: Browser, site: Path, address: str) -> Visit:
    """Open a page for the first time, on a desktop, without scrolling; wait for all it asks for.

    Args:
        browser: A browser; the visit gets a context of its own, with an empty cache.
        site: The built site.
        address: The page, below the site's root.
    """
    requests: dict[str, dict[str, Any]] = {}
    # By address: what is kept for reading offline comes a second time, from the browser's cache,
    # which is off while requests are answered here.
    sizes: dict[str, int] = {}
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    with hosted(site) as root:

        def asked(event: dict[str, Any]) -> None:
            if event["request"]["url"].startswith(root):
                requests[event["requestId"]] = event

        def finished(event: dict[str, Any]) -> None:
            if request := requests.get(event["requestId"]):
                sizes.setdefault(request["request"]["url"], int(event["encodedDataLength"]))

        def others(route: Route) -> None:
            sizes[route.request.url] = _answered_for_others(route)

        network.on("Network.requestWillBeSent", asked)
        network.on("Network.loadingFinished", finished)
        page.route(lambda url: not url.startswith(root), others)
        page.goto(root + address)
        page.wait_for_load_state("networkidle")
    context.close()
    code = {r["request"]["url"] for r in requests.values() if r["type"] in _CODE}
    return Visit(sum(sizes[url] for url in code & sizes.keys()), sum(sizes.values()))


def _answered_for_others(route: Route) -> int:
    """Answer from the package, and give the size that another host would send."""
    name = route.request.url.removeprefix(_MATHJAX)
    file = _PACKAGE / name
    if name == route.request.url or not file.is_file():
        route.abort()
        return 0
    kind = "text/javascript" if file.suffix == ".js" else "font/woff"
    headers = {"Access-Control-Allow-Origin": "*"}
    route.fulfill(body=file.read_bytes(), headers=headers, content_type=kind)
    return transferred(file)
