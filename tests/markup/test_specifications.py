"""The examples of CommonMark's and of GitHub's own specification, as cells show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from markupsafe import Markup

from booksite.markup import Formulas, Surroundings, render_markdown
from booksite.markup.sanitize import clean_markdown

# What cells show otherwise, and why.
ON_PURPOSE = {
    "commonmark-0.31.2": {
        602: "GitHub makes links of addresses, also within < >",
        608: "as above",
        611: "as above",
        612: "as above, of mail",
    },
    "gfm-0.29": {
        279: "a box says whether it is done, and looks as on pages",
        280: "as above",
        628: "ftp:// leads nowhere in the browsers of today",
    },
}
FOLDER = Path(__file__).parents[1] / "golden" / "specifications"


class Anywhere(Surroundings):
    """Lets headings, links and images be what they are in the specification."""

    locale = "en"

    def __init__(self) -> None:
        self.formulas = Formulas()

    def heading(self, level: int, title: str) -> tuple[int, str, Markup]:
        return max(level, 2), "x", Markup()

    def image(self, target: str, attributes: Mapping[str, str], *, linked: bool) -> Markup:
        rest = Markup().join(Markup(' {}="{}"').format(*one) for one in attributes.items())
        return Markup('<img src="{}"{}>').format(target, rest)


class Shown(HTMLParser):
    """What a reader sees of HTML: elements, and texts with single spaces."""

    KEPT = ("href", "src", "title", "start", "style")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._within_pre = 0
        self.feed(html)
        self.close()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within_pre += tag == "pre"
        if tag not in ("div", "span"):
            kept = sorted(f'{name}="{value}"' for name, value in attrs if name in self.KEPT)
            self.seen.append(" ".join([f"<{tag}", *kept]))

    def handle_endtag(self, tag: str) -> None:
        self._within_pre -= tag == "pre"
        if tag == "code" and self._within_pre and not self.seen[-1].startswith("<"):
            self.seen[-1] = self.seen[-1].rstrip("\n")
        self.seen = [one for one in self.seen if one]
        if tag not in ("div", "span"):
            self.seen.append(f"</{tag}")

    def handle_data(self, data: str) -> None:
        words = data if self._within_pre else " ".join(data.split())
        if words and self.seen and not self.seen[-1].startswith("<"):
            self.seen[-1] += words
        elif words.strip(" ") if self._within_pre else words:
            self.seen.append(words)


def cleaned(html: str) -> str:
    """Return HTML of a specification as browsers repair it, without what GitHub takes away."""
    images = list[str]()
    # What stands for it in cells.
    html = re.sub(r"(?<=<)(/?)h1(?=>)", r"\1h2", html)
    html = re.sub(r'align="(\w+)"', r'style="text-align:\1"', html)

    def keep(match: re.Match[str]) -> str:
        images.append(match[0])
        return f"\ue010{len(images) - 1}\ue010"

    clean = clean_markdown(re.sub(r"<img\b[^>]*>", keep, html))
    return re.sub("\ue010(\\d+)\ue010", lambda match: images[int(match[1])], clean)


@pytest.mark.parametrize("name", ON_PURPOSE)
def test_examples_are_shown_as_specified_or_refused(name: str) -> None:
    other = []
    for _, title, source, expected in read_fixture_file(FOLDER / f"{name}.md"):
        html, errors = render_markdown(source, Anywhere())
        if not errors and Shown(html).seen != Shown(cleaned(expected)).seen:
            other.append(int(title.split()[0]))
    assert other == list(ON_PURPOSE[name])
