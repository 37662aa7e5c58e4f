"""The query set as a floor: a change that makes the search find less fails here.

`make bench-search` prints the figures in full; the floor lies a little below them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from booksite.pages.parts import MARKERS
from booksite.pages.site import load_site
from booksite.search.sources import passages
from tests.helpers import LOCALES
from tests.search.judge import Judge, Query, ask, queries, shown

FIRST, FIRST_FIVE = 0.86, 0.96


@pytest.fixture(scope="module")
def judges(built: Path) -> dict[str, Judge]:
    site = load_site(built.parent, MARKERS)
    return {locale: Judge(passages(site, locale)) for locale in LOCALES}


def test_the_set_is_large_and_a_third_is_kept_aside() -> None:
    found = queries()
    assert len(found) >= 150
    assert len({(query.text, query.locale) for query in found}) == len(found)
    used = ("tuned", "second set, looked at")
    assert sum(query.part not in used for query in found) >= len(found) // 3


def test_every_wanted_place_exists(judges: dict[str, Judge]) -> None:
    assert not [
        (query.text, judges[query.locale].unknown(query))
        for query in queries()
        if judges[query.locale].unknown(query)
    ]


def test_readers_find_what_they_seek(built: Path, judges: dict[str, Judge]) -> None:
    ranks: dict[Query, int | None] = {}
    for locale, judge in judges.items():
        asked = [query for query in queries() if query.locale == locale]
        answers = ask(built, locale, [query.text for query in asked])
        for query, answer in zip(asked, answers, strict=True):
            ranks[query] = judge.rank(query, shown(answer))
    assert _share(ranks, 1) >= FIRST, _missed(ranks, 1)
    assert _share(ranks, 5) >= FIRST_FIVE, _missed(ranks, 5)


def test_titles_and_excerpts_are_text(built: Path) -> None:
    for answer in ask(built, "ja", ["nn.Linear", "import", "a<b", "class &"]):
        for item in [item for group in answer["items"] for item in group]:
            html = item["title"] + item["text"]
            for tag in ("<code>", "</code>", "<mark>", "</mark>"):
                html = html.replace(tag, "")
            assert "<" not in html
            assert ">" not in html


def _share(ranks: dict[Query, int | None], within: int) -> float:
    return sum(rank is not None and rank <= within for rank in ranks.values()) / len(ranks)


def _missed(ranks: dict[Query, int | None], within: int) -> list[str]:
    return [query.text for query, rank in ranks.items() if rank is None or rank > within]
