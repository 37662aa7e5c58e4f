"""A trimmed page is the same document to a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from booksite.book.loading import load_book
from booksite.notebooks.library import embed_notebooks, open_notebooks
from booksite.publish.trim import trim_assets, trimmed
from tests.project import ROOT

# What the browser makes of a page: its elements with their attributes, text and code.
_READ = """page => {
  const { body } = new DOMParser().parseFromString(page, "text/html")
  const described = element => [
    element.namespaceURI,
    element.localName,
    ...[...element.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
    element.parentElement?.localName,
    element.childElementCount,
  ].join(" ")
  const code = [...body.querySelectorAll("pre, textarea")].map(block => block.textContent)
  const text = body.textContent.replace(/\\s/g, "")
  return [...body.querySelectorAll("*")].map(described).concat(code, text)
}"""
_AUTHORED = """\
<p>x <em>y</em>
 <em>z</em> and <b>a</b> <code> b  c </code></p> <ul> <li>one
 <li><p>two</p> <p>three</p></li> </ul>
<pre>

  1
    2 &lt; 3 &amp;amp; 4</pre> <textarea> a
 b</textarea>
<p title='a "b" &amp;lt; c'>&amp;copy &lt;b> <a href="?a=1&amp;copy=2">x</a><br>y</p>
<p>両方の<strong>語</strong>と<math><msub><mi>x</mi><mrow><mspace width="1em"/><mi>min</mi></mrow>
</msub><mmultiscripts><mi>a</mi><none/><mprescripts/><none/></mmultiscripts></math>の差</p>
<svg viewBox="0 0 1 1"><path d="M1 1"/><use href="a.svg#b"/></svg>
<table><thead><tr><th>a</th></tr></thead><tbody><tr><td></td><td> b </td></tr></tbody></table>
<details open><summary>q</summary><p>a</details><select><option value="" selected>b</select>
<input type="text" required><img src="a b.png" alt="">
"""


def page_with(body: str) -> str:
    return f"<!doctype html>\n<html><head><title>t</title></head>\n<body>\n{body}\n</body></html>"


def test_what_authors_may_write_stays_as_it_is(page: Page) -> None:
    html = page_with(_AUTHORED)
    assert page.evaluate(_READ, trimmed(html)) == page.evaluate(_READ, html)


def test_words_stay_apart(page: Page) -> None:
    laid_out = []
    for html in (page_with(_AUTHORED), trimmed(page_with(_AUTHORED))):
        page.set_content(html)
        laid_out.append(re.sub(r"\s*\n\s*", "\n", page.inner_text("body").strip()))
    assert laid_out[0] == laid_out[1]


def test_notebooks_stay_as_they_are(page: Page) -> None:
    book = load_book(ROOT)
    notebooks, faults = embed_notebooks(ROOT, open_notebooks(ROOT, book), book.repository)
    assert faults == []
    for embedded in notebooks.values():
        html = page_with(embedded.fragment.html)
        assert page.evaluate(_READ, trimmed(html)) == page.evaluate(_READ, html)


@pytest.mark.parametrize("name", ["index.html", "en/chapters/ch03/index.html"])
def test_versions_of_tools_do_not_stand_in_pages(built: Path, name: str) -> None:
    assert "mkdocs-material-" not in (built / name).read_text(encoding="utf-8")


def test_scripts_and_styles_lose_comments_and_nothing_else(page: Page, tmp_path: Path) -> None:
    sources, site = tmp_path / "overrides/assets", tmp_path / "site/assets"
    script = r"""
        /* Why. */
        const close = /\/\*|"/ // how
        const address = `https://${"/*"}x*/` + 'a//b'
        globalThis.result = [close.source, address].join(" ")
    """
    styles = "/* Why. */ @page { @top-left { content: 'a /* b */' } } p::details-content { top: 0 }"
    for folder in (sources, site):
        (folder / "vendor").mkdir(parents=True)
        (folder / "own.js").write_text(script, encoding="utf-8")
        (folder / "own.css").write_text(styles, encoding="utf-8")
        (folder / "vendor/library.js").write_text("/* Licence */ one()", encoding="utf-8")
    trim_assets(sources, site)
    shortened = (site / "own.js").read_text(encoding="utf-8")
    assert "Why" not in shortened
    assert "how" not in shortened
    for text in (script, shortened):
        page.evaluate(text)
        assert page.evaluate("result") == r'\/\*|" https:///*x*/a//b'
    assert (site / "own.css").read_text(encoding="utf-8") == (
        '@page{@top-left{content:"a /* b */"}}p::details-content{top:0}'
    )
    assert (site / "vendor/library.js").read_text(encoding="utf-8") == "/* Licence */ one()"
