"""Prepares a kernel before a notebook's first cell; runs inside the kernel and nowhere else.

`prelude.py` starts it with `runpy`, so none of its names reaches the notebook, and tells it in
`USES` what the notebook needs. Nothing here may change a result: no seed is set, no number drawn.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
import shlex
import sys
import warnings
from pathlib import Path
from typing import Any

from IPython import get_ipython

USES: frozenset[str] = frozenset(globals().get("USES", ()))


def pip(line: str) -> None:
    """Stand in for `%pip`: check that the named packages can be imported, install nothing."""
    modules = importlib.metadata.packages_distributions()
    for word in shlex.split(line):
        if word == "install" or word.startswith("-"):
            continue
        package = _plain(re.split(r"[\[<>=!~;]", word)[0])
        names = [name for name, owners in modules.items() if package in map(_plain, owners)]
        if not names:
            raise ModuleNotFoundError(f"{package} is not installed where the notebook runs")
        for name in names:
            importlib.import_module(name)


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def prepare_torchvision() -> None:
    """Import torchvision even where its compiled part does not load beside this torch.

    It then only misses two operators that it describes at import; declaring them is enough, since
    no notebook calls them.
    """
    try:
        importlib.import_module("torchvision")
    except RuntimeError:
        library = importlib.import_module("torch").library.Library("torchvision", "DEF")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        for module in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[module]
        # A library takes its operators along when it is collected.
        vars(importlib.import_module("torchvision"))["_booksite_operators"] = library


def trust_staged_cifar10() -> None:
    """Accept batches that we wrote: their bytes cannot have the sums of the real ones."""
    cifar = vars(importlib.import_module("torchvision.datasets.cifar"))
    cifar["check_integrity"] = lambda path, md5=None: Path(path).is_file()


def serve_staged_openml() -> None:
    """Give the staged MNIST as OpenML does: training before test images, a row each."""
    numpy = importlib.import_module("numpy")

    def read(name: str, head: int) -> Any:
        files = [Path("data/MNIST/raw", f"{part}-{name}-ubyte") for part in ("train", "t10k")]
        return numpy.concatenate(
            [numpy.frombuffer(file.read_bytes(), numpy.uint8, offset=head) for file in files]
        )

    def fetch_openml(*_: Any, **__: Any) -> Any:
        return importlib.import_module("sklearn.utils").Bunch(
            data=read("images-idx3", 16).reshape(-1, 784).astype(numpy.int64),
            target=read("labels-idx1", 8).astype(str).astype(object),
        )

    vars(importlib.import_module("sklearn.datasets"))["fetch_openml"] = fetch_openml


def replace_pretrained_weights() -> None:
    """Give random weights, always the same, where a notebook asks for pretrained ones."""
    torch = importlib.import_module("torch")
    api = importlib.import_module("torchvision.models._api")

    def get_state_dict(weights: Any, *_: Any, **__: Any) -> Any:
        name = next(name for name in api.list_models() if weights in api.get_model_weights(name))
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            return api.get_model(name, weights=None).state_dict()

    api.WeightsEnum.get_state_dict = get_state_dict


def prepare() -> None:
    """Prepare the kernel for a notebook."""
    get_ipython().register_magic_function(pip, "line", "pip")
    if "matplotlib" in USES and importlib.util.find_spec("matplotlib"):
        # The first import ever builds a font cache and says so on stderr: here, not in a cell.
        importlib.import_module("matplotlib.font_manager")
    if "torchvision" in USES and importlib.util.find_spec("torchvision"):
        prepare_torchvision()
    if "CIFAR-10" in USES:
        trust_staged_cifar10()
    if "MNIST (OpenML)" in USES:
        serve_staged_openml()
    if "torchvision weights" in USES:
        replace_pretrained_weights()
    for category in (DeprecationWarning, FutureWarning):
        warnings.filterwarnings("error", category=category, module="__main__")


prepare()
