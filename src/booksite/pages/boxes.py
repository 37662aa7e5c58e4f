"""Titled boxes (admonitions) have ids, so that a search's result can lead to one."""

from __future__ import annotations


def box_id(heading: str, count: int) -> str:
    """Return the id of a box (an admonition) by its heading and its number below it."""
    return f"{heading or 'top'}-box-{count}"
