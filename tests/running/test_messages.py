"""The messages that the site quotes are raised again by the code that it speaks of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from booksite.book.changes import Change
from booksite.book.faq import Question
from tests.real import BOOK

pytest.importorskip("torch")

CHILD = Path(__file__).parent / "raise_messages.py"
ROWS: list[Change | Question] = [*BOOK.changes, *BOOK.faq]
QUOTED = {row.id: row for row in ROWS if row.message}


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each snippet says, from one fresh interpreter."""
    # What a reader runs; without code of its own, the printed line.
    snippets = {
        name: row.raised_by or getattr(row, "printed", None)
        for name, row in QUOTED.items()
        if not row.raised_elsewhere
    }
    finished = subprocess.run(
        [sys.executable, str(CHILD)],
        input=json.dumps(snippets),
        cwd=tmp_path_factory.mktemp("messages"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


@pytest.mark.parametrize("name", [name for name, row in QUOTED.items() if not row.raised_elsewhere])
def test_a_message_is_what_the_code_really_says(name: str, raised: dict[str, str]) -> None:
    message = QUOTED[name].message
    assert message is not None
    assert message in raised[name]
