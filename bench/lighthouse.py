"""What Lighthouse says of the built site: `make lighthouse`.

A phone on a slow network is simulated; the site is served as GitHub Pages serves it, compressed and
below the project's name. Chromium asks no other host.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.hosting import hosted
from booksite.publish.chromium import installed_chromium

_ROOT = Path(__file__).parents[1]
_PROGRAM = _ROOT / "node_modules" / ".bin" / "lighthouse"
_PAGES = ("", "chapters/ch08/", "en/", "en/chapters/ch08/")
_AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# A machine that does other things at the same time loses points now and then.
_ROUNDS = 3
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def main() -> int:
    """Print a table of the scores and give 1 where one is below its aim."""
    with hosted(_ROOT / "site") as base:
        print("page".ljust(20), *_AIMS)
        missed = 0
        for page in _PAGES:
            scores = _scores(base + page)
            print(
                (page or "home").ljust(20),
                *(str(scores[name]).ljust(len(name)) for name in _AIMS),
            )
            missed += sum(scores[name] < aim for name, aim in _AIMS.items())
    if missed:
        print(f"{missed} scores are below their aims: {_AIMS}.", file=sys.stderr)
    return min(missed, 1)


def _scores(address: str) -> dict[str, int]:
    """Return the median of each category; print what costs points."""
    reports = [_report(address) for _ in range(_ROUNDS)]
    for category, audit in sorted(set().union(*map(_failures, reports))):
        print(f"  {address}: {category}: {audit}", file=sys.stderr)
    return {
        name: round(statistics.median(100 * r["categories"][name]["score"] for r in reports))
        for name in _AIMS
    }


def _report(address: str) -> dict[str, Any]:
    browser = installed_chromium()
    finished = subprocess.run(
        [str(_PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}"],
        env=os.environ | ({"CHROME_PATH": browser} if browser else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(finished.stdout)
    return report


def _failures(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the audits that failed, but for those of speed, whose scores are no yes or no."""
    return {
        (name, report["audits"][audit["id"]]["title"])
        for name in _AIMS
        if name != "performance"
        for audit in report["categories"][name]["auditRefs"]
        if audit["weight"] and report["audits"][audit["id"]]["score"] == 0
    }


if __name__ == "__main__":
    sys.exit(main())
