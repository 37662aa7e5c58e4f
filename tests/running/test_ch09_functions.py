"""Chapter 9 builds the functions that torch_lib1.py holds: readers must find the same code."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from booksite.locales import Locale
from booksite.notebooks.notebook import Notebook
from tests.helpers import LOCALES
from tests.project import ROOT

SHARED = ["eval_loss", "evaluate_history", "fit", "show_images_labels", "torch_seed"]


class _Plain(ast.NodeTransformer):
    """Removes what only the library has: annotations and docstrings."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        if ast.get_docstring(node):
            node.body = node.body[1:]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        if node.value is None:
            return None
        return ast.Assign([node.target], node.value, lineno=node.lineno)


def functions(code: str) -> dict[str, str]:
    """Give the shared functions that some code defines, without comments and types."""
    return {
        node.name: ast.unparse(_Plain().visit(node))
        for node in ast.parse(code).body
        if isinstance(node, ast.FunctionDef) and node.name in SHARED
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_chapter_9_defines_the_functions_of_torch_lib1(locale: Locale) -> None:
    library = functions((ROOT / "notebooks" / "torch_lib1.py").read_text(encoding="utf-8"))
    taught: dict[str, str] = {}
    for cell in Notebook(ROOT, "ch09_cnn", locale).code_cells:
        if not cell.source.startswith("%"):
            taught |= functions(cell.source)
    assert sorted(library) == SHARED
    assert taught == library
