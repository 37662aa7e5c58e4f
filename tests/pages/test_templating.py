"""A mistake in a template of a part is a fault with its line, no traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from booksite.book.loading import load_book
from booksite.errors import FaultsError
from booksite.pages import templating
from booksite.pages.place import Place
from booksite.pages.site import Site
from tests.helpers import EN, write_book

FOLDER = "src/booksite/pages/templates/"
FILLED = "expected what a record has, or a key of src/booksite/locales/en.yml, but received"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of templates."""
    monkeypatch.setattr(templating, "_TEMPLATES", tmp_path)
    templating.part_templates.cache_clear()
    yield tmp_path
    templating.part_templates.cache_clear()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (None, "videos.html.j2: expected a template, but received no such file. Write it."),
        (
            "<p>\n{% endfor %}",
            "videos.html.j2:2: expected a template's syntax, but received Encountered unknown tag"
            " 'endfor'. Correct this line.",
        ),
        (
            '<p>\n{{ t("menu") }}\n{{ t("no_such_word") }}',
            f"videos.html.j2:3: {FILLED} 'no_such_word'. Correct this line.",
        ),
        (
            "<p>\n\n\n{{ book.errata[0].uri }}",
            f"videos.html.j2:4: {FILLED} 'booksite.book.errata.Erratum object' has no attribute"
            " 'uri'. Correct this line.",
        ),
        (
            '{% include "other.html.j2" %}',
            "other.html.j2: expected a template, but received no such file. Write it.",
        ),
    ],
    ids=["no file", "syntax", "a word", "a field", "another's file"],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, templates: Path, template: str | None, message: str
) -> None:
    if template is not None:
        (templates / "videos.html.j2").write_text(template, encoding="utf-8")
    book = load_book(write_book(tmp_path))
    place = Place(Site(book, book.repository, (), {}), EN, "videos/")
    with pytest.raises(FaultsError) as caught:
        templating.render_part("videos", place)
    assert list(map(str, caught.value.faults)) == [FOLDER + message]
