"""A fork's site knows its own address, and an odd title in it is plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.helpers import head_of
from tests.project import copy_sources, repository, run_booksite

# What else would be a danger in a page, the check refuses.
ODD = "A & B's {{ x }} &lt;b&gt; 100%"


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a fork, one page of which has an odd title."""
    folder = copy_sources(tmp_path_factory.mktemp("fork"))
    page = folder / "docs/en/changes.md"
    _, front, text = page.read_text(encoding="utf-8").split("---", 2)
    front = yaml.safe_dump(yaml.safe_load(front) | {"title": ODD, "description": ODD})
    page.write_text(f"---\n{front}---\n{text}", encoding="utf-8")
    finished = run_booksite(folder, "build", GITHUB_REPOSITORY="someone/fork")
    assert finished.returncode == 0, finished.stderr
    return folder / "site"


def test_it_links_to_itself(fork: Path) -> None:
    branch = repository().branch
    page = (fork / "chapters/ch05/index.html").read_text(encoding="utf-8")
    assert f"colab.research.google.com/github/someone/fork/blob/{branch}/notebooks/ch05_" in page
    assert f"github.com/someone/fork/edit/{branch}/docs/ja/chapters/ch05.md" in page
    assert "https://someone.github.io/fork/chapters/ch05/" in page
    assert f"{repository().name}/blob" not in page


def test_it_shares_its_own_address_and_plain_text(fork: Path) -> None:
    told = head_of(fork / "en/changes/index.html")
    assert told["og:title"] == told["og:description"] == ODD
    assert told["og:image"] == "https://someone.github.io/fork/assets/cards/en/changes.png"
    assert told["hreflang ja"] == "https://someone.github.io/fork/changes/"


def test_its_notebooks_for_the_download_open_the_fork(fork: Path) -> None:
    files = list((fork / "notebooks").rglob("*.ipynb"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "colab.research.google.com/github/someone/fork/blob/" in text
        assert f"{repository().name}/" not in text
