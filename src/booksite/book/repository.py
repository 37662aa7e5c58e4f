"""Addresses inside the GitHub repository that holds the sources of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, urlencode

from pydantic import StringConstraints, ValidationError

from booksite.book.fields import Expected, Record
from booksite.errors import BooksiteError

RepositoryName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$"),
    Expected("owner and name of a repository, such as 'makaishi2/pytorch_book_info'"),
]
BranchName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$"),
    Expected("the name of a branch, such as main"),
]


class Repository(Record):
    """The GitHub repository of the site, by owner/name and branch."""

    name: RepositoryName
    branch: BranchName

    def for_environment(self, environ: Mapping[str, str]) -> Repository:
        """Return the repository that GitHub Actions builds, so that forks link to themselves.

        Args:
            environ: Usually `os.environ`; `GITHUB_REPOSITORY` counts where it is set.

        Raises:
            BooksiteError: `GITHUB_REPOSITORY` is not of the form owner/name.
        """
        name = environ.get("GITHUB_REPOSITORY")
        if not name:
            return self
        try:
            return Repository(name=name, branch=self.branch)
        except ValidationError:
            raise BooksiteError(
                "GITHUB_REPOSITORY: expected owner and name of a repository, such as "
                f"'{self.name}', but received {name!r}. Correct the variable or unset it."
            ) from None

    @property
    def owner(self) -> str:
        """The part before the slash."""
        return self.name.partition("/")[0]

    @property
    def url(self) -> str:
        """The front page of the repository."""
        return f"https://github.com/{self.name}"

    @property
    def site_url(self) -> str:
        """The root of the published site, with a slash at the end."""
        project = self.name.partition("/")[2]
        host = f"{self.owner.lower()}.github.io"
        return f"https://{host}/" if project.lower() == host else f"https://{host}/{project}/"

    def raw_url(self, path: str) -> str:
        """The content of a file itself, by its path from the root."""
        return f"https://raw.githubusercontent.com/{self.name}/{quote(self.branch)}/{quote(path)}"

    def issue_url(self, template: str | None = None, **fields: str) -> str:
        """The page that opens a new issue: the choice of forms, or one form with filled fields.

        Args:
            template: File name of an issue form, such as `erratum.yml`.
            **fields: Values for the fields of the form by their ids, and `title`.
        """
        if template is None:
            return f"{self.url}/issues/new/choose"
        return f"{self.url}/issues/new?{urlencode({'template': template, **fields})}"
