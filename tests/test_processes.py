"""Processes: one at a time, and the next one's turn comes however the first one ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from booksite.processes import one_at_a_time

HOLDER = """
import sys, time
from pathlib import Path
from booksite.processes import one_at_a_time
with one_at_a_time(Path(sys.argv[1]), "build"):
    print("inside", flush=True)
    time.sleep(600)
"""
CHILD = """
import time
from booksite.processes import end_with_parent
end_with_parent()
print("ready", flush=True)
time.sleep(600)
"""
PARENT = """
import subprocess, sys
from booksite.processes import child_environment
command = [sys.executable, "-c", sys.argv[1]]
child = subprocess.Popen(command, env=child_environment(), stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


def test_who_waits_is_told_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = one_at_a_time(tmp_path / "lock", "build")
    first.__enter__()
    monkeypatch.setattr(time, "sleep", lambda _: first.__exit__(None, None, None))
    with one_at_a_time(tmp_path / "lock", "build"):
        pass
    told = f"Another build is running (process {os.getpid()}). Waiting for its end ...\n"
    assert capsys.readouterr().err == told


def test_nobody_waits_for_who_was_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"inside\n"
        holder.kill()
    with one_at_a_time(tmp_path / "lock", "build"):
        assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can")
def test_a_process_ends_with_the_one_that_started_it() -> None:
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    wait_for_end(child)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can")
def test_a_process_whose_parent_is_gone_before_it_asks_ends_too() -> None:
    ended = 1  # the first process of all has not started this one
    finished = subprocess.run(
        [sys.executable, "-c", CHILD], env=os.environ | {"BOOKSITE_PARENT": str(ended)}, check=False
    )
    assert finished.returncode == -signal.SIGKILL


def wait_for_end(process: int) -> None:
    """Return when a process, which is no child of this one, has ended."""
    state = Path(f"/proc/{process}/stat")
    while state.exists() and ") Z " not in state.read_text(encoding="utf-8"):
        time.sleep(0.01)
