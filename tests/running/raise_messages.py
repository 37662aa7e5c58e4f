"""Runs snippets of code, given as JSON on stdin, and prints as JSON what each of them says."""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
import traceback
import warnings
from pathlib import Path
from textwrap import dedent

from IPython.core.interactiveshell import InteractiveShell

import booksite

IMPORTS = """
import os
from pathlib import Path
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import torch
import torchinfo
import torchviz
import tqdm.notebook
from torch import nn, optim
from torchvision import datasets, models
class Shown(Exception):
    pass
"""


def said_by(code: str, names: dict[str, object]) -> str:
    """Give the warnings and the error of a snippet as a notebook shows them."""
    lines = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            exec(dedent(code), dict(names))
        except Exception as error:
            lines += traceback.format_exception_only(error)
    lines += [f"{warning.category.__name__}: {warning.message}" for warning in caught]
    return "\n".join(lines)


def main() -> None:
    """Answer stdin on stdout."""
    # torchvision may need the help that notebooks get (see kernel_prelude.py).
    InteractiveShell.instance()
    prelude = Path(booksite.__file__).parent / "notebooks/running/kernel_prelude.py"
    runpy.run_path(str(prelude), {"USES": {"torchvision"}})
    names: dict[str, object] = {}
    exec(IMPORTS, names)
    with contextlib.redirect_stdout(io.StringIO()):
        said = {name: said_by(code, names) for name, code in json.load(sys.stdin).items()}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
