"""Pictures in Markdown cells: attached to the cell, or files beside the notebook."""

from __future__ import annotations

import base64
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join, normpath, relpath
from urllib.parse import unquote

from markupsafe import Markup
from nbformat import NotebookNode

from booksite.notebooks.images import ImageFiles
from booksite.notebooks.markdown import CellError
from booksite.notebooks.notebook import Notebook, picture_files

_FOLDER = "notebooks/"
_ATTACHED = "attachment:"
_DATA = re.compile(r"data:(?P<mime>image/[\w.+-]+);base64,(?P<data>.*)", re.DOTALL)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/")
_SVG = "image/svg+xml"


@dataclass
class CellPictures:
    """The pictures of one Markdown cell.

    Attributes:
        notebook: Its notebook.
        cell: The cell.
        files: Takes the pictures, which become files of the site.
    """

    notebook: Notebook
    cell: NotebookNode
    files: ImageFiles

    def show(self, target: str, attributes: Mapping[str, str], *, linked: bool) -> Markup:
        """Return a picture.

        Args:
            target: Where it stands, as its author wrote it.
            attributes: `alt`, and the size and the title that it may have.
            linked: Whether it stands in a link, and so opens no other one.

        Raises:
            CellError: It is asked from another host, not there, damaged, or nothing is said of it.
        """
        mime, data = self._found(target)
        if "alt" not in attributes:
            raise CellError(
                "words for who cannot see the picture, as in `![A parabola](images/a.svg)`",
                f"{unquote(target)[:60]} without any",
                "Say what it shows.",
            )
        try:
            if mime == _SVG:
                drawing = _drawing(data)
                return self.files.add_svg(drawing, attributes["alt"], attributes, opens=not linked)
            return self.files.add(data, attributes["alt"], attributes, opens=not linked)
        except CellError as error:
            came = f"{error.came} ({unquote(target)[:60]})"
            remedy = "Replace it, or correct what is said of it."
            raise CellError(error.expected, came, remedy) from None

    def _found(self, target: str) -> tuple[str, str]:
        """Return the type of a picture, as far as it matters, and its bytes in base64."""
        if target.startswith(_ATTACHED):
            return self._attached(unquote(target.removeprefix(_ATTACHED)))
        if data := _DATA.match(target):
            return data["mime"], data["data"]
        if _ELSEWHERE.match(target) or not target:
            raise CellError(
                "a picture of this site, which asks no other one",
                repr(unquote(target)[:60]),
                f"Put it into {_FOLDER}images/ or attach it to the cell; mind whose it is.",
            )
        return self._beside(unquote(target.split("#")[0].split("?")[0]), target)

    def _attached(self, name: str) -> tuple[str, str]:
        attached = {key: one for key, one in self.cell.get("attachments", {}).items() if one}
        if name not in attached:
            near = difflib.get_close_matches(name, attached, 1)
            remedy = f"Did you mean '{_ATTACHED}{near[0]}'?" if near else "Attach it again."
            raise CellError("an attachment of this cell", f"'{_ATTACHED}{name}'", remedy)
        mime, data = next(iter(attached[name].items()))
        return mime, "".join(data)

    def _beside(self, path: str, target: str) -> tuple[str, str]:
        here = f"{_FOLDER}{self.notebook.locale.folder}"
        name = normpath(join(here, path))
        file = self.notebook.root / name
        if not name.startswith(_FOLDER) or not file.is_file():
            ways = [relpath(name, here) for name in picture_files(self.notebook.root)]
            near = difflib.get_close_matches(path, ways, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else f"Put it below {_FOLDER}."
            raise CellError(f"a picture below {_FOLDER}", repr(unquote(target)[:60]), remedy)
        mime = _SVG if name.lower().endswith(".svg") else ""
        return mime, base64.b64encode(file.read_bytes()).decode()


def _drawing(data: str) -> str:
    """Return the text of a drawing, which some editors attach as it is.

    Raises:
        CellError: It is neither that nor base64.
    """
    if data.lstrip().startswith("<"):
        return data
    try:
        return base64.b64decode(data).decode(errors="replace")
    except ValueError as error:
        raise CellError("a whole image", f"a damaged one: {error}", "Attach it again.") from None
