"""Builds the bilingual companion site of a textbook.

One direction: sources → typed records → HTML. The rooms, each with a sentence and a face of its own
in its `__init__`; a room uses only those below it, which `make test` holds:

    cli                      one subcommand a task
    mkdocs_adapter   desk    MkDocs            | what maintainers do
    publish        search    beside the pages  | what the search finds
    pages                    docs/*/*.md, parts made from data, the whole site before it is HTML
    notebooks                notebooks/*.ipynb to pieces of pages; running them
    book           markup    data/*.yml        | pieces of HTML
    locales                  languages and words
    cache, processes, files, errors   the ground
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from booksite.desk import check_sources
    from booksite.errors import BooksiteError
    from booksite.pages import Dialect, Place, Site, load_site, render_page
    from booksite.publish import Publication

# The face of the whole, for whoever builds the site by another tool than MkDocs.
__all__ = [
    "BooksiteError",
    "Dialect",
    "Place",
    "Publication",
    "Site",
    "check_sources",
    "load_site",
    "render_page",
]

_ROOMS = ("errors", "pages", "publish", "desk")


def __getattr__(name: str) -> Any:
    """Return a name of the face; loaded when asked for, as most commands need little of it."""
    if name not in __all__:
        raise AttributeError(f"module 'booksite' has no attribute '{name}'")
    rooms = (import_module(f"booksite.{room}") for room in _ROOMS)
    return next(getattr(room, name) for room in rooms if hasattr(room, name))
