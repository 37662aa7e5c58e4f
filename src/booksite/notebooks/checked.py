"""How the outputs of a notebook came about, and so how far a reader can rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from booksite.book import Many, Record

# Real data, the same items slightly altered, or something else in their place.
Kind = Literal["real", "near-real", "stand-in"]
# In falling order of what the outputs are worth: all is the real thing; fewer epochs or images, or
# data slightly altered; something else in the place of data or weights; nothing is known.
State = Literal["full", "part", "stand-in", "unchecked"]


@dataclass(frozen=True)
class Staged:
    """A data set as a run had it.

    Attributes:
        name: Name of the data set.
        kind: `real`, `near-real` (the same items, slightly altered) or `stand-in` (something else
            in its place: results say nothing about the real ones).
        note_ja: What differs from the real data, in Japanese; empty for real data.
        note_en: The same in English.
    """

    name: str
    kind: Kind
    note_ja: str = ""
    note_en: str = ""


class RunData(Record):
    """A data set that was laid out for a run; one that the notebook fetched itself is none."""

    name: str
    kind: Kind
    note: str = ""


class Run(Record):
    """A run as `metadata.booksite.run` of a notebook records it."""

    torch: str | None = None
    torchvision: str | None = None
    python: str
    code: str
    device: str
    date: str
    data: Many[RunData]
    parameters: dict[str, int | str]
    seconds: int

    @property
    def versions(self) -> tuple[str, ...]:
        """What the run ran on, without the build, such as +cpu."""
        torch, torchvision = self.torch or "", self.torchvision or ""
        named = {"Python": self.python, "PyTorch": torch, "torchvision": torchvision}
        return tuple(
            f"{name} {version.partition('+')[0]}" for name, version in named.items() if version
        )


class Reduced(Record):
    """A setting that a run changed: its value then, and the notebook's own (None: all)."""

    run: int | str
    own: Any


class Checked(Record):
    """What the outputs of a notebook rest on.

    Attributes:
        run: The run that gave them; None where there was none of the code as it now is.
        reduced: The settings that the run made smaller or chose otherwise, by name.
        missing: Ids of the cells whose results only Colab can show, in order.
    """

    run: Run | None = None
    reduced: dict[str, Reduced] = Field(default_factory=dict)
    missing: Many[str] = ()

    @property
    def state(self) -> State:
        """How far the notebook has been checked.

        Data that were only saved anew or scaled down still tell something about the real ones:
        they make a check partial, as fewer epochs, a smaller model and missing results do.
        """
        if self.run is None:
            return "unchecked"
        kinds = {data.kind for data in self.run.data}
        if "stand-in" in kinds:
            return "stand-in"
        return "part" if "near-real" in kinds or self.reduced or self.missing else "full"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was used in place of the real data, in the notebook's language; the worst first."""
        data = self.run.data if self.run else ()
        return tuple(
            one.note for kind in ("stand-in", "near-real") for one in data if one.kind == kind
        )
