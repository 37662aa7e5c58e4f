"""The repository: addresses on GitHub, and forks."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from booksite.book.repository import Repository
from booksite.errors import BooksiteError

BOOKS = Repository(name="makaishi2/pytorch_book_info", branch="main")
GITHUB = "https://github.com/makaishi2/pytorch_book_info"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (BOOKS.url, GITHUB),
        (BOOKS.site_url, "https://makaishi2.github.io/pytorch_book_info/"),
        (
            Repository(name=BOOKS.name, branch="next").raw_url("notebooks/a b.py"),
            "https://raw.githubusercontent.com/makaishi2/pytorch_book_info/next/notebooks/a%20b.py",
        ),
        (BOOKS.issue_url(), f"{GITHUB}/issues/new/choose"),
        (
            BOOKS.issue_url("erratum.yml", title="p.81", chapter="2章"),
            f"{GITHUB}/issues/new?template=erratum.yml&title=p.81&chapter=2%E7%AB%A0",
        ),
        # The host is always lower case; the repository of a user's main page has no folder.
        (Repository(name="Reader/Fork", branch="main").site_url, "https://reader.github.io/Fork/"),
        (
            Repository(name="Reader/reader.github.io", branch="main").site_url,
            "https://reader.github.io/",
        ),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert address == expected


def test_a_fork_links_to_itself() -> None:
    fork = BOOKS.model_copy(update={"branch": "dev"}).for_environment(
        {"GITHUB_REPOSITORY": "reader/fork"}
    )
    assert (fork.name, fork.branch) == ("reader/fork", "dev")


@pytest.mark.parametrize("environ", [{}, {"GITHUB_REPOSITORY": ""}])
def test_outside_github_the_data_counts(environ: dict[str, str]) -> None:
    assert BOOKS.for_environment(environ) == BOOKS


def test_wrong_environment() -> None:
    with pytest.raises(BooksiteError) as error:
        BOOKS.for_environment({"GITHUB_REPOSITORY": "fork"})
    assert str(error.value) == (
        "GITHUB_REPOSITORY: expected owner and name of a repository, such as"
        " 'makaishi2/pytorch_book_info', but received 'fork'. Correct the variable or unset it."
    )


@pytest.mark.parametrize("name", ["fork", "a/b/c", "https://github.com/a/b", "a b/c", ""])
def test_wrong_name(name: str) -> None:
    with pytest.raises(ValidationError, match="owner and name of a repository"):
        Repository(name=name, branch="main")
