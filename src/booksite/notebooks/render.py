"""A notebook to a fragment of a page.

The work is nbconvert's; the template and the filters are ours. `mkdocs_jupyter.convert.nb2html` is
not used: it adds 0.6 MB of CSS to each page, compiles its templates anew for each notebook and
parses its own HTML a second time. Nor is its `remove_tag_config`: it heeds the first of several
tags, and the settings of whoever builds.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode

from booksite.errors import Fault, FaultsError
from booksite.locales import text
from booksite.markup import Formulas, Heading, MathError, cell_code
from booksite.notebooks.cells import (
    REMOVING,
    CellNotes,
    folded_change,
    folded_parts,
    part_anchor,
    removed_parts,
)
from booksite.notebooks.fragment import Fragment, slot
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.links import CellLink, own_places, with_own_places
from booksite.notebooks.markdown import CellContext, CellError, markdown_cell
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.outputs import OutputContext, cell_outputs
from booksite.notebooks.pictures import CellPictures
from booksite.notebooks.run_record import read_checked


@cache
def _exporter() -> TemplateExporter:
    """Return the one exporter: its template is compiled once for all notebooks."""
    exporter = TemplateExporter(
        template_name="templates",
        extra_template_basedirs=[str(Path(__file__).parent)],
        file_extension=".html",
        default_preprocessors=[],
    )
    exporter.environment.autoescape = True
    exporter.environment.globals["slot"] = slot
    return exporter


class _Conversion:
    """One notebook on its way: hands the template its filters and collects what they find."""

    def __init__(
        self, notebook: Notebook, colab: str, notebooks: Collection[str], images: Path
    ) -> None:
        self.notebook, self.locale = notebook, notebook.locale
        self.colab, self.notebooks = colab, notebooks
        self.images = ImageFiles(notebook.name, images, text("open_large", self.locale))
        self.formulas = Formulas()
        self.headings: list[Heading] = []
        self.links: list[CellLink] = []
        self.anchors: dict[str, str] = {}
        self.cells: list[tuple[str, Markup]] = []
        self.faults: list[Fault] = []

    def notes(self, cell: NotebookNode) -> CellNotes:
        return self.notebook.notes[cell.id]

    def markdown(self, cell: NotebookNode) -> Markup:
        pictures = CellPictures(self.notebook, cell, self.images)
        context = CellContext(
            cell.id, self.locale, self.colab, self.notebooks, pictures.show, self.formulas
        )
        rendered = self._noted(cell, *markdown_cell(cell.source, context))
        self.headings += context.headings
        self.links += context.links
        self._take_anchors(context)
        self.cells.append((cell.id, rendered))
        return rendered

    def change(self, cell: NotebookNode) -> tuple[str, Markup] | None:
        """Return title and text of a note on what differs from the printed book."""
        found = folded_change(cell)
        return (found[0], self.markdown(NotebookNode(cell, source=found[1]))) if found else None

    def _take_anchors(self, context: CellContext) -> None:
        """Take the places that a cell's HTML names, each of which must be one."""
        for name in context.anchors:
            if name in self.anchors or name in self.notebook.notes:
                expected = "an id that stands nowhere else on the page"
                self._note(context.cell_id, CellError(expected, f"'{name}'", "Choose another id."))
            self.anchors[name] = context.cell_id

    def check_references(self) -> None:
        """Note what refers to a formula that is not there, when all cells are rendered."""
        for cell_id, rendered in self.cells:
            for error in self.formulas.unknown(rendered):
                self._note(cell_id, error)

    def check_types(self, on_page: NotebookNode) -> None:
        """Note cells that the template passes over."""
        for cell in on_page.cells:
            if cell.cell_type == "raw":
                remedy = "Change its type, or give it the tag `remove-cell`."
                error = CellError("a cell of Markdown or code", "a raw cell", remedy)
                self._note(cell.id, error)

    def outputs(self, cell: NotebookNode) -> Markup:
        page = OutputContext(self.locale, self.colab, self.images, self.formulas)
        return self._noted(cell, *cell_outputs(cell, self.notes(cell), page))

    def has_heading(self, cell: NotebookNode) -> bool:
        """Tell whether a heading has the id of a cell that was rendered just now."""
        return bool(self.headings) and self.headings[-1].id == cell.id

    def _noted(
        self, cell: NotebookNode, rendered: Markup, errors: Iterable[CellError | MathError]
    ) -> Markup:
        """Remember what is wrong with a cell and go on, so that all faults are shown at once."""
        for error in errors:
            self._note(cell.id, error)
        return rendered

    def _note(self, cell_id: str, error: CellError | MathError) -> None:
        fault = self.notebook.fault(cell_id, error.expected, error.came, error.remedy)
        self.faults.append(fault)


def convert(
    notebook: Notebook, *, colab: str, notebooks: Collection[str], images: Path
) -> Fragment:
    """Convert a notebook.

    Args:
        notebook: The notebook.
        colab: Its address in Colab; each section heading links to its own cell there.
        notebooks: Names of the notebooks that it may link to.
        images: Folder where the images of its outputs go.

    Raises:
        FaultsError: It is no valid notebook, or with every cell that cannot be shown.
    """
    on_page = _on_page(notebook.content)
    conversion = _Conversion(notebook, colab, notebooks, images)
    exporter = _exporter()
    exporter.register_filter("notes", conversion.notes)
    exporter.register_filter("removed", removed_parts)
    exporter.register_filter("folded", folded_parts)
    exporter.register_filter("anchor", part_anchor)
    exporter.register_filter("markdown_cell", conversion.markdown)
    exporter.register_filter("change", conversion.change)
    exporter.register_filter("cell_outputs", conversion.outputs)
    exporter.register_filter("highlight_code", cell_code)
    exporter.environment.globals["has_heading"] = conversion.has_heading
    exporter.environment.globals["t"] = partial(_localized, notebook.locale)
    # Not `from_notebook_node`: it copies the whole notebook for preprocessors, and there are none.
    body = exporter.template.render(nb=on_page, resources={})
    conversion.check_references()
    conversion.check_types(on_page)
    if conversion.faults:
        raise FaultsError(conversion.faults)
    places = own_places(conversion.headings)
    return Fragment(
        with_own_places(conversion.formulas.settled(body.strip()), places),
        tuple(conversion.headings),
        frozenset(
            (*_anchors(notebook, on_page), *conversion.formulas.numbers, *conversion.anchors)
        ),
        conversion.images.files,
        read_checked(notebook),
        tuple(
            link if link.page else replace(link, anchor=places.get(link.anchor, link.anchor))
            for link in conversion.links
        ),
    )


def _anchors(notebook: Notebook, on_page: NotebookNode) -> Iterator[str]:
    """Yield the ids that the template gives: those of cells, former ones too, and of listings."""
    for cell in on_page.cells:
        yield from (cell.id, *notebook.notes[cell.id].formerly)
        if "input" not in removed_parts(cell):
            yield from (f"code-{number}" for number in notebook.notes[cell.id].listings)


def _on_page(content: NotebookNode) -> NotebookNode:
    """Return a notebook without what its tags keep off the page, as nbconvert takes it off."""
    remover = TagRemovePreprocessor(
        remove_cell_tags=set(REMOVING["cell"]),
        remove_input_tags=set(REMOVING["input"]),
        remove_all_outputs_tags=set(REMOVING["output"]),
    )
    # It changes the cells that it is given.
    cells = [copy.deepcopy(cell) if removed_parts(cell) else cell for cell in content.cells]
    shown: NotebookNode
    shown, _ = remover.preprocess(NotebookNode(content, cells=cells), {})
    return shown


def _localized(locale: str, key: str, *values: Any) -> str:
    return text(key, locale, *values)
