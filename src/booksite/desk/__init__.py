"""What maintainers do: check, add errata, review, generate derived text."""

from booksite.desk.check import check_sources
from booksite.desk.derived import write_derived
from booksite.desk.errata_add import add_erratum, erratum_options
from booksite.desk.issue_form import accept_issue
from booksite.desk.links import check_links
from booksite.desk.review import review_entries
from booksite.desk.tidy import tidy_notebooks

__all__ = [
    "accept_issue",
    "add_erratum",
    "check_links",
    "check_sources",
    "erratum_options",
    "review_entries",
    "tidy_notebooks",
    "write_derived",
]
