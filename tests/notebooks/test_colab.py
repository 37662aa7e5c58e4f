"""Colab: the addresses that are printed in the book, and their badges."""

from __future__ import annotations

import pytest

from booksite.book.repository import Repository
from booksite.locales import Locale
from booksite.notebooks.colab import badge_markdown, colab_url
from tests.helpers import EN, JA

BOOKS = Repository(name="makaishi2/pytorch_book_info", branch="main")
MAIN = "https://colab.research.google.com/github/makaishi2/pytorch_book_info/blob/main"


@pytest.mark.parametrize(
    ("locale", "cell", "url"),
    [
        (JA, None, f"{MAIN}/notebooks/ch03_first_ml.ipynb"),
        (EN, None, f"{MAIN}/notebooks/en/ch03_first_ml.ipynb"),
        (JA, "predict", f"{MAIN}/notebooks/ch03_first_ml.ipynb#scrollTo=predict"),
        (EN, "a b/c", f"{MAIN}/notebooks/en/ch03_first_ml.ipynb#scrollTo=a%20b%2Fc"),
    ],
)
def test_url(locale: Locale, cell: str | None, url: str) -> None:
    assert colab_url(BOOKS, "ch03_first_ml", locale, cell) == url


def test_url_of_a_fork_and_branch() -> None:
    fork = Repository(name="reader/fork", branch="fix/page-81")
    assert colab_url(fork, "l01_python", JA) == (
        "https://colab.research.google.com/github/reader/fork/blob/fix/page-81"
        "/notebooks/l01_python.ipynb"
    )


@pytest.mark.parametrize(("locale", "text"), [(JA, "Colabで開く"), (EN, "Open in Colab")])
def test_badge(locale: Locale, text: str) -> None:
    badge = "https://colab.research.google.com/assets/colab-badge.svg"
    url = colab_url(BOOKS, "ch03_first_ml", locale, "predict")
    line = badge_markdown(BOOKS, "ch03_first_ml", locale, "predict")
    assert line == f"[![{text}]({badge})]({url})"
