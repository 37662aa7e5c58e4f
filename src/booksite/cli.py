"""The command line: one subcommand a task; the Makefile calls them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from booksite import build, errata_add, generate, issue_form, published
from booksite.check import check
from booksite.colab import notebook_path
from booksite.errors import BooksiteError, FaultsError
from booksite.pairs import accept


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand and give its exit status; an author's mistake prints as text."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except BooksiteError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="booksite", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's root")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], None], help_text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.set_defaults(run=run)
        return sub

    command("build", lambda o: build.build(o.root), "build the site into site/")
    command("serve", lambda o: build.serve(o.root), "serve the site with live reload")
    command("check", _check, "check data, pages, notebooks and generated text")
    command("generate", lambda o: generate.write(o.root), "write all derived text")
    command("pdf", _pdf, "print the built site as one PDF for each language")
    errata = commands.add_parser("errata", help="add errata; see what a change does to readers")
    _add_errata_commands(errata)
    execute = command("execute", _execute, "run notebooks and store their outputs")
    execute.add_argument("names", nargs="*", metavar="NOTEBOOK", help="such as ch08_dl; else all")
    execute.add_argument("--quick", action="store_true", help="with the chapter's quick settings")
    twins = commands.add_parser("twins", help="the two languages of a notebook")
    twin_commands = twins.add_subparsers(required=True, metavar="COMMAND")
    acceptance = twin_commands.add_parser("accept", help="record that translations are up to date")
    acceptance.add_argument("notebook", help="such as ch08_dl")
    acceptance.add_argument("cells", nargs="+", metavar="CELL", help="ids of the translated cells")
    acceptance.set_defaults(run=_accept)
    return parser


def _add_errata_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    help_text = "add an erratum to data/errata.yml; asks for each field if none is given"
    adding = commands.add_parser("add", help=help_text, description=help_text)
    errata_add.add_options(adding)
    adding.set_defaults(run=lambda o: _added(errata_add.add(o.root, vars(o))))

    help_text = "add the erratum of an issue; for .github/workflows/erratum.yml"
    issue = commands.add_parser("from-issue", help=help_text, description=help_text)
    issue.set_defaults(run=lambda o: _added(issue_form.accept(o.root, os.environ)))
    help_text = "say in Markdown what readers will see; fail where a published id is lost"
    comparison = commands.add_parser("diff", help=help_text, description=help_text)
    comparison.add_argument("base", help="the commit to compare with, such as origin/main")
    comparison.set_defaults(run=_compare_errata)


def _compare_errata(options: argparse.Namespace) -> None:
    comparison = published.compare(options.root, options.base)
    print(comparison.markdown)
    if comparison.lost:
        raise FaultsError(comparison.lost)


def _added(name: str) -> None:
    print(f"data/errata.yml: added {name}. Look at it, then run `make check`.")


def _check(options: argparse.Namespace) -> None:
    print(check(options.root))


def _accept(options: argparse.Namespace) -> None:
    notebook = options.root / notebook_path(options.notebook, "ja")
    for cell in options.cells:
        accept(notebook, cell)


def _pdf(options: argparse.Namespace) -> None:
    # Imported here: it needs a browser, which building the site does not.
    from booksite.pdf import write_pdfs

    for file in write_pdfs(options.root):
        print(file.relative_to(options.root))


def _execute(options: argparse.Namespace) -> None:
    # Imported here: it needs packages that building the site does not.
    from booksite.execution import execute_chapters

    execute_chapters(options.root, options.names, quick=options.quick)


if __name__ == "__main__":
    sys.exit(main())
