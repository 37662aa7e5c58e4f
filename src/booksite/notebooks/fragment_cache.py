"""Fragments kept by content: a notebook that has not changed is not converted again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import astuple
from pathlib import Path

from markupsafe import Markup

from booksite.cache import code_version, keep, kept
from booksite.markup import Heading
from booksite.notebooks.checked import Checked
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.links import CellLink


class FragmentCache:
    """Fragments on disk, named by a hash of everything that they depend on.

    Attributes:
        images: Folder of the images that fragments show; they are kept by content as well.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.images = folder / "images"

    def get_or_make(
        self, source: bytes, inputs: Iterable[str], make: Callable[[], Fragment]
    ) -> Fragment:
        """Return the fragment of a source, from disk if it is there.

        Args:
            source: The notebook file.
            inputs: All else that the result depends on.
            make: Converts the notebook; called only if it must be.
        """
        file = self._file(source, inputs)
        fragment = self._kept(file)
        if fragment is None:
            fragment = make()
            keep(file, _encode(fragment).encode())
        return fragment

    def holds(self, source: bytes, inputs: Iterable[str]) -> bool:
        """Tell whether the fragment of a source is on disk, see `get_or_make`."""
        return self._file(source, inputs).is_file()

    def _file(self, source: bytes, inputs: Iterable[str]) -> Path:
        digest = hashlib.sha256(code_version().encode())
        digest.update(json.dumps(list(inputs)).encode())
        digest.update(source)
        return self._folder / f"{digest.hexdigest()}.json"

    def _kept(self, file: Path) -> Fragment | None:
        content = kept(file)
        if content is None:
            return None
        stored = json.loads(content)
        assets: dict[str, bytes] = {}
        for name in stored["assets"]:
            image = kept(self.images / name)
            if image is None:
                return None
            assets[name] = image
        return Fragment(
            Markup(stored["html"]),
            tuple(Heading(*heading) for heading in stored["headings"]),
            frozenset(stored["anchors"]),
            assets,
            Checked.model_validate(stored["checked"]),
            tuple(CellLink(*link) for link in stored["links"]),
        )


def _encode(fragment: Fragment) -> str:
    headings = [[heading.level, heading.id, heading.title] for heading in fragment.headings]
    return json.dumps(
        {
            "html": fragment.html,
            "headings": headings,
            "anchors": sorted(fragment.anchors),
            "assets": list(fragment.assets),
            "links": [astuple(link) for link in fragment.links],
            "checked": fragment.checked.model_dump(mode="json"),
        },
        ensure_ascii=False,
    )
