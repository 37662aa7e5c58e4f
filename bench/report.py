"""Writes what was measured to results/: JSON, a page with a table in both languages, a plot."""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.stacks import OTHERS

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-jupyter", "sphinx", "myst-nb")
_VERSIONS = (
    "import importlib.metadata as m, json, sys;"
    "print(json.dumps({name: m.version(name) for name in sys.argv[1:]}))"
)
_NAMES = {"stock": "MkDocs + mkdocs-jupyter", "sphinx": "Sphinx + myst-nb", "ours": None}
_WORDS = {
    "ja": {
        "heading": "# 構築とページ、測った値",
        "intro": "このサイトと、よく使われるほかの2つのしくみとで、同じノートブックから作った"
        "ページと構築時間を比べました。初回転送量は、Chromiumでスクロールせずに開いたときの圧縮後の量で、"
        "ほかのサイトから読み込むMathJaxも数えます。`make bench`で測り直せます。",
        "ours": "このサイト（2言語）",
        "what": "測ったもの",
        "cold": "最初の構築",
        "unchanged": "変更なし",
        "changed": "1冊変更",
        "memory": "最大メモリ",
        "html": "章のHTML（中央値）",
        "visit": "最も長い章の初回転送量",
        "elements": "その要素数",
        "page": "ページ",
        "datum": "データの1項目",
        "notebook": "ノートブック",
        "ratios": "Sphinxとの時間の比は、最初の構築が{cold:.2f}、1冊変更が{changed:.2f}です"
        "（目標は0.5まで）。",
        "edits": "表示中に編集してから見えるまでの時間は、{edits}です（目標は1秒まで）。",
        "edit": "{kind}が{seconds:.1f}秒",
        "floor": "同じページを、MkDocsとそのテーマだけで作る時間は{seconds:.1f}秒です。"
        "MkDocsでの構築がこれより速くなることはありません。",
        "note": "{date}、{machine}。{rounds}回の中央値、ノートブック{notebooks}冊。{versions}。",
        "alt": "棒グラフ。構築時間、HTML、初回転送量を3つの方式で比べている。値は上の表と同じ",
    },
    "en": {
        "heading": "# Builds and pages, measured",
        "intro": "The same notebooks, made into pages by this site and by two widely used tools. "
        "A first visit is what Chromium loads without scrolling, compressed; MathJax counts too, "
        "where a page takes it from another site. `make bench` measures again.",
        "ours": "This site (2 languages)",
        "what": "Measured",
        "cold": "First build",
        "unchanged": "Nothing changed",
        "changed": "One notebook changed",
        "memory": "Peak memory",
        "html": "HTML of a chapter (median)",
        "visit": "First visit to the longest chapter",
        "elements": "Its elements",
        "page": "a page",
        "datum": "a datum",
        "notebook": "a notebook",
        "ratios": "Beside Sphinx, a first build takes {cold:.2f} of the time, one changed notebook "
        "{changed:.2f} (aim: at most 0.5).",
        "edits": "While serving, edits show after: {edits} (aim: at most 1 s).",
        "edit": "{kind} {seconds:.1f} s",
        "floor": "MkDocs and its theme alone need {seconds:.1f} s for the same pages; "
        "no build by MkDocs can be faster.",
        "note": "{date}, {machine}. Medians of {rounds} runs, {notebooks} notebooks. {versions}.",
        "alt": "Bar chart comparing build time, HTML and first visit of three stacks; "
        "the values are those of the table above",
    },
}


def write_report(root: Path, measured: dict[str, Any]) -> None:
    """Write the report with the machine and the versions of the day.

    Args:
        root: The project's root.
        measured: What `bench` found.
    """
    facts = {
        "date": datetime.date.today().isoformat(),
        "machine": _machine(),
        "versions": _versions(),
    }
    write_files(root / "bench" / "results", facts | measured)
    print(_aims(measured, _WORDS["en"]))


def write_files(folder: Path, measured: dict[str, Any]) -> None:
    """Write all files of the report.

    Args:
        folder: Where they go.
        measured: What `bench` found, with date, machine and versions.
    """
    (folder / "build.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    (folder / "build.svg").write_text(_plot(measured), encoding="utf-8")
    for locale, name in (("en", "build.md"), ("ja", "build.ja.md")):
        (folder / name).write_text(_page(measured, locale), encoding="utf-8")


def _machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {"cores": os.cpu_count(), "memory_gb": round(memory), "system": platform.system()}


def _versions() -> dict[str, str]:
    said = subprocess.run(
        [str(OTHERS), "-c", _VERSIONS, *_PACKAGES], capture_output=True, text=True, check=True
    )
    return {"python": platform.python_version(), **json.loads(said.stdout)}


def _rows(measured: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return the value of each row for each project."""
    builds, pages = measured["builds"], measured["pages"]
    longest = max(pages.values(), key=lambda page: page["stock"]["elements"])

    def each(value: Callable[[str], float]) -> dict[str, float]:
        return {name: value(name) for name in _NAMES}

    return {
        "cold": each(lambda name: builds[name]["cold"]["wall"]),
        "unchanged": each(lambda name: builds[name]["unchanged"]["wall"]),
        "changed": each(lambda name: builds[name]["changed"]["wall"]),
        "memory": each(lambda name: builds[name]["cold"]["memory"]),
        "html": each(lambda name: statistics.median(page[name]["html"] for page in pages.values())),
        "visit": each(lambda name: longest[name]["first_visit"]),
        "elements": each(lambda name: longest[name]["elements"]),
    }


def _shown(row: str, value: float) -> str:
    if row in ("html", "visit"):
        return f"{value / 1000:,.0f} kB"
    units = {"memory": f"{value:,.0f} MB", "elements": f"{value:,.0f}"}
    return units.get(row, f"{value:.1f} s")


def _page(measured: dict[str, Any], locale: str) -> str:
    words = _WORDS[locale]
    names = [name or words["ours"] for name in _NAMES.values()]
    lines = [words["heading"], "", words["intro"], ""]
    lines += [f"| {words['what']} | {' | '.join(names)} |", "| --- | --- | --- | --- |"]
    for row, values in _rows(measured).items():
        cells = " | ".join(_shown(row, value) for value in values.values())
        lines.append(f"| {words[row]} | {cells} |")
    note = words["note"].format(
        date=measured["date"],
        machine=_machine_words(measured["machine"], locale),
        rounds=measured["rounds"],
        notebooks=measured["notebooks"],
        versions=", ".join(f"{name} {version}" for name, version in measured["versions"].items()),
    )
    figure = f"![{words['alt']}](build.svg)"
    return "\n".join([*lines, "", _aims(measured, words), "", note, "", figure, ""])


def _aims(measured: dict[str, Any], words: Mapping[str, str]) -> str:
    """Say how far what we aim at is reached."""
    builds = {
        name: {case: cost["wall"] for case, cost in cases.items()}
        for name, cases in measured["builds"].items()
    }
    ratios = {case: builds["ours"][case] / builds["sphinx"][case] for case in ("cold", "changed")}
    edits = ", ".join(
        words["edit"].format(kind=words[kind], seconds=seconds)
        for kind, seconds in measured["edits_while_served"].items()
    )
    floor = words["floor"].format(seconds=builds["floor"]["unchanged"])
    return "\n".join([words["ratios"].format(**ratios), words["edits"].format(edits=edits), floor])


def _machine_words(machine: dict[str, Any], locale: str) -> str:
    if locale == "ja":
        return "{system}、{cores}コア、メモリ{memory_gb} GB".format(**machine)
    return "{system}, {cores} cores, {memory_gb} GB of memory".format(**machine)


_BARS = ("cold", "changed", "html", "visit")
_COLORS = {"stock": "#9aa0c4", "sphinx": "#5a6080", "ours": "#b3400f"}


def _plot(measured: dict[str, Any]) -> str:
    """Draw bars as shares of the stock stack's value."""
    rows = _rows(measured)
    shapes = []
    y = 14
    for row in _BARS:
        shapes.append(f'<text x="8" y="{y + 14}" font-weight="700">{_WORDS["en"][row]}</text>')
        y += 24
        for name, value in rows[row].items():
            width = max(2, round(360 * value / max(rows[row].values())))
            shapes.append(
                f'<rect x="190" y="{y}" width="{width}" height="14" fill="{_COLORS[name]}"/>'
            )
            label = _NAMES[name] or _WORDS["en"]["ours"]
            shapes.append(f'<text x="182" y="{y + 12}" text-anchor="end">{label}</text>')
            shapes.append(f'<text x="{198 + width}" y="{y + 12}">{_shown(row, value)}</text>')
            y += 19
        y += 12
    body = "\n".join(shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{y}" '
        f'viewBox="0 0 640 {y}" font-family="sans-serif" font-size="12" fill="#26306f">\n'
        f'<rect width="640" height="{y}" fill="#fff"/>\n{body}\n</svg>\n'
    )
