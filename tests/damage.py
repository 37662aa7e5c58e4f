"""What a power cut, a full disk or a failing one leaves of a file."""

from __future__ import annotations

from collections.abc import Callable

Damage = Callable[[bytes], bytes]


def emptied(_: bytes) -> bytes:
    return b""


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    return bytes(byte ^ (place % 30 == 29) for place, byte in enumerate(content))


def overwritten(content: bytes) -> bytes:
    return bytes(byte ^ 0xA5 for byte in content)


DAMAGES: tuple[Damage, ...] = (emptied, cut, flipped, overwritten)
