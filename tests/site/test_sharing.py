"""What networks, messengers and search engines are told of each page of the built site."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from booksite.pages.cards import Card, title_faults, write_cards
from booksite.pages.lettering import fitting
from tests.helpers import head_of
from tests.project import ROOT, repository

ADDRESS = repository().site_url
LANGUAGES = {"ja": "ja_JP", "en": "en_US"}
NAMES = {
    "ja": "最短コースでわかる PyTorch ＆深層学習プログラミング",
    "en": "PyTorch & Deep Learning, the Short Course",
}
Head = dict[str, str]


def heads(built: Path) -> dict[str, Head]:
    """Return what each page's head says, by its address from the site's root."""
    return {
        file.relative_to(built).as_posix().removesuffix("index.html"): head_of(file)
        for file in built.rglob("index.html")
    }


@pytest.fixture(scope="module")
def shared(built: Path) -> dict[str, Head]:
    return heads(built)


@pytest.mark.parametrize("tag", ["og:title", "og:description", "og:url", "og:image"])
def test_no_two_pages_share_alike(shared: dict[str, Head], tag: str) -> None:
    said = Counter(head[tag] for head in shared.values())
    assert [value for value, times in said.items() if times > 1] == []


def test_a_page_says_what_it_is_in_its_language(shared: dict[str, Head]) -> None:
    for address, head in shared.items():
        language = "en" if address.startswith("en/") else "ja"
        assert head["language"] == language
        assert head["og:url"] == ADDRESS + address
        assert head["og:type"] == ("website" if address in ("", "en/") else "article")
        assert head["og:title"] in (
            head["title"].removesuffix(f" - {NAMES[language]}"),
            NAMES[language],
        )
        assert head["og:description"] == head["description"]
        assert head["og:site_name"] == NAMES[language]
        assert head["og:locale"] == LANGUAGES[language]
        assert {head["og:locale"], head["og:locale:alternate"]} == set(LANGUAGES.values())
        assert head["og:title"] in head["og:image:alt"]
        assert head["twitter:card"] == "summary_large_image"


def test_every_card_is_there_in_the_size_that_networks_want(
    built: Path, shared: dict[str, Head]
) -> None:
    for head in shared.values():
        file = built / head["og:image"].removeprefix(ADDRESS)
        with Image.open(file) as image:
            assert f"image/{str(image.format).lower()}" == head["og:image:type"]
            said = (int(head["og:image:width"]), int(head["og:image:height"]))
            assert image.size == said == (1200, 630)
        assert file.stat().st_size <= 60_000, file
    kept_to_read = json.loads((built / "offline.json").read_text(encoding="utf-8"))["files"]
    assert [file for file in kept_to_read if "cards/" in file] == []


def test_languages_point_at_each_other(shared: dict[str, Head], built: Path) -> None:
    for address, head in shared.items():
        links = {language: head[f"hreflang {language}"] for language in (*LANGUAGES, "x-default")}
        assert links["ja"] == links["x-default"] == ADDRESS + address.removeprefix("en/")
        assert head["og:url"] in links.values()
        for link in links.values():
            twin = shared[link.removeprefix(ADDRESS)]
            assert all(twin[f"hreflang {language}"] == at for language, at in links.items())
    missing = head_of(built / "404.html")
    assert [tag for tag in missing if tag.startswith(("og:", "twitter:", "hreflang"))] == []


def test_the_sitemap_lists_each_page_with_its_twin_and_claims_no_day(
    built: Path, shared: dict[str, Head]
) -> None:
    sitemap = etree.parse(built / "sitemap.xml").getroot()
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "h": "http://www.w3.org/1999/xhtml",
    }
    listed = {
        entry.findtext("s:loc", namespaces=names): {
            link.get("hreflang"): link.get("href") for link in entry.findall("h:link", names)
        }
        for entry in sitemap.findall("s:url", names)
    }
    assert len(sitemap) == len(listed)
    assert listed == {
        head["og:url"]: {
            language: head[f"hreflang {language}"] for language in (*LANGUAGES, "x-default")
        }
        for head in shared.values()
    }
    assert {etree.QName(tag).localname for tag in sitemap.iter()} == {
        "urlset",
        "url",
        "loc",
        "link",
    }


def test_a_card_is_drawn_the_same_every_time_and_shows_its_words(tmp_path: Path) -> None:
    for project in ("first", "second"):
        (tmp_path / project).mkdir()
        (tmp_path / project / "overrides").symlink_to(ROOT / "overrides")
    card = Card("1章", "題名", "サイト")
    write_cards({"a.png": card}, tmp_path / "first", tmp_path)
    other = Card("1章", "別の題名", "サイト")
    write_cards({"c.png": other, "b.png": card}, tmp_path / "second", tmp_path)
    first, second, third = ((tmp_path / f"{name}.png").read_bytes() for name in "abc")
    assert first == second != third
    with Image.open(tmp_path / "a.png") as image:
        pixels = image.convert("RGB")
    # White is the title's; the dot at the beginning of the path is as on the home page.
    assert (255, 255, 255) in {color for _, color in pixels.getcolors(1000) or []}
    assert pixels.getpixel((1088, 348)) == (255, 180, 84)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("線形回帰", ["線形回帰"]),
        ("カスタムデータによる画像認識", ["カスタムデータによる", "画像認識"]),
        ("Image recognition with custom data", ["Image recognition", "with custom data"]),
    ],
)
def test_lines_end_where_phrases_end(title: str, lines: list[str]) -> None:
    fitted = fitting(title, 840, [(1, 80), (2, 80), (3, 80)])
    assert fitted is not None
    assert fitted[1] == lines


def test_a_title_that_no_card_can_show_is_a_fault() -> None:
    assert [str(fault) for fault in title_faults("docs/ja/faq.md", "質問🙂")] == [
        "docs/ja/faq.md: expected a title in characters that the font of share cards has, such as "
        "'線形回帰', but received 🙂 in '質問🙂'. Write it without them."
    ]
    long = "とても長い題名が続いて" * 8
    assert [str(fault) for fault in title_faults("data/book.yml", long)] == [
        "data/book.yml: expected a title that fits into three lines of a share card, such as "
        f"'線形回帰', but received {long!r}. Shorten it."
    ]
    assert list(title_faults("data/book.yml", "Why <b>\"&'$ yields")) == []
