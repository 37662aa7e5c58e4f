"""The search: passages of the site to an index that a worker in the browser answers from.

    text.py       how text becomes tokens; the same rules in assets/javascripts/search/text.js
    sections.py   a page's Markdown to sections of plain text
    passages.py   what can be found: the passage and its pieces
    notebooks.py  a notebook to sections with cells
    sources.py    pages, notebooks and records to passages; a new kind of record joins here
    synonyms.py   names of the glossary's terms: where one is explained, what else it is called
    index.py      passages to the index's files, with the one table of boosts

The engine is MiniSearch: the reader's browser indexes what `index.py` writes, so a build needs no
JavaScript. The theme's dialog asks the worker (overrides/assets/javascripts/search/worker.js).
"""

from booksite.search.index import FOLDER, write_indexes

__all__ = ["FOLDER", "write_indexes"]
