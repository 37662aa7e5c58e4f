"""Measures everything and writes the report: `make bench`.

Each round builds the three projects one after the other, so that a machine that is busy for a
while slows all of them. The figures in bench/results/ must come from one that does nothing else.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.measure import Cost
from bench.pages import weigh
from bench.report import write_report
from bench.serving import edits_show_after
from bench.stacks import ROOT, Stack, book, floor_site, our_site, sphinx_site, stock_site
from bench.visits import opened_browser, visit

_CASES = ("cold", "unchanged", "changed")
_EDITED = "ch05_regression"


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--copies", type=int, nargs="*", default=[10, 30])
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        write_report(ROOT, _measured(folder, options.rounds, options.copies))
    finally:
        shutil.rmtree(folder)


def _measured(folder: Path, rounds: int, copies: list[int]) -> dict[str, Any]:
    notebooks = [ROOT / "notebooks" / f"{chapter.notebook}.ipynb" for chapter in book().chapters]
    stacks = [
        stock_site(folder / "stock", notebooks),
        sphinx_site(folder / "sphinx", notebooks),
        our_site(folder / "ours"),
    ]
    builds = _builds(stacks, rounds, floor_site(folder / "floor"))
    ours = stacks[-1]
    served = [edits_show_after(ours, _EDITED, "ch05") for _ in range(rounds)]
    with opened_browser() as browser:
        pages = {
            chapter.id: {
                stack.name: _weight(
                    browser, stack, chapter.id if stack is ours else chapter.notebook
                )
                for stack in stacks
            }
            for chapter in book().chapters
        }
    return {
        "notebooks": len(notebooks),
        "rounds": rounds,
        "builds": builds,
        "edits_while_served": {
            kind: statistics.median(one[kind] for one in served) for kind in served[0]
        },
        "pages": pages,
        "growth": _growth(folder, copies, len(notebooks)),
    }


def _weight(browser: Browser, stack: Stack, notebook: str) -> dict[str, int]:
    """Weigh the page that shows a notebook."""
    page, site = stack.page(notebook), stack.site
    first = visit(browser, site, page.relative_to(site).as_posix().removesuffix("index.html"))
    return weigh(page)._asdict() | {"code": first.code, "first_visit": first.all}


def _builds(
    stacks: list[Stack], rounds: int, floor: Stack
) -> dict[str, dict[str, dict[str, float]]]:
    """Return the medians of each project and case; the floor is the same in all."""
    costs: dict[tuple[str, str], list[Cost]] = {}
    for stack in [*stacks, floor]:
        stack.build()  # modules are compiled and files are in memory from here on
    for number in range(rounds):
        for stack in stacks:
            stack.clear()
            for case in _CASES:
                if case == "changed":
                    stack.edit(_EDITED, f"in round {number}")
                costs.setdefault((stack.name, case), []).append(stack.build())
                print(f"round {number + 1}: {stack.name}, {case}: {costs[stack.name, case][-1]}")
        costs.setdefault((floor.name, "unchanged"), []).append(floor.build())
    medians: dict[str, dict[str, dict[str, float]]] = {}
    for (name, case), found in costs.items():
        medians.setdefault(name, {})[case] = _median(found)
    return medians


def _median(costs: list[Cost]) -> dict[str, float]:
    columns = zip(*costs, strict=True)
    return dict(zip(Cost._fields, map(statistics.median, columns), strict=True))


def _growth(folder: Path, copies: list[int], notebooks: int) -> dict[str, dict[str, float]]:
    """Return the cost of a cold build with the chapters several times, for each notebook."""
    found = {}
    for count in [1, *copies]:
        stack = our_site(folder / f"ours-{count}", count)
        cost = stack.build()
        shutil.rmtree(stack.folder)
        each = (part / (count * notebooks) for part in cost)
        found[str(count)] = dict(zip(Cost._fields, each, strict=True))
        print(f"{count} x {notebooks} notebooks: {cost}")
    return found


if __name__ == "__main__":
    main()
