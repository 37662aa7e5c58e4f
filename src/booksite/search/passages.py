"""What a reader can find: a passage is what one result leads to.

A passage is a section of a page, a section of a notebook with its cells, or an entry of the data.
`sources.py` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["prose", "code", "output"]


@dataclass(frozen=True)
class Piece:
    """A part of a passage: a cell with an address of its own, or text of the passage itself.

    Attributes:
        kind: Prose, code or output.
        text: What is searched and shown.
        anchor: Its id on the page; nothing where it has none of its own.
        listings: Printed listings that it is known to correspond to.
        estimated: Printed listings that it probably corresponds to.
        strong: Words in bold: an author sets a term so where it is explained.
    """

    kind: PieceKind
    text: str
    anchor: str = ""
    listings: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """What one result leads to.

    Attributes:
        url: Address of its page from the site's root, such as ``en/chapters/ch05/``.
        page_title: Title of that page.
        anchor: Its id on the page; nothing for the page's beginning.
        title: Its heading.
        kind: What it is made from: page, section, notebook, note, or a kind of record.
        pieces: Its parts in the order of the page.
        place: Where in the book it belongs, in words: p. 171, Listing 5-16.
        about: The chapters that it is about, in words, where its page is no chapter's.
        chapter: Id of its chapter, if it stands on a chapter's page.
    """

    url: str
    page_title: str
    anchor: str
    title: str
    kind: str
    pieces: tuple[Piece, ...] = ()
    place: str = ""
    about: str = ""
    chapter: str = ""

    def text(self, kind: PieceKind) -> str:
        """Return all text of a kind."""
        return "\n".join(piece.text for piece in self.pieces if piece.kind == kind)
