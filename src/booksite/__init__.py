"""Builds the bilingual companion site of a textbook.

One direction: sources → typed records → HTML. The rooms, each with a sentence and a face of its own
in its `__init__`; a room uses only those below it, which `make test` holds:

    cli                      one subcommand a task
    mkdocs_adapter   desk    MkDocs            | what maintainers do
    publish        search    beside the pages  | what the search finds
    pages                    docs/*/*.md, parts made from data, the whole site before it is HTML
    notebooks                notebooks/*.ipynb to pieces of pages; running them
    book           markup    data/*.yml        | pieces of HTML
    locales                  languages and words
    cache, files, errors     the ground
"""
