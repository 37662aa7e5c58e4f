"""The command line: one subcommand a task; the Makefile calls them.

Each imports what it needs when it runs: building starts most often and needs the least.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from booksite.errors import BooksiteError, FaultsError, disk_fault
from booksite.mkdocs_adapter import PORT, build_site, serve_site, settings_faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand and give its exit status; an author's mistake prints as text."""
    options = _parser().parse_args(arguments)
    options.root = options.root or _project_root()
    try:
        options.run(options)
    except BooksiteError as error:
        print(_runnable(str(error)), file=sys.stderr)
        return 1
    except OSError as error:
        fault = disk_fault(error, options.root)
        if not fault:
            raise
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped: every file is whole, the old one or the new one.", file=sys.stderr)
        return 130  # as a shell says it
    return 0


def _project_root() -> Path:
    """Return the folder of the project around the current one; this one where there is none."""
    here = Path.cwd()
    folders = (folder for folder in (here, *here.parents) if (folder / "data/book.yml").is_file())
    return next(folders, here)


def _runnable(message: str) -> str:
    """Let commands in a message work as they are printed, in whichever folder it is read."""
    program = os.path.relpath(Path(sys.executable).with_name("booksite"))
    return message.replace("`booksite ", f"`{program} ")


class _Parser(argparse.ArgumentParser):
    """A parser that may get its options when it is asked, not when the program starts."""

    add_options: Callable[[argparse.ArgumentParser], None] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.add_options:
            self.add_options(self)
        return super().parse_known_args(args, namespace)


def _parser() -> _Parser:
    parser = _Parser(prog="booksite", description=__doc__)
    parser.add_argument(
        "--root", type=Path, help="the project's root; else that of the current folder"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], None], help_text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.set_defaults(run=run)
        return sub

    command("build", lambda o: build_site(o.root), "build the site into site/")
    help_text = "serve the site with live reload"
    serving = command("serve", lambda o: serve_site(o.root, o.port), help_text)
    serving.add_argument("--port", type=int, default=PORT, help=f"instead of {PORT}")
    command("check", _check, "check data, pages, notebooks and generated text")
    command("generate", _generate, "write all derived text")
    command("pdf", _pdf, "print the built site as one PDF for each language")
    errata = commands.add_parser("errata", help="add errata; see what a change does to readers")
    _add_errata_commands(errata)
    links = commands.add_parser("links", help="the links of data/links.yml")
    link_commands = links.add_subparsers(required=True, metavar="COMMAND")
    help_text = "open every link; note the day on those that answer, name those that do not"
    checking = link_commands.add_parser("check", help=help_text, description=help_text)
    checking.set_defaults(run=_check_links)
    execute = command("execute", _execute, "run notebooks and store their outputs")
    execute.add_argument("names", nargs="*", metavar="NOTEBOOK", help="such as ch08_dl; else all")
    execute.add_argument("--quick", action="store_true", help="with the chapter's quick settings")
    notebooks = commands.add_parser("notebooks", help="notebooks from where people edit them")
    notebook_commands = notebooks.add_subparsers(required=True, metavar="COMMAND")
    help_text = "restore ids and form after Colab, Jupyter or VS Code saved a notebook"
    tidying = notebook_commands.add_parser("tidy", help=help_text, description=help_text)
    tidying.add_argument("names", nargs="*", metavar="NOTEBOOK", help="name or path; else all")
    tidying.set_defaults(run=_tidy)
    twins = commands.add_parser("twins", help="the two languages of a notebook")
    twin_commands = twins.add_subparsers(required=True, metavar="COMMAND")
    acceptance = twin_commands.add_parser("accept", help="record that translations are up to date")
    acceptance.add_argument("notebook", help="name or path, such as ch08_dl")
    acceptance.add_argument("cells", nargs="+", metavar="CELL", help="ids of the translated cells")
    acceptance.set_defaults(run=_accept_translation)
    return parser


def _add_errata_commands(parser: _Parser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    help_text = "add an erratum to data/errata.yml; asks for each field if none is given"
    adding = commands.add_parser("add", help=help_text, description=help_text)
    adding.add_options = _add_erratum_options
    adding.set_defaults(run=_add_erratum)
    help_text = "add the erratum of an issue; for .github/workflows/erratum.yml"
    issue = commands.add_parser("from-issue", help=help_text, description=help_text)
    issue.set_defaults(run=_accept_issue)
    help_text = "say in Markdown what readers will see; fail where a published id is lost"
    comparison = commands.add_parser("diff", help=help_text, description=help_text)
    comparison.add_argument("base", help="the commit to compare with, such as origin/main")
    comparison.set_defaults(run=_compare_errata)


def _add_erratum_options(parser: argparse.ArgumentParser) -> None:
    from booksite.desk import erratum_options

    erratum_options(parser)


def _add_erratum(options: argparse.Namespace) -> None:
    from booksite.desk import add_erratum

    _added(add_erratum(options.root, vars(options)))


def _accept_issue(options: argparse.Namespace) -> None:
    from booksite.desk import accept_issue

    _added(accept_issue(options.root, os.environ))


def _compare_errata(options: argparse.Namespace) -> None:
    from booksite.desk import review_entries

    comparison = review_entries(options.root, options.base)
    print(comparison.markdown)
    if comparison.lost:
        raise FaultsError(comparison.lost)


def _added(name: str) -> None:
    print(f"data/errata.yml: added {name}. Look at it, then run `make check`.")


def _check(options: argparse.Namespace) -> None:
    from booksite.desk import check_sources

    print(check_sources(options.root, settings_faults))


def _check_links(options: argparse.Namespace) -> None:
    from booksite.desk import check_links

    print(check_links(options.root))


def _generate(options: argparse.Namespace) -> None:
    from booksite.desk import write_derived

    write_derived(options.root)


def _tidy(options: argparse.Namespace) -> None:
    from booksite.desk import tidy_notebooks

    print(tidy_notebooks(options.root, options.names))


def _accept_translation(options: argparse.Namespace) -> None:
    from booksite.book import load_book
    from booksite.notebooks import Notebook, accept_translation, chosen_chapters

    book = load_book(options.root)
    (chapter,) = chosen_chapters(book, [options.notebook])
    original = Notebook(options.root, chapter.notebook, book.languages[0])
    for twin in original.twins:
        for cell in options.cells:
            accept_translation(original, twin, cell)


def _pdf(options: argparse.Namespace) -> None:
    from booksite.publish.pdf import write_pdfs

    for file in write_pdfs(options.root):
        print(file.relative_to(options.root))


def _execute(options: argparse.Namespace) -> None:
    from booksite.notebooks.running import execute_chapters

    execute_chapters(options.root, options.names, quick=options.quick)


if __name__ == "__main__":
    sys.exit(main())
