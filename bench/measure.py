"""Runs a command and says what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# Started anew for each command, so that the largest child is the command or one of its own.
_CHILD = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


class Cost(NamedTuple):
    """Seconds on the clock and of processor time, peak memory of the largest process in MB."""

    wall: float
    cpu: float
    memory: float


class Failed(Exception):
    """A command that did not succeed, with what it said."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end.

    Raises:
        Failed: If it did not succeed.
    """
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    finished = subprocess.run(
        [sys.executable, "-c", _CHILD, *command],
        cwd=folder,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    code, wall, cpu, memory = json.loads(finished.stdout)
    if code:
        raise Failed(f"{' '.join(command)}\n{finished.stderr[-2000:]}")
    return Cost(wall, cpu, memory)
