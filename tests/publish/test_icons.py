"""What pages have in common, in files of its own."""

from __future__ import annotations

from booksite.publish.icons import Icons

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1"/></svg>'


def test_an_icon_stands_once_in_one_file() -> None:
    icons = Icons()
    page = icons.moved_out(SVG + SVG, "../{}".format)
    assert page == '<svg viewBox="0 0 24 24"><use href="../assets/images/icons.svg#i0"/></svg>' * 2
    assert icons.file().count('<symbol id="i0" viewBox="0 0 24 24"><path d="M1 1"/>') == 1
