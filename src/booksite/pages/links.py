"""Whether the links and pictures of pages lead somewhere."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from booksite.errors import Fault
from booksite.notebooks import EmbeddedNotebook
from booksite.pages.seen import Link, Seen
from booksite.pages.source import MarkdownPage

# Gives the anchors of the parts of a page; None where they are not known for other faults.
PartAnchors = Callable[[MarkdownPage], Collection[str] | None]


def link_faults(
    root: Path,
    pages: Collection[MarkdownPage],
    seen: Mapping[MarkdownPage, Seen],
    part_anchors: PartAnchors,
    notebooks: Mapping[MarkdownPage, EmbeddedNotebook],
) -> Iterator[Fault]:
    """Yield a fault for each link that leads nowhere, and each file to which none leads.

    Args:
        root: The project's root.
        pages: All pages; one that stands for a missing translation is only a target.
        seen: What each page holds.
        part_anchors: Gives the anchors of the parts of a page.
        notebooks: What stands on the pages of chapters.
    """
    check = _Check(root, pages, seen, part_anchors, notebooks)
    for page in pages:
        if not page.stands_in:
            yield from check.faults(page)
            yield from check.cell_faults(page)
    for file in sorted((root / "docs").rglob("*")):
        name = file.relative_to(root).as_posix()
        # Hidden files are not published.
        published = file.is_file() and file.suffix != ".md" and "/." not in name
        if published and name not in check.used:
            yield Fault(name, 0, "a page that shows this file", "none", "Show or remove it.")


class _Check:
    def __init__(
        self,
        root: Path,
        pages: Collection[MarkdownPage],
        seen: Mapping[MarkdownPage, Seen],
        part_anchors: PartAnchors,
        notebooks: Mapping[MarkdownPage, EmbeddedNotebook],
    ) -> None:
        self.used: set[str] = set()
        self._notebooks = notebooks
        self._by_notebook = {
            (one.notebook.name, page.locale.root): page for page, one in notebooks.items()
        }
        self._root, self._seen, self._part_anchors = root, seen, part_anchors
        self._by_file = {
            f"docs/{page.locale.root}{page.path}" if page.stands_in else page.file: page
            for page in pages
        }
        self._by_address = {page.locale.root + page.address: page for page in pages}

    def faults(self, page: MarkdownPage) -> Iterator[Fault]:
        counts = Counter[str]()
        for link in self._seen[page].links:
            counts[link.target] += 1
            for expected, came, remedy in self._link_faults(page, link):
                line = page.line_with(link.target, counts[link.target])
                yield Fault(page.file, line, expected, came, remedy)
        for anchor in {*self._seen[page].ids} & {*(self._part_anchors(page) or ())}:
            expected = "an id that no part of the page has"
            line = page.line_with(anchor)
            yield Fault(page.file, line, expected, f"'{anchor}'", "Choose another id.")
        hero = page.says.get("hero")
        for action in hero.get("actions") or () if isinstance(hero, dict) else ():
            yield from self._action_faults(page, str(action.get("page", "")))

    def cell_faults(self, page: MarkdownPage) -> Iterator[Fault]:
        """Yield the links of a page's notebook to anchors that are not there."""
        embedded = self._notebooks.get(page)
        for link in embedded.fragment.links if embedded else ():
            root = page.locale.root
            target = self._by_notebook.get((link.page or "", root)) if link.page else page
            target = target or self._by_file.get(f"docs/{page.locale}/{link.page}")
            if embedded and link.page is not None and target:
                written = Link(unquote(link.target))
                for fault in self._anchor_faults(target, written, link.anchor):
                    yield embedded.notebook.fault(link.cell, *fault)

    def _link_faults(self, page: MarkdownPage, link: Link) -> Iterator[tuple[str, str, str]]:
        url = urlsplit(link.target)
        if url.scheme in ("http", "https") and url.netloc:
            if link.picture:
                remedy = "Put the picture into docs/assets/."
                yield "a picture of this site, which asks no other one", link.target, remedy
        elif url.scheme == "mailto":
            return
        elif url.scheme or not link.target or link.target.startswith("/"):
            expected = "https://…, or a way from this file, as in `../faq.md#f-all-1`"
            yield expected, repr(link.target), "Correct it."
        else:
            yield from self._way_faults(page, link, unquote(url.path), unquote(url.fragment))

    def _way_faults(
        self, page: MarkdownPage, link: Link, path: str, anchor: str
    ) -> Iterator[tuple[str, str, str]]:
        if link.raw and path:
            here = normpath(join(page.locale.root + page.address, path))
            target = self._by_address.get(f"{here}/".removeprefix("./"))
            file = f"docs/{here}"
        else:
            file = normpath(join(dirname(page.file), path)) if path else page.file
            target = self._by_file.get(file)
        if target and target.locale.root != page.locale.root:
            yield "a page of the same language", repr(link.target), "Lead to its twin."
        elif target:
            yield from self._anchor_faults(target, link, anchor)
        elif file.startswith("docs/") and (self._root / file).is_file():
            self.used.add(file)
        else:
            near = self._nearest(page, path)
            remedy = f"Did you mean '{near}'?" if near else "Correct it."
            kind = "a picture" if link.picture else "a page or a file"
            yield f"{kind} that exists", repr(link.target), remedy

    def _anchor_faults(
        self, target: MarkdownPage, link: Link, anchor: str
    ) -> Iterator[tuple[str, str, str]]:
        # The title of every page is its top.
        known = {"", "top", *self._seen[target].ids}
        if anchor in known:
            return
        of_parts = self._part_anchors(target)
        if of_parts is None or anchor in of_parts:
            return
        near = difflib.get_close_matches(anchor, [*known, *of_parts], 1)
        remedy = f"Did you mean '#{near[0]}'?" if near else "Correct it."
        yield f"an id that stands on {target.file}", repr(link.target), remedy

    def _action_faults(self, page: MarkdownPage, address: str) -> Iterator[Fault]:
        root = page.locale.root
        known = [at.removeprefix(root) for at in self._by_address if at.startswith(root)]
        if urlsplit(address).path not in known:
            near = difflib.get_close_matches(address, known, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Correct it."
            expected = "the address of a page, such as chapters/ch03/"
            yield Fault(page.file, page.line_with(address), expected, repr(address), remedy)

    def _nearest(self, page: MarkdownPage, path: str) -> str:
        files = [
            name.relative_to(self._root).as_posix()
            for name in self._root.glob("docs/assets/**/*.*")
        ]
        ways = [relpath(file, dirname(page.file)) for file in (*self._by_file, *files)]
        return next(iter(difflib.get_close_matches(path, ways, 1)), "")
