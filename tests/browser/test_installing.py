"""A reader can install the site on a phone, in either language, with an icon of its own."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image
from playwright.sync_api import Page

from bench.hosting import MOUNT
from tests.helpers import document
from tests.project import ROOT


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_browser_may_install_the_site(page: Page, base_url: str, root: str) -> None:
    page.goto(f"{base_url}{root}chapters/ch03/")
    tools = page.context.new_cdp_session(page)
    found = tools.send("Page.getAppManifest")
    assert found["url"] == f"{base_url}{root}manifest.webmanifest"
    assert found["errors"] == []
    told = json.loads(found["data"])
    assert told["lang"] == page.locator("html").get_attribute("lang")
    assert urljoin(found["url"], told["start_url"]) == base_url + root
    # The link to the other language stays inside the installed site.
    assert urljoin(found["url"], told["scope"]) == base_url
    page.goto(base_url + root)
    assert page.title().endswith(told["name"])
    hindrances = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A test's window keeps nothing, like a private one.
    assert {error["errorId"] for error in hindrances} <= {"in-incognito"}
    for icon in told["icons"]:
        answer = page.request.get(urljoin(found["url"], icon["src"]))
        with Image.open(io.BytesIO(answer.body())) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            corner = image.convert("RGBA").getpixel((0, 0))
        assert corner == ((38, 48, 111, 255) if icon["purpose"] == "maskable" else (0, 0, 0, 0))


def test_every_page_names_icon_manifest_and_color(built: Path) -> None:
    styles = (ROOT / "overrides/assets/stylesheets/site/colors.css").read_text(encoding="utf-8")
    light, dark = re.findall(r"--bs-ink: (#\w+);", styles)
    for file in [*built.rglob("index.html"), built / "404.html"]:
        page = document(file)
        colors = {tag.get("media"): tag.get("content") for tag in page.xpath("//meta[@media]")}
        schemes = {"light": light, "dark": dark}
        assert colors == {f"(prefers-color-scheme:{name})": schemes[name] for name in schemes}
        at = MOUNT + "/" + file.relative_to(built).as_posix()
        for rel in ("manifest", "apple-touch-icon", "icon"):
            (address,) = page.xpath(f"//link[@rel='{rel}']/@href")
            target = urljoin(at, address).removeprefix(MOUNT).lstrip("/")
            assert (built / target).is_file(), (file, address)
    with Image.open(built / "assets/images/icon-180.png") as icon:
        assert icon.size == (180, 180)
        assert icon.convert("RGBA").getchannel("A").getextrema() == (255, 255), (
            "phones show it on black"
        )
    assert not (built / "assets/images/favicon.png").exists(), "the theme's, not ours"
