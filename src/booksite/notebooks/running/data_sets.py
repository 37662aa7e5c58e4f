"""Lays out data sets for a notebook run where the network is closed.

A notebook downloads its data from the real source, as its readers do. Where a folder holds those
data sets (see `DATA_SETS` for its files), each one that a notebook uses is put into the work folder
in the form that its download would leave there, and nothing is downloaded. Where the folder or a
file of it is missing, the notebook downloads.

Where a setting of the notebook chooses between data, such as between a large and a small model,
only what is chosen counts as used.

To add a data set, write a function that lays it out and a row in `DATA_SETS`.
"""

from __future__ import annotations

import csv
import gzip
import io
import pickle
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from booksite.notebooks.checked import Staged

_SEED = 123
_TRAIN_BATCHES = [f"data_batch_{number}" for number in range(1, 6)]
_DOG_WOLF_IMAGES = {"train": 4, "test": 2}
_DOG_WOLF_COLOURS = {"dog": (190, 140, 90), "wolf": (90, 120, 150)}
_BOSTON_HEAD_LINES = 22
_BOSTON_FIRST_LINE = 11
# Width and decimals of each column, as the StatLib file has them.
_BOSTON_COLUMNS = (
    (8, 5), (7, 2), (8, 3), (3, 0), (8, 4), (8, 4), (7, 2), (8, 4), (4, 0), (7, 1), (7, 2),
    (7, 2), (7, 2), (7, 2),
)  # fmt: skip


@dataclass(frozen=True)
class DataSet:
    """How a data set is recognised in a notebook's code, and how it is laid out.

    Attributes:
        used: Finds its use in the code of a notebook.
        files: What the folder of data sets must hold.
        stage: Lays it out: gets the folder of data sets and the work folder.
        record: What is noted of it.
        unless: Settings that choose something else in its place, each with that value.
    """

    used: re.Pattern[str]
    files: tuple[str, ...]
    stage: Callable[[Path, Path], None]
    record: Staged
    unless: Mapping[str, str] = field(default_factory=dict)

    def is_used(self, code: str, settings: Mapping[str, object]) -> bool:
        """Tell whether a run of a notebook's code with these settings uses it."""
        other = any(settings.get(name) == value for name, value in self.unless.items())
        return not other and bool(self.used.search(code))


def stage(code: str, settings: Mapping[str, object], source: Path, work: Path) -> list[Staged]:
    """Lay out the data sets that a run of a notebook uses.

    Args:
        code: The code of the notebook's cells.
        settings: The values of its cell tagged `parameters` in this run, by name.
        source: The folder that holds the data sets; it may be missing.
        work: The folder in which the notebook runs.

    Returns:
        What was laid out.
    """
    staged = []
    for data_set in DATA_SETS if source.is_dir() else ():
        present = all((source / name).is_file() for name in data_set.files)
        if present and data_set.is_used(code, settings):
            data_set.stage(source, work)
            staged.append(data_set.record)
    return staged


def stage_mnist(source: Path, work: Path) -> None:
    """Unpack MNIST's four files to where torchvision looks for them."""
    raw = _folder(work / "data" / "MNIST" / "raw")
    for name in _MNIST_FILES:
        with gzip.open(source / name) as packed, (raw / Path(name).stem).open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)


def stage_boston(source: Path, work: Path) -> None:
    """Write the Boston housing data as StatLib's text file: each record over two lines."""
    lines = ["(In the StatLib file, 22 lines of text stand here.)"]
    lines += [""] * (_BOSTON_HEAD_LINES - len(lines))
    with (source / "boston_house_prices.csv").open(newline="", encoding="utf-8") as file:
        for row in list(csv.reader(file))[2:]:
            values = [
                f"{float(value):{width}.{decimals}f}"
                for value, (width, decimals) in zip(row, _BOSTON_COLUMNS, strict=True)
            ]
            lines.append("".join(values[:_BOSTON_FIRST_LINE]))
            lines.append("".join(values[_BOSTON_FIRST_LINE:]))
    text = "\n".join(lines) + "\n"
    (_folder(work / "data") / "boston.txt").write_text(text, encoding="utf-8")


def stage_cifar10(source: Path, work: Path) -> None:
    """Write CIFAR-10 as torchvision's batches, from JPEG images in folders by class."""
    folder = _folder(work / "data" / "cifar-10-batches-py")
    with zipfile.ZipFile(source / "cifar10_jpg.zip") as archive:
        images = sorted(name for name in archive.namelist() if name.endswith(".jpg"))
        classes = sorted({_class_of(name) for name in images})
        for split, batches in (("train", _TRAIN_BATCHES), ("test", ["test_batch"])):
            names = [name for name in images if name.startswith(f"{split}/")]
            # The zip is sorted by class; the real batches are mixed.
            random.Random(_SEED).shuffle(names)
            for number, batch in enumerate(batches):
                part = names[number :: len(batches)]
                _dump(folder / batch, _cifar_batch(archive, part, classes))
    _dump(folder / "batches.meta", {"label_names": classes, "num_vis": 3 * 32 * 32})


def stage_hymenoptera(source: Path, work: Path) -> None:
    """Unpack the ants and bees into `data/hymenoptera_data`."""
    with zipfile.ZipFile(source / "hymenoptera_data.zip") as archive:
        archive.extractall(_folder(work / "data"))


def stage_dog_wolf(source: Path, work: Path) -> None:
    """Draw a few images of noise where the photos of dogs and wolves would be unpacked."""
    import numpy as np
    from PIL import Image

    random_numbers = np.random.default_rng(_SEED)
    for split, images in _DOG_WOLF_IMAGES.items():
        for name, colour in _DOG_WOLF_COLOURS.items():
            folder = _folder(work / "data" / "dog_wolf" / split / name)
            for number in range(1, images + 1):
                noise = random_numbers.integers(-60, 61, (240, 320, 3))
                pixels = (np.array(colour) + noise).clip(0, 255).astype(np.uint8)
                Image.fromarray(pixels).save(folder / f"{name}-{number:02}.jpg")


def stage_nothing(source: Path, work: Path) -> None:
    """Lay out nothing: the kernel's prelude puts the stand-in in place."""


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _class_of(name: str) -> str:
    return name.split("/")[1]


def _cifar_batch(
    archive: zipfile.ZipFile, names: Iterable[str], classes: list[str]
) -> dict[str, object]:
    """Return one batch: a row of 3,072 bytes for each image, red before green before blue."""
    import numpy as np
    from PIL import Image

    rows, labels, files = [], [], []
    for name in names:
        with Image.open(io.BytesIO(archive.read(name))) as image:
            rows.append(np.asarray(image.convert("RGB")).transpose(2, 0, 1).reshape(-1))
        labels.append(classes.index(_class_of(name)))
        files.append(name)
    return {"data": np.stack(rows), "labels": labels, "filenames": files}


def _dump(path: Path, content: object) -> None:
    path.write_bytes(pickle.dumps(content))


_MNIST_FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)
MNIST = Staged("MNIST", "real")
OPENML_MNIST = Staged("MNIST (OpenML)", "real")
BOSTON = Staged("Boston housing", "real")
CIFAR10 = Staged(
    "CIFAR-10",
    "near-real",
    "CIFAR-10は、全60,000枚をJPEGで保存し直した画像を使っています。並び順も元のデータと違うため、"
    "結果の数値はわずかに変わります。",
    "All 60,000 images of CIFAR-10 are there, but saved again as JPEG and in another order, so "
    "numbers differ slightly.",
)
HYMENOPTERA = Staged(
    "hymenoptera_data",
    "near-real",
    "アリとハチの写真は、短い辺を256画素までに縮めたものを使っています。結果の数値はわずかに変わります。",
    "The photos of ants and bees are scaled down to at most 256 pixels on the shorter side, so "
    "numbers differ slightly.",
)
DOG_WOLF = Staged(
    "dog_wolf",
    "stand-in",
    "犬とオオカミの写真の代わりに、色のついたノイズの画像を12枚使っています。",
    "Twelve images of colored noise stand in for the photos of dogs and wolves.",
)
PRETRAINED = Staged(
    "torchvision weights",
    "stand-in",
    "事前学習済みの重みの代わりに、乱数の初期値を使っています。",
    "Random initial values stand in for the pretrained weights.",
)

DATA_SETS = (
    DataSet(re.compile(r"\bMNIST\("), _MNIST_FILES, stage_mnist, MNIST),
    DataSet(re.compile(r"\bmnist_784\b"), _MNIST_FILES, stage_mnist, OPENML_MNIST),
    DataSet(
        re.compile(r"datasets/boston\b|\bboston\.txt"),
        ("boston_house_prices.csv",),
        stage_boston,
        BOSTON,
    ),
    DataSet(re.compile(r"\bCIFAR10\("), ("cifar10_jpg.zip",), stage_cifar10, CIFAR10),
    DataSet(
        re.compile(r"\bhymenoptera_data\b"),
        ("hymenoptera_data.zip",),
        stage_hymenoptera,
        HYMENOPTERA,
    ),
    DataSet(
        re.compile(r"\bdog_wolf\b"), (), stage_dog_wolf, DOG_WOLF, unless={"photos": "ants_bees"}
    ),
    DataSet(
        re.compile(r"_Weights\b|\bweights\s*=\s*[\"']"),
        (),
        stage_nothing,
        PRETRAINED,
        # Its weights come with a package; nothing else is then borrowed.
        unless={"model_name": "efficientnet_lite0"},
    ),
)
