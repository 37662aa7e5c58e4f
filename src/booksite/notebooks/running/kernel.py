"""A kernel of the running Python, for one notebook.

nbclient talks with it. The kernel is started from this very interpreter, whatever kernels the
user has installed, and over files instead of network ports.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from booksite.errors import BooksiteError
from booksite.notebooks.running.prelude import kernel_environment

_ANSWER_SECONDS = 600
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
# A value as JSON: numbers of NumPy and PyTorch become Python's.
_AS_JSON = "__import__('json').dumps((lambda x: x.item() if hasattr(x, 'item') else x)({}))"


class CellFailedError(BooksiteError):
    """A cell did not run through; `line` is the line within it, or 0 where that is unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _RunningPython(KernelSpecManager):
    """Knows one kernel: ipykernel in the Python that runs this code."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return that kernel, whatever name is asked for."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


class Kernel:
    """A running kernel.

    Attributes:
        client: What talks with it.
    """

    def __init__(self, client: NotebookClient) -> None:
        self.client = client

    async def run_cell(self, cell: NotebookNode, index: int) -> None:
        """Run a code cell; its outputs are stored in it.

        Raises:
            CellFailedError: It raised an exception, took too long or ended the kernel.
        """
        try:
            await self.client.async_execute_cell(cell, index)
        except CellExecutionError as error:
            line = _line(error.traceback, cell.execution_count)
            raise CellFailedError(_one_line(error.ename, error.evalue), line) from None
        except CellTimeoutError:
            raise CellFailedError(f"it ran for more than {self.client.timeout} seconds") from None
        except DeadKernelError:
            raise CellFailedError("the kernel ended, perhaps for lack of memory") from None

    async def run_code(self, code: str) -> None:
        """Run code that belongs to no cell.

        Raises:
            BooksiteError: It raised an exception.
        """
        await self._request(code, {})

    async def value(self, expression: str) -> Any:
        """Evaluate an expression whose value is a number, a text, a list or the like.

        Raises:
            BooksiteError: It raised an exception.
        """
        reply = await self._request("", {"value": _AS_JSON.format(expression)})
        answer = reply["user_expressions"]["value"]
        if answer["status"] == "error":
            raise BooksiteError(_one_line(answer["ename"], answer["evalue"]))
        return json.loads(ast.literal_eval(answer["data"]["text/plain"]))

    async def _request(self, code: str, expressions: dict[str, str]) -> dict[str, Any]:
        assert isinstance(self.client.kc, AsyncKernelClient)
        reply = await self.client.kc.execute(
            code,
            silent=True,
            user_expressions=expressions,
            reply=True,
            timeout=_ANSWER_SECONDS,
        )
        content: dict[str, Any] = reply["content"]
        if content["status"] == "error":
            raise BooksiteError(_one_line(content["ename"], content["evalue"]))
        return content


@asynccontextmanager
async def started_kernel(
    notebook: NotebookNode, work: Path, settings: Path, timeout: int
) -> AsyncIterator[Kernel]:
    """Start a kernel and end it afterwards.

    Args:
        notebook: The notebook whose cells will run.
        work: The folder in which they run.
        settings: An empty folder for the kernel's own files.
        timeout: Seconds that a cell may take.
    """
    manager = AsyncKernelManager(
        kernel_spec_manager=_RunningPython(),
        transport="ipc",
        connection_file=str(settings / "kernel.json"),
    )
    client = NotebookClient(
        notebook, km=manager, timeout=timeout, record_timing=False, shutdown_kernel="immediate"
    )
    environment = kernel_environment(settings)
    async with client.async_setup_kernel(cleanup_kc=True, cwd=str(work), env=environment):
        yield Kernel(client)


def _line(traceback: str, count: int) -> int:
    """Find the innermost line of the cell in a traceback as IPython writes it."""
    lines = re.findall(rf"Cell In\[{count}\], line (\d+)", _ANSI.sub("", traceback))
    return int(lines[-1]) if lines else 0


def _one_line(name: str, message: str) -> str:
    return " ".join(f"{name}: {message}".split())
