"""The query set and the judgement of what the search answers to it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from booksite.search.passages import Passage

_FOLDER = Path(__file__).parent
_CHAPTER = re.compile(r"(ch|l)[0-9]")

# The files with queries, and what their rows without and with `held` are called.
SETS = {
    "queries": ("tuned", "held out"),
    "second": ("second set, looked at", "second set, held out"),
    "third": ("third set", "third set"),
}
_ASK = _FOLDER / "ask.js"


@dataclass(frozen=True)
class Query:
    """A query with the places that answer it.

    Attributes:
        text: What is typed.
        locale: Language of the page on which it is typed.
        kind: What kind of query it is.
        want: Pages, or places on pages, that answer it.
        part: What it may be used for: "tuned", or figures only ("held out"), in either set.
    """

    text: str
    locale: str
    kind: str
    want: tuple[str, ...]
    part: str


def yaml_rows(name: str) -> Any:
    """Read a file of this folder."""
    return YAML(typ="safe", pure=True).load((_FOLDER / name).read_text(encoding="utf-8"))


def queries() -> list[Query]:
    """Give both sets of queries."""
    return [
        Query(row["q"], row.get("in", group), row["kind"], tuple(row["want"]), _part(name, row))
        for name in SETS
        for group, rows in yaml_rows(f"{name}.yml").items()
        for row in rows
    ]


def _part(name: str, row: dict[str, Any]) -> str:
    return SETS[name][row.get("held", False)]


def ask(site: Path, locale: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Ask the scripts of the search, without a browser, and give their answers."""
    return _asked(folder=str(site / "search"), locale=locale, texts=texts)


def tokens_of_scripts(texts: Sequence[str]) -> list[list[str]]:
    """Give the tokens that the browser's half of the search sees."""
    return _asked(locale="", texts=texts)


def _asked(**question: object) -> Any:
    node = ["node", str(_ASK)]
    answer = subprocess.run(
        node, input=json.dumps(question), capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


def shown(answer: dict[str, Any]) -> list[str]:
    """Give the addresses that a reader sees without unfolding anything, in order."""
    return [
        item["location"]
        for group in answer["items"]
        for item in group
        if item["score"] == max(item["score"] for item in group)
    ]


class Judge:
    """Knows which addresses stand for the same passage."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._anchors: dict[tuple[str, str], frozenset[str]] = {}
        for passage in passages:
            anchors = frozenset([passage.anchor, *(piece.anchor for piece in passage.pieces)])
            for anchor in anchors:
                self._anchors[passage.url, anchor] = anchors

    def rank(self, query: Query, locations: Sequence[str]) -> int | None:
        """Give the position, from 1, of the first address that answers a query."""
        return next(
            (i for i, place in enumerate(locations, 1) if self._answers(query, place)), None
        )

    def unknown(self, query: Query) -> list[str]:
        """Give what a query wants and no passage has: the query set is wrong."""
        places = [
            (_url(want.partition("#")[0], query.locale), want.partition("#")[2])
            for want in query.want
        ]
        return [f"{url}#{anchor}" for url, anchor in places if (url, anchor) not in self._anchors]

    def _answers(self, query: Query, location: str) -> bool:
        url, _, anchor = location.partition("#")
        same = self._anchors.get((url, anchor), frozenset([anchor]))
        for want in query.want:
            page, _, place = want.partition("#")
            if url == _url(page, query.locale) and (not place or place in same):
                return True
        return False


def _url(page: str, locale: str) -> str:
    root = "en/" if locale == "en" else ""
    if page == "index":
        return root
    return f"{root}{'chapters/' if _CHAPTER.match(page) else ''}{page}/"
