"""Pictures beside a notebook; how they are shown stands in tests/golden/cells/pictures.md."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from booksite.book import load_book
from booksite.notebooks import embed_notebooks
from tests.helpers import JA, write_book
from tests.tiny import make_notebook, markdown, saved


def test_a_picture_that_was_drawn_anew_is_shown(tmp_path: Path) -> None:
    book = load_book(write_book(tmp_path))
    picture = tmp_path / "notebooks" / "images" / "a.png"
    picture.parent.mkdir(parents=True)
    shown: list[str] = []
    for color in ("red", "blue"):
        Image.new("RGB", (4, 3), color).save(picture)
        notebook = saved(tmp_path, make_notebook(markdown("a", "![面](images/a.png)")))
        embedded, _ = embed_notebooks(tmp_path, {("small", JA): notebook}, book.repository)
        shown += embedded["small", JA].fragment.assets
    assert len(set(shown)) == 2
