"""Text of source files: UTF-8, or a fault that names the line where it is not."""

from __future__ import annotations

from booksite.errors import Fault, FaultsError


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
