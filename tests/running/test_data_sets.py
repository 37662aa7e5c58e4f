"""Data sets are laid out in their own on-disk form, from tiny made-up archives."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from booksite.notebooks.running.data_sets import DATA_SETS, stage

MNIST_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
SPLITS, ANIMALS = ("test", "train"), ("dog", "wolf")
BOSTON_ROWS = (
    "0.00632,18,2.31,0,0.538,6.575,65.2,4.09,1,296,15.3,396.9,4.98,24",
    "88.9762,0,18.1,0,0.671,6.968,91.9,1.4165,24,666,20.2,396.9,17.21,10.4",
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def jpeg(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def names(code: str, source: Path, work: Path) -> list[str]:
    return [staged.name for staged in stage(code, {}, source, work)]


def files(work: Path) -> list[str]:
    return sorted(path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file())


def write_mnist(source: Path) -> None:
    for name in MNIST_FILES:
        (source / f"{name}.gz").write_bytes(gzip.compress(name.encode()))


def write_cifar10(source: Path, train: int = 10, test: int = 4) -> None:
    with zipfile.ZipFile(source / "cifar10_jpg.zip", "w") as archive:
        for split, count in (("train", train), ("test", test)):
            for label, colour in (("airplane", "red"), ("truck", "blue")):
                for number in range(count):
                    archive.writestr(f"{split}/{label}/{number:04}.jpg", jpeg(colour))


def test_mnist_is_unpacked(source: Path, work: Path) -> None:
    write_mnist(source)
    assert names("datasets.MNIST('./data')", source, work) == ["MNIST"]
    assert files(work) == sorted(f"data/MNIST/raw/{name}" for name in MNIST_FILES)
    assert (work / "data/MNIST/raw" / MNIST_FILES[0]).read_text() == MNIST_FILES[0]


def test_mnist_of_openml_is_unpacked_as_well(source: Path, work: Path) -> None:
    write_mnist(source)
    assert names("fetch_openml('mnist_784')", source, work) == ["MNIST (OpenML)"]
    assert files(work) == sorted(f"data/MNIST/raw/{name}" for name in MNIST_FILES)


def test_boston_becomes_the_statlib_file(source: Path, work: Path) -> None:
    table = ["2,13", "CRIM,ZN,INDUS", *BOSTON_ROWS]
    (source / "boston_house_prices.csv").write_text("\n".join(table) + "\n")
    assert names("url = 'http://lib.stat.cmu.edu/datasets/boston'", source, work) == [
        "Boston housing"
    ]
    lines = (work / "data/boston.txt").read_text().splitlines()
    assert len(lines) == 22 + 2 * len(BOSTON_ROWS)
    assert lines[22:24] == [
        " 0.00632  18.00   2.310  0  0.5380  6.5750  65.20  4.0900   1  296.0  15.30",
        " 396.90   4.98  24.00",
    ]
    values = [float(value) for line in lines[24:] for value in line.split()]
    assert values == [float(value) for value in BOSTON_ROWS[1].split(",")]


def test_cifar10_becomes_batches(source: Path, work: Path) -> None:
    write_cifar10(source)
    assert names("datasets.CIFAR10('./data')", source, work) == ["CIFAR-10"]
    folder = work / "data/cifar-10-batches-py"
    assert len(files(work)) == 7
    meta = pickle.loads((folder / "batches.meta").read_bytes())
    assert meta["label_names"] == ["airplane", "truck"]
    batches = [pickle.loads((folder / f"data_batch_{n}").read_bytes()) for n in range(1, 6)]
    labels = [label for batch in batches for label in batch["labels"]]
    assert sorted(labels) == [0] * 10 + [1] * 10
    assert labels != sorted(labels)
    test = pickle.loads((folder / "test_batch").read_bytes())
    assert test["data"].shape == (8, 3 * 32 * 32)
    assert test["data"].dtype == np.uint8


def test_cifar10_rows_are_red_green_blue(source: Path, work: Path) -> None:
    write_cifar10(source)
    stage("CIFAR10(", {}, source, work)
    batch = pickle.loads((work / "data/cifar-10-batches-py/test_batch").read_bytes())
    red = batch["data"][batch["labels"].index(0)].reshape(3, 32, 32).mean((1, 2))
    assert red[0] > 250
    assert red[1:].max() < 5


def test_cifar10_is_the_same_each_time(source: Path, tmp_path: Path) -> None:
    write_cifar10(source)
    batches = []
    for run in ("first", "second"):
        stage("CIFAR10(", {}, source, tmp_path / run)
        batches.append((tmp_path / run / "data/cifar-10-batches-py/data_batch_1").read_bytes())
    assert batches[0] == batches[1]


def test_hymenoptera_is_unpacked(source: Path, work: Path) -> None:
    with zipfile.ZipFile(source / "hymenoptera_data.zip", "w") as archive:
        archive.writestr("hymenoptera_data/train/ants/1.jpg", jpeg("red"))
    code = "data_dir = Path('data/hymenoptera_data')"
    assert names(code, source, work) == ["hymenoptera_data"]
    assert files(work) == ["data/hymenoptera_data/train/ants/1.jpg"]


def test_dog_wolf_is_noise_in_the_folders_of_the_photos(source: Path, work: Path) -> None:
    assert names("data_dir = Path('data/dog_wolf')", source, work) == ["dog_wolf"]
    folders = [Path(file).parent.as_posix() for file in files(work)]
    expected = [f"data/dog_wolf/{split}/{name}" for split, name in product(SPLITS, ANIMALS)]
    assert sorted(set(folders)) == expected
    assert [folders.count(folder) for folder in expected] == [2, 2, 4, 4]
    for file in files(work):
        with Image.open(work / file) as image:
            assert image.format == "JPEG"
            red, _, blue = np.asarray(image).mean((0, 1))
        assert (red > blue) == ("/dog/" in file)


def test_dog_wolf_is_the_same_each_time(source: Path, tmp_path: Path) -> None:
    images = []
    for run in ("first", "second"):
        stage("dog_wolf", {}, source, tmp_path / run)
        images.append((tmp_path / run / "data/dog_wolf/train/dog/dog-01.jpg").read_bytes())
    assert images[0] == images[1]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("models.resnet18(weights=models.ResNet18_Weights.DEFAULT)", ["torchvision weights"]),
        ("models.resnet18(weights='DEFAULT')", ["torchvision weights"]),
        ("models.resnet18(weights=None)", []),
        ("datasets.FashionMNIST('./data')", []),
        ("# the digits of MNIST", []),
    ],
)
def test_only_what_is_used_is_laid_out(
    code: str, expected: list[str], source: Path, work: Path
) -> None:
    write_mnist(source)
    assert names(code, source, work) == expected
    assert files(work) == []


@pytest.mark.parametrize(
    ("code", "setting", "value", "expected"),
    [
        ("VGG19_BN_Weights", "model_name", "vgg19_bn", ["torchvision weights"]),
        ("VGG19_BN_Weights", "model_name", "efficientnet_lite0", []),
        ("data_dir = Path('data/dog_wolf')", "photos", "dog_wolf", ["dog_wolf"]),
        ("data_dir = Path('data/dog_wolf')", "photos", "ants_bees", []),
    ],
)
def test_what_a_setting_does_not_choose_is_not_used(
    code: str, setting: str, value: str, expected: list[str], source: Path, work: Path
) -> None:
    """Then nothing stands in, and the results are those of the real thing."""
    staged = stage(code, {setting: value}, source, work)
    assert [one.name for one in staged] == expected


def test_nothing_without_the_folder_or_a_file(source: Path, work: Path) -> None:
    """Then the notebook downloads, as in Colab."""
    assert stage("MNIST( CIFAR10( ResNet18_Weights", {}, source / "missing", work) == []
    assert stage("MNIST( CIFAR10(", {}, source, work) == []


def test_what_is_not_real_says_so_in_both_languages() -> None:
    for record in (data_set.record for data_set in DATA_SETS):
        assert bool(record.note_ja) == bool(record.note_en) == (record.kind != "real")
