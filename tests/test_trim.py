"""Finished pages without what no reader sees."""

from __future__ import annotations

from booksite.trim import Icons, trimmed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1"/></svg>'


def test_indentation_goes_but_not_from_code_nor_between_words() -> None:
    page = (
        "<header>\n  <b>a</b>\n  <b>c</b>\n</header>\n"
        '<div class="md-content">\n <p>x <em>y</em>\n <em>z</em></p>\n'
        "<pre>\n  1\n    2</pre>\n</div>"
    )
    assert trimmed(page) == (
        '<header><b>a</b><b>c</b></header><div class="md-content"><p>x <em>y</em> <em>z</em></p>'
        "<pre>\n  1\n    2</pre></div>"
    )


def test_the_settings_of_the_theme_stay_readable_for_it() -> None:
    page = '<script id="__config" type="application/json">{"a": null, "translations": {"b": "\\u003c\\u3042"}}</script>'  # noqa: E501
    assert trimmed('<div class="md-content"></div>' + page).endswith(
        '<script id="__config" type="application/json">{"translations":{"b":"\\u003cあ"}}</script>'
    )


def test_an_icon_stands_once_in_one_file() -> None:
    icons = Icons()
    page = icons.moved_out(SVG + SVG, "../{}".format)
    assert page == '<svg viewBox="0 0 24 24"><use href="../assets/images/icons.svg#i0"/></svg>' * 2
    assert icons.file().count('<symbol id="i0" viewBox="0 0 24 24"><path d="M1 1"/>') == 1
