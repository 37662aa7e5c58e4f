"""Builds the bilingual companion site of a textbook.

One direction: sources → typed records → HTML.

    data/*.yml         → book.py, records.py      what the book and its errata are
    notebooks/*.ipynb  → embedding.py, convert.py fragments of pages
    docs/*/*.md        → pages.py                 pages with markers
    all of them        → site.py, parts.py        parts in place of markers (weave.py)
    all of them        → search/                  what the search finds
    MkDocs             → plugin.py                the only module that knows MkDocs
"""
