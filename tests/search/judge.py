"""The query set and the judgement of what the search answers to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from ruamel.yaml import YAML

from booksite.search.passages import Passage

_FOLDER = Path(__file__).parent

# Asks the worker as the theme's dialog does, and waits until the texts are indexed too.
_ASK = """
async ([url, queries]) => {
  const worker = new Worker(url)
  const next = () => new Promise(resolve =>
    worker.addEventListener("message", ({ data }) => resolve(data), { once: true }))
  const ready = next()
  worker.postMessage({ type: 0, data: { config: {}, docs: [] } })
  await ready
  const answers = []
  for (const query of queries) {
    worker.postMessage({ type: 2, data: query })
    let answer = await next()
    while (answer.data.complete === false) answer = await next()
    answers.push(answer.data)
  }
  worker.terminate()
  return answers
}
"""


@dataclass(frozen=True)
class Query:
    """A query with the places that answer it.

    Attributes:
        text: What is typed.
        locale: Language of the page on which it is typed.
        kind: What kind of query it is.
        want: Pages, or places on pages, that answer it.
        held: Whether it was kept aside while the ranking was tuned.
    """

    text: str
    locale: str
    kind: str
    want: tuple[str, ...]
    held: bool


def yaml_rows(name: str) -> Any:
    """Read a file of this folder."""
    return YAML(typ="safe", pure=True).load((_FOLDER / name).read_text(encoding="utf-8"))


def queries() -> list[Query]:
    """Give the query set."""
    return [
        Query(
            row["q"], row.get("in", group), row["kind"], tuple(row["want"]), row.get("held", False)
        )
        for group, rows in yaml_rows("queries.yml").items()
        for row in rows
    ]


def ask(page: Page, base_url: str, locale: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Ask the built site's worker and give its answers."""
    url = f"{base_url}assets/javascripts/search/worker.js?{locale}"
    answers: list[dict[str, Any]] = page.evaluate(_ASK, [url, list(texts)])
    return answers


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
        self._complete: set[str] = set()
        for passage in passages:
            if passage.kind == "notebook" or not passage.chapter:
                self._complete.add(passage.url)
            anchors = frozenset([passage.anchor, *(piece.anchor for piece in passage.pieces)])
            for anchor in anchors:
                self._anchors[passage.url, anchor] = anchors

    def rank(self, query: Query, locations: Sequence[str]) -> int | None:
        """Give the position, from 1, of the first address that answers a query."""
        return next(
            (i for i, place in enumerate(locations, 1) if self._answers(query, place)), None
        )

    def answerable(self, query: Query) -> bool:
        """Tell whether all wanted pages are complete: notebooks may be on their way."""
        pages = {_url(want.partition("#")[0], query.locale) for want in query.want}
        return pages <= self._complete

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
    return f"{root}chapters/{page}/" if page[:2] == "ch" or page[1:].isdigit() else f"{root}{page}/"
