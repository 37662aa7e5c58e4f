"""Our stylesheet in one piece, and the theme's without the rules for what no page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from booksite.publish.stylesheet import NOUNS, join_stylesheets, purge_stylesheets, purged
from tests.project import ROOT


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}", ".a{color:red}"),
        (".x{color:red}.a .x{color:red}.x>.a{color:red}", ""),
        (".a,.x:hover,p.b{margin:0 -.8rem}", ".a,p.b{margin:0 -.8rem}"),
        (".a:not(.x)>:is(.x,p){color:red}", ".a:not(.x)>:is(.x,p){color:red}"),
        ("@media (width>=9em){.a{top:0}.x{top:0}}", "@media (width>=9em){.a{top:0}}"),
        ("@media print{.x{top:0}}", ""),
        (
            "@supports (top:0){@media all{.x{top:0}.b{top:0}}}",
            "@supports (top:0){@media all{.b{top:0}}}",
        ),
        ("@keyframes x{0%{top:0}to{top:1px}}", "@keyframes x{0%{top:0}to{top:1px}}"),
        (":root{--y:url('data:,.x{}')}", ':root{--y:url("data:,.x{}")}'),
        ("[href$='.x'],p::before{content:'.x'}", '[href$=".x"],p::before{content:".x"}'),
        (r".md\:a{top:0}.a{width:calc(1px + 2px)}", r".a{width:calc(1px + 2px)}"),
    ],
)
def test_only_rules_for_unknown_classes_go(css: str, kept: str) -> None:
    assert purged(css, {"a", "b"}) == kept


def test_a_class_of_a_page_or_a_script_keeps_its_rules(tmp_path: Path) -> None:
    styles = tmp_path / "assets/stylesheets"
    styles.mkdir(parents=True)
    (styles / "main.0123abcd.min.css").write_text(".a{top:0}.b{top:0}.c{top:0}.x{top:0}", "utf-8")
    (styles / "site.css").write_text(".x{top:0}", "utf-8")
    (tmp_path / "index.html").write_text('<p class="other a">x<p class=b>', "utf-8")
    (tmp_path / "some.js").write_text("element.className = 'c'", "utf-8")
    purge_stylesheets(tmp_path / "kept", tmp_path)
    assert (styles / "main.0123abcd.min.css").read_text("utf-8") == ".a{top:0}.b{top:0}.c{top:0}"
    assert (styles / "site.css").read_text("utf-8") == ".x{top:0}"


def test_a_new_class_brings_back_its_rules(tmp_path: Path) -> None:
    styles = tmp_path / "assets/stylesheets/main.0123abcd.min.css"
    styles.parent.mkdir(parents=True)
    for classes, kept in [("a", ".a{top:0}"), ("a b", ".a{top:0}.b{top:0}"), ("a", ".a{top:0}")]:
        styles.write_text(".a{top:0}.b{top:0}", "utf-8")
        (tmp_path / "index.html").write_text(f'<p class="{classes}">x', "utf-8")
        purge_stylesheets(tmp_path / "kept", tmp_path)
        assert styles.read_text("utf-8") == kept


def test_each_file_of_our_styles_is_joined_once_in_order(tmp_path: Path) -> None:
    names = {file.stem for file in (ROOT / "overrides/assets/stylesheets/site").iterdir()}
    assert sorted(NOUNS) == sorted(names)
    folder = tmp_path / "assets/stylesheets/site"
    folder.mkdir(parents=True)
    for noun in reversed(NOUNS):
        (folder / f"{noun}.css").write_text(f".{noun}{{top:0}}\n", "utf-8")
    join_stylesheets(tmp_path)
    joined = folder.with_suffix(".css").read_text("utf-8")
    assert re.findall(r"\w+(?=\{)", joined) == list(NOUNS)
    assert not folder.exists()
