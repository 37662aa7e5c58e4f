"""The report of the benchmark, written anew from what was measured."""

from __future__ import annotations

import json
from pathlib import Path

from bench.report import write_files
from tests.project import ROOT


def test_pages_and_plot_say_what_was_measured(tmp_path: Path) -> None:
    kept = ROOT / "bench" / "results"
    write_files(tmp_path, json.loads((kept / "build.json").read_text(encoding="utf-8")))
    written = sorted(file.name for file in tmp_path.iterdir())
    assert written == ["build.ja.md", "build.json", "build.md", "build.svg"]
    for name in written:
        assert (tmp_path / name).read_bytes() == (kept / name).read_bytes(), name
