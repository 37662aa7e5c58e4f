"""Addresses inside the site, from its root and from a page."""

from __future__ import annotations

import posixpath


def relative_url(target: str, page_url: str) -> str:
    """Address of a target as seen from a page; both are given from the site's root."""
    relative = posixpath.relpath(target or ".", page_url or ".")
    return relative + "/" if target.endswith("/") or not target else relative
