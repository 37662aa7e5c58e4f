"""What a kernel gets before a notebook's first cell, and what it runs in.

The code itself is `kernel_prelude.py`; it belongs to the kernel and is never written into a
notebook.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from booksite.notebooks.checked import Staged

_CODE = Path(__file__).with_name("kernel_prelude.py")
# Results must not depend on the order of sets, nor on how CUDA splits a sum.
_FIXED = {
    "PYTHONHASHSEED": "0",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
# These would bring the settings of one machine into the outputs.
_PERSONAL = {"PYTHONWARNINGS", "PYTHONSTARTUP", "MATPLOTLIBRC"}


def kernel_environment(settings: Path) -> dict[str, str]:
    """Return the environment variables of a kernel.

    Args:
        settings: An empty folder, in place of the personal settings of IPython.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _PERSONAL}
    return inherited | _FIXED | {"IPYTHONDIR": str(settings)}


def prelude_code(code: str, staged: Iterable[Staged]) -> str:
    """Return the code that prepares a kernel for a notebook.

    Args:
        code: The code of the notebook's cells.
        staged: The data sets that were laid out for it.
    """
    uses = {data.name for data in staged}
    # These take seconds to import, so only notebooks that use them wait for that.
    uses |= {"matplotlib", "torchvision"} & set(re.findall(r"\w+", code))
    return f"__import__('runpy').run_path({str(_CODE)!r}, {{'USES': {sorted(uses)!r}}});"
