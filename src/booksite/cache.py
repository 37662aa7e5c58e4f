"""What was made or found out, kept by content: nothing unchanged is done again."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from booksite.errors import Fault
from booksite.files import write_whole
from booksite.fingerprint import digest
from booksite.fragment import Fragment, Heading
from booksite.run import Checked

# A change in one of these changes what a conversion or a drawing gives.
_PACKAGES = (
    *("nbconvert", "mkdocs-jupyter", "pygments", "mistune", "nh3", "math-core", "pillow"),
    *("resvg-py", "budoux", "noto-cjk-sans-jp-bold"),
)


@cache
def _code_version() -> str:
    """Hash of this package's own code and templates and of the versions that it builds on."""
    folder = Path(__file__).parent
    files = sorted([*folder.glob("*.py"), *folder.glob("templates/notebook/*")])
    digest = hashlib.sha256("".join(version(package) for package in _PACKAGES).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


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
        """Give the fragment of a source, from disk if it is there.

        Args:
            source: The notebook file.
            inputs: All else that the result depends on.
            make: Converts the notebook; called only if it must be.
        """
        file = self._file(source, inputs)
        try:
            return self._decode(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError):
            # Not there, or damaged by hand: made anew.
            fragment = make()
        write_whole(file, _encode(fragment).encode())
        return fragment

    def holds(self, source: bytes, inputs: Iterable[str]) -> bool:
        """Tell whether the fragment of a source is on disk, see `get_or_make`."""
        return self._file(source, inputs).is_file()

    def _file(self, source: bytes, inputs: Iterable[str]) -> Path:
        digest = hashlib.sha256(_code_version().encode())
        digest.update(json.dumps(list(inputs)).encode())
        digest.update(source)
        return self._folder / f"{digest.hexdigest()}.json"

    def _decode(self, content: str) -> Fragment:
        stored = json.loads(content)
        headings = tuple(Heading(*heading) for heading in stored["headings"])
        assets = {name: self.images / name for name in stored["assets"]}
        missing = next((file for file in assets.values() if not file.exists()), None)
        if missing:
            raise FileNotFoundError(missing)
        return Fragment(stored["html"], headings, assets, Checked.model_validate(stored["checked"]))


class PassedChecks:
    """Marks on disk for what a check found good, named by a hash of all that it looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def faults(self, looked_at: Iterable[bytes], check: Callable[[], list[Fault]]) -> list[Fault]:
        """Give the faults that a check finds; none where it has passed the same before.

        Args:
            looked_at: All that the result depends on, besides the code of this package.
            check: Called only if it must be.
        """
        digest = hashlib.sha256(_code_version().encode())
        for part in looked_at:
            digest.update(hashlib.sha256(part).digest())
        mark = self._folder / f"{digest.hexdigest()}.passed"
        if mark.is_file():
            return []
        faults = check()
        if not faults:
            self._folder.mkdir(parents=True, exist_ok=True)
            mark.touch()
        return faults


class KeptFiles:
    """Files on disk, named by a hash of everything that they depend on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy_or_make(self, target: Path, inputs: Iterable[str], make: Callable[[], bytes]) -> None:
        """Write a file, from disk if an earlier build made the same.

        Args:
            target: Where it goes.
            inputs: All that its content depends on, besides the code of this package.
            make: Gives its content; called only if it must be.
        """
        kept = self._folder / digest(_code_version(), *inputs)
        if not kept.is_file():
            write_whole(kept, make())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, target)


def _encode(fragment: Fragment) -> str:
    headings = [[heading.level, heading.id, heading.title] for heading in fragment.headings]
    return json.dumps(
        {
            "html": fragment.html,
            "headings": headings,
            "assets": list(fragment.assets),
            "checked": fragment.checked.model_dump(mode="json"),
        },
        ensure_ascii=False,
    )
