"""Finished pages, scripts and styles without what no reader sees.

White space, comments, quotes and tags that HTML lets out: all means the same to a browser.
"""

from __future__ import annotations

import re
from pathlib import Path

import minify_html

from booksite.files import write_whole
from booksite.publish.stylesheet import JOINED

_GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
# What minify-html keeps of the comments in scripts: those before statements, on lines of their own.
_COMMENT = re.compile(r"^(?:/\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
# An empty element of MathML, such as `<mspace/>`.
_EMPTY = re.compile(r"<(m[a-z]+|none)((?:\s[^<>]*)?)/>")


def trimmed(html: str) -> str:
    """Return a page in its shortest form.

    Args:
        html: The page.
    """
    # The versions of MkDocs and its theme: they would change all pages, and nobody reads them.
    html = _GENERATOR.sub("", html)
    # minify-html knows elements that close themselves in SVG only (its issue 192).
    html = _EMPTY.sub(r"<\1\2></\1>", html)
    return minify_html.minify(html, keep_input_type_text_attr=True)


def trim_assets(sources: Path, site: Path) -> None:
    """Rewrite our own scripts and styles in a finished site, in their shortest form.

    Args:
        sources: The folder from which they were copied into the site.
        site: Folder of the built site.
    """
    copied = [source.relative_to(sources) for source in sorted(sources.rglob("*.*"))]
    for path in [*copied, JOINED]:
        file = site / path
        # A library has a licence to show, and is short already.
        if path.suffix not in (".js", ".css") or "vendor" in path.parts or not file.is_file():
            continue
        text = file.read_text(encoding="utf-8")
        write_whole(file, (_script if path.suffix == ".js" else _styles)(text).encode())


def _script(text: str) -> str:
    html = minify_html.minify(f"<script>{text}</script>", minify_js=True)
    return _COMMENT.sub("", html.removeprefix("<script>").removesuffix("</script>"))


def _styles(text: str) -> str:
    html = minify_html.minify(f"<style>{text}</style>", minify_css=True)
    return html.removeprefix("<style>").removesuffix("</style>")
