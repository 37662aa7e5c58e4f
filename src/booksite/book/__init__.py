"""What the book is: chapters, errata, questions, links and terms of data/*.yml, checked."""

from booksite.book.changes import Change
from booksite.book.checks import fault
from booksite.book.contents import (
    Chapter,
    Execution,
    Expectation,
    Feature,
    Part,
    Readers,
    Reduction,
    chapter_runs,
    chapter_title,
    chapter_way,
)
from booksite.book.entry import CellPlace, Entry
from booksite.book.errata import Erratum, Side
from booksite.book.explain import details_of, expected_at, faults_of, parts_of, shorten
from booksite.book.faq import Question, Topic
from booksite.book.fields import (
    Day,
    Expected,
    ListingNumber,
    Localized,
    Many,
    Prose,
    Record,
    Url,
    unmarked,
)
from booksite.book.folding import wrapped
from booksite.book.glossary import Term
from booksite.book.kinds import FORMS, KINDS, Kind, top_of
from booksite.book.loading import Book, load_book
from booksite.book.numbering import is_numbered_in, series_of_chapter
from booksite.book.printed import (
    chapter_of,
    pages,
    possible_chapters,
    printing_choices,
    printings,
)
from booksite.book.repository import Repository
from booksite.book.schema import naming_languages, schema_files
from booksite.book.synonyms import Synonym
from booksite.book.yamlfile import KeyPath, YamlFile, load_yaml, parse_yaml

__all__ = [
    "FORMS",
    "KINDS",
    "Book",
    "CellPlace",
    "Change",
    "Chapter",
    "Day",
    "Entry",
    "Erratum",
    "Execution",
    "Expectation",
    "Expected",
    "Feature",
    "KeyPath",
    "Kind",
    "ListingNumber",
    "Localized",
    "Many",
    "Part",
    "Prose",
    "Question",
    "Readers",
    "Record",
    "Reduction",
    "Repository",
    "Side",
    "Synonym",
    "Term",
    "Topic",
    "Url",
    "YamlFile",
    "chapter_of",
    "chapter_runs",
    "chapter_title",
    "chapter_way",
    "details_of",
    "expected_at",
    "fault",
    "faults_of",
    "is_numbered_in",
    "load_book",
    "load_yaml",
    "naming_languages",
    "pages",
    "parse_yaml",
    "parts_of",
    "possible_chapters",
    "printing_choices",
    "printings",
    "schema_files",
    "series_of_chapter",
    "shorten",
    "top_of",
    "unmarked",
    "wrapped",
]
