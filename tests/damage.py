"""What a power cut, a full disk or a failing one leaves of a file."""

from __future__ import annotations

from collections.abc import Callable

Damage = Callable[[bytes], bytes]


def emptied(_: bytes) -> bytes:
    return b""


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    """Flip a bit behind the place where a file says what it is."""
    place = len(content) // 10
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def overwritten(content: bytes) -> bytes:
    return bytes(byte ^ 0xA5 for byte in content)


DAMAGES: tuple[Damage, ...] = (emptied, cut, flipped, overwritten)
