"""Links of Markdown cells: written as GitHub follows them, they lead to pages of the site."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from booksite.locales import Locale
from booksite.markup import PAGE_SCHEME, Heading, MarkdownError

_OWN = re.compile(rf'"{PAGE_SCHEME}:#([^"]*)"')
_HOST = re.compile(r"[\w.-]+(?::\d+)?")
_FORMS = (
    "https://…, `#cell`, or a way from this notebook, "
    "as in `ch03_first_ml.ipynb#gradient` or `{}errata.md`"
)


@dataclass(frozen=True)
class CellLink:
    """A link of a cell.

    Attributes:
        cell: Id of the cell.
        target: Where it leads, as its author wrote it.
        page: Name of a notebook, or path of a page such as `errata.md`; nothing for the notebook's
            own page, None for what is outside of the site.
        anchor: The place on that page.
    """

    cell: str
    target: str
    page: str | None
    anchor: str = ""

    @property
    def address(self) -> str:
        """What stands in the HTML of a cell, until its place is known."""
        if self.page is None:
            return self.target
        place = f"#{self.anchor}" if self.anchor or not self.page else ""
        return f"{PAGE_SCHEME}:{self.page}{place}"


def read_link(cell: str, target: str, locale: Locale, notebooks: Collection[str]) -> CellLink:
    """Return a link of a cell.

    Args:
        cell: Id of the cell.
        target: Where it leads, as its author wrote it.
        locale: Language of the notebook.
        notebooks: Names of the notebooks that may be linked to.

    Raises:
        MarkdownError: It leads nowhere.
    """
    folder, docs = f"notebooks/{locale.folder}", f"docs/{locale}/"
    try:
        url = urlsplit(target)
    except ValueError:
        raise _unknown(target, folder, docs) from None
    is_site = url.scheme in ("http", "https") and _HOST.fullmatch(url.netloc)
    if is_site or (url.scheme == "mailto" and url.path):
        return CellLink(cell, target, None)
    path, anchor = unquote(url.path), unquote(url.fragment)
    if url.scheme or url.netloc or url.query or not target or path.startswith("/"):
        raise _unknown(target, folder, docs)
    file = normpath(join(folder, path)) if path else ""
    if file.endswith(".ipynb"):
        return CellLink(cell, target, _notebook(target, file, folder, notebooks), anchor)
    if file.startswith("docs/") and file.endswith(".md"):
        if not file.startswith(docs):
            expected = "a page in the language of this notebook"
            raise MarkdownError(expected, repr(target), f"Lead to its twin below {docs}.")
        return CellLink(cell, target, file.removeprefix(docs), anchor)
    if file:
        raise _unknown(target, folder, docs)
    return CellLink(cell, target, "", anchor)


def _unknown(target: str, folder: str, docs: str) -> MarkdownError:
    expected = _FORMS.format(relpath(docs, folder) + "/")
    return MarkdownError(expected, repr(unquote(target)), "Correct it.")


def _notebook(target: str, file: str, folder: str, notebooks: Collection[str]) -> str:
    name = basename(file).removesuffix(".ipynb")
    if file == f"{folder}{name}.ipynb" and name in notebooks:
        return name
    near = difflib.get_close_matches(name, notebooks, 1)
    remedy = f"Did you mean {near[0]}.ipynb?" if near else "Correct the file name."
    expected = "a link to a notebook of this book and language, such as ch03_first_ml.ipynb"
    raise MarkdownError(expected, repr(unquote(target)), remedy)


def own_places(headings: Sequence[Heading]) -> Mapping[str, str]:
    """Return the ids of headings by the names under which GitHub and Jupyter know them."""
    places: dict[str, str] = {}
    for heading in headings:
        title = heading.title.strip()
        places.setdefault(title.replace(" ", "-"), heading.id)
        places.setdefault(re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-"), heading.id)
    return places


def with_own_places(html: str, places: Mapping[str, str]) -> Markup:
    """Return HTML with the real places of links within its own page."""
    return Markup(_OWN.sub(lambda match: f'"#{places.get(unquote(match[1]), match[1])}"', html))
