"""Faults of mkdocs.yml and of templates, told by the check without a build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from booksite.mkdocs_adapter import settings_faults
from tests.project import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    # What mkdocs.yml names must be there.
    for folder in ("docs", "overrides", "data", "notebooks"):
        (tmp_path / folder).mkdir()
    for room in ("notebooks", "pages"):
        (tmp_path / "src/booksite" / room / "templates").mkdir(parents=True)
    for template in ("home.html", "main.html", "503.html"):
        shutil.copy(ROOT / "overrides" / template, tmp_path / "overrides")
    shutil.copytree(ROOT / "overrides/partials", tmp_path / "overrides/partials")
    return tmp_path


def test_the_project_has_none(project: Path) -> None:
    assert settings_faults(project) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("mkdocs.yml", "site_dir: site", "site_dir：site", "received the full-width colon"),
        ("mkdocs.yml", "site_dir: site", "site_dir:site", "a blank behind the colon"),
        ("mkdocs.yml", "  - booksite\n", "", "expected the plugin booksite in `plugins:`"),
        ("mkdocs.yml", "  - booksite\n", "  - boksite\n", "expected the plugin booksite"),
        ("mkdocs.yml", "  - search\n", "  - serch\n", "expected the plugin search"),
        ("mkdocs.yml", "name: material", "name: materal", "in 'theme'"),
        ("mkdocs.yml", "site_dir:", "site_dri:", "in 'site_dri'"),
        ("mkdocs.yml", "docs_dir: docs", "docs_dir: doc", "in 'docs_dir'"),
        ("mkdocs.yml", "[503.html]", "[504.html]", "received '504.html'"),
        ("overrides/home.html", "main.html", "mian.html", "received 'mian.html'"),
        ("overrides/home.html", "{% endblock %}", "{% endblok %}", "a template of Jinja"),
        ("overrides/home.html", "{% endfor %}", "{% endfor }", "a template of Jinja"),
        ("overrides/home.html", "{% extends", "<<<<<<< ours\n{% extends", "merge-conflict"),
    ],
)
def test_faults_are_named(project: Path, file: str, old: str, new: str, named: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    told = list(map(str, settings_faults(project)))
    assert [one for one in told if one.startswith(f"{file}:") and named in one], told
