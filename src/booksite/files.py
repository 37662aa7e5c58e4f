"""Files: text is UTF-8 or a fault names the line; what is written is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from booksite.errors import Fault, FaultsError


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that nobody, not even after an interruption, ever finds a part of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(file)


def decode(name: str, raw: bytes) -> str:
    """Return the text of a file.

    Args:
        name: Path of the file, as messages show it.
        raw: Its content.

    Raises:
        FaultsError: It is in another encoding.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        came = f"the byte 0x{raw[error.start]:02x}"
        fault = Fault(name, line, "text in UTF-8", came, "Save the file as UTF-8.")
        raise FaultsError([fault]) from None
