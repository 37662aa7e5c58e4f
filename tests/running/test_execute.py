"""Notebooks are run, checked and stored; PyTorch is not needed for that."""

from __future__ import annotations

import asyncio
import base64
import gzip
import io
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from nbformat import NotebookNode
from PIL import Image

from booksite.book import Expectation
from booksite.errors import BooksiteError, FaultsError
from booksite.notebooks.checked import RunData, Staged
from booksite.notebooks.notebook import Notebook
from booksite.notebooks.run_record import Result, recorded_run, run_faults
from booksite.notebooks.running import data_sets as staging
from booksite.notebooks.running import runner
from booksite.notebooks.running.kernel import CellFailedError, started_kernel
from booksite.notebooks.running.normalise import stable_outputs
from booksite.notebooks.running.prelude import prelude_code
from booksite.notebooks.running.runner import execute
from booksite.notebooks.twins import twin_faults
from tests.helpers import EN, JA
from tests.tiny import code, make_notebook, markdown, output, saved, translated, write_pair


@pytest.fixture(autouse=True)
def in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def wish(name: str, expression: str, **limits: Any) -> Expectation:
    return Expectation(name=name, expression=expression, **limits)


def run(*cells: NotebookNode, **arguments: Any) -> Result:
    """Run a notebook of these cells, without storing anything unless told."""
    notebook, _ = write_pair(Path(), list(cells))
    settings: dict[str, Any] = {"save": False, "data": Path("none")} | arguments
    return execute(notebook, **settings)


def failure(*cells: NotebookNode, **arguments: Any) -> str:
    with pytest.raises(BooksiteError) as error:
        run(*cells, **arguments)
    return str(error.value)


def stored() -> tuple[Notebook, Notebook]:
    """Give both notebooks as their files now are."""
    return Notebook(Path(), "small", JA), Notebook(Path(), "small", EN)


def text(result: Result, cell_id: str) -> str:
    """Give what a cell printed."""
    (cell,) = (cell for cell in result.executed.cells if cell.id == cell_id)
    return "".join(one.text for one in cell.outputs)


def test_outputs_reach_both_notebooks() -> None:
    ja = [
        markdown("title", "# 題"),
        code("sum", "x = 1 + 1  # 足す\nprint(x)\nprint(object())"),
        code("plot", "import matplotlib.pyplot as plt\nplt.plot([x, 3])\nplt.show()"),
        code("last", "x"),
    ]
    ja[2].metadata["booksite"] = {"alt": ["線"]}
    en = [
        translated(ja[0], "# Title"),
        translated(ja[1], "x = 1 + 1  # add\nprint(x)\nprint(object())"),
        *map(translated, ja[2:]),
    ]
    execute(write_pair(Path(), ja, en)[0], data=Path("none"))
    japanese, english = stored()
    assert twin_faults(japanese, english) == []
    for notebook in (japanese, english):
        _, total, plot, last = notebook.cells
        assert [one.text for one in total.outputs] == ["2\n<object object>\n"]
        assert list(plot.outputs[0].data) == ["image/png", "text/plain"]
        assert plot.outputs[0].data["text/plain"].startswith("<Figure size ")
        assert last.outputs == [
            output("execute_result", data={"text/plain": "2"}, execution_count=3)
        ]
        assert [cell.execution_count for cell in (total, plot, last)] == [1, 2, 3]
    assert "add" in english.cells[1].source


def test_a_run_without_pytorch_is_refused_where_the_last_one_or_the_code_had_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runner, "find_spec", lambda name: None)
    asks = code("a", "import torch", tags=["raises-exception"])
    said = "expected torch beside the Python that runs it"
    assert said in failure(asks, save=True)
    assert stored()[0].code_cells[0].outputs == []
    ran = {"python": "3.11.7", "code": "0", "device": "CPU", "date": "2026-01-01"}
    record = ran | {"torch": "2.13.0", "data": [], "parameters": {}, "seconds": 1}
    content = make_notebook(code("a", "1"), booksite={"run": record})
    with pytest.raises(BooksiteError, match=said):
        execute(saved(Path(), content), data=Path("none"))


def test_a_run_says_how_it_came_about() -> None:
    cell = code("parameters", "num_epochs = 9", tags=["parameters"])
    notebook, _ = write_pair(Path(), [cell])
    result = execute(notebook, parameters={"num_epochs": 1}, data=Path("none"))
    japanese, english = stored()
    run = recorded_run(japanese)
    assert run == recorded_run(english)
    assert run
    assert run.python == platform.python_version()
    assert (run.device, run.data, run.parameters) == ("CPU", (), {"num_epochs": 1})
    assert datetime.fromisoformat(run.date).date() <= datetime.now(UTC).date()
    assert run.seconds == result.seconds


def edited(source: str) -> Notebook:
    """Write other code into the last cell of the Japanese notebook."""
    notebook, _ = stored()
    notebook.cells[-1].source = source
    notebook.save(notebook.content)
    return notebook


def test_outputs_of_code_that_has_changed_are_found() -> None:
    cells = [markdown("title", "# 題"), code("sum", "x = 1  # 一\nprint(x)")]
    notebook, _ = write_pair(Path(), cells)
    assert [fault.came for fault in run_faults(notebook)] == ["a notebook that nobody has run"]
    execute(notebook, data=Path("none"))
    assert run_faults(edited("x = 1  # ひとつ\n\nprint(x)")) == []
    changed = edited("x = 2  # 一\nprint(x)")
    (fault,) = run_faults(changed)
    assert changed.path.read_text().splitlines()[fault.line - 1].strip() == '"run": {'
    assert str(fault).endswith(
        "expected outputs of the code as it now is, but received those of other code. "
        "Run `make execute NB=small`, which stores them in both languages."
    )
    execute(changed, data=Path("none"), save=False)
    assert len(run_faults(stored()[0])) == 1


def test_outputs_that_an_editor_cleared_are_missed() -> None:
    cells = [code("sum", "print(1)"), code("end", "print(2)"), code("empty", "")]
    execute(write_pair(Path(), cells)[0], data=Path("none"))
    notebook, _ = stored()
    assert run_faults(notebook) == []
    cell = notebook.cells[1]
    for one in notebook.code_cells:
        one.outputs = []
    assert [fault.came for fault in run_faults(notebook)] == ["none: they were cleared"]
    notebook.cells[0].outputs = [output("stream", text="1\n")]
    cell.outputs, cell.execution_count = [], None
    (fault,) = run_faults(notebook)
    assert fault.came == "none: they were cleared (cell end)"
    assert fault.remedy.startswith("Run `booksite notebooks tidy ")
    assert notebook.path.read_text().splitlines()[fault.line - 1].strip(" ,") == '"id": "end"'


def test_a_run_that_did_not_note_its_code_proves_nothing() -> None:
    execute(write_pair(Path(), [code("sum", "1 + 1")])[0], data=Path("none"))
    notebook, _ = stored()
    del notebook.content.metadata.booksite.run["code"]
    with pytest.raises(FaultsError, match=r"a run as `make execute` records it, but .* code"):
        run_faults(notebook)


def test_nothing_is_stored_without_save() -> None:
    notebook, _ = write_pair(Path(), [code("sum", "1 + 1")])
    before = notebook.source
    execute(notebook, data=Path("none"), save=False)
    assert notebook.path.read_bytes() == before


def test_a_failing_cell_is_named_with_its_line() -> None:
    assert failure(code("good", "x = 1"), code("boom", "x = 1\nx / 0")) == (
        "notebooks/small.ipynb, cell 'boom', line 2: ZeroDivisionError: division by zero"
    )


# Cells that fail, the line that is to blame, the message.
FAILURES = (
    ("x = = 1", 1, "SyntaxError: invalid syntax"),
    # The innermost line of this cell, not of the library nor of an earlier cell.
    ("import json\n\njson.loads('')", 3, "JSONDecodeError: Expecting value"),
    ("try:\n    1 / 0\nexcept ArithmeticError:\n    helper()", 4, "KeyError: 'far'"),
    ("raise ValueError('one\\n  two')", 1, "ValueError: one two"),
    ("%pip install -q no-such-package", 1, "ModuleNotFoundError: no-such-package is not installed"),
    # What will stop working one day is a mistake today.
    ("import warnings\nwarnings.warn('old', FutureWarning)", 2, "FutureWarning: old"),
    ("import os\nos._exit(1)", 0, "the kernel ended, perhaps for lack of memory"),
)


def test_the_line_to_blame_is_found(tmp_path: Path) -> None:
    helper = code("helper", "def helper():\n    raise KeyError('far')\n\n")
    notebook = make_notebook(
        helper, *(code(f"boom-{n}", source) for n, (source, _, _) in enumerate(FAILURES))
    )

    async def run_all() -> list[CellFailedError]:
        errors = []
        async with started_kernel(notebook, tmp_path, tmp_path, timeout=60) as kernel:
            await kernel.run_code(prelude_code("", []))
            await kernel.run_cell(helper, 0)
            for index, cell in enumerate(notebook.cells[1:], 1):
                with pytest.raises(CellFailedError) as error:
                    await kernel.run_cell(cell, index)
                errors.append(error.value)
        return errors

    for error, (_, line, message) in zip(asyncio.run(run_all()), FAILURES, strict=True):
        assert (error.line, str(error)[: len(message)]) == (line, message)


def test_a_cell_may_take_too_long() -> None:
    assert failure(code("slow", "while True:\n    pass"), timeout=1) == (
        "notebooks/small.ipynb, cell 'slow': it ran for more than 1 seconds"
    )


def test_stderr_is_a_failure() -> None:
    source = "import sys\nprint('good')\nprint('careful', file=sys.stderr)"
    assert failure(code("warn", source)) == (
        "notebooks/small.ipynb, cell 'warn': expected nothing on stderr, but received: careful"
    )


def test_a_failed_run_stores_nothing() -> None:
    notebook, _ = write_pair(Path(), [code("sum", "1 + 1"), code("boom", "1 / 0")])
    before = notebook.source
    with pytest.raises(BooksiteError):
        execute(notebook, data=Path("none"))
    assert notebook.path.read_bytes() == before


def test_an_exception_may_be_the_point() -> None:
    result = run(code("bad", "1 / 0", tags=["raises-exception"]), code("on", "print('on')"))
    error = result.executed.cells[0].outputs[0]
    assert error.traceback == ["ZeroDivisionError: division by zero"]
    assert text(result, "on") == "on\n"


PARAMETERS = code("parameters", "num_epochs = 9\nlr = 0.1", tags=["parameters"])


@pytest.mark.parametrize(
    ("parameters", "printed"), [({"num_epochs": 2}, "2 0.1\n"), ({}, "9 0.1\n")]
)
def test_parameters_replace_the_notebooks_own(parameters: dict[str, int], printed: str) -> None:
    shown = code("show", "print(num_epochs, lr)")
    result = run(PARAMETERS, shown, parameters=parameters)
    assert text(result, "show") == printed
    assert len(result.executed.cells) == 2


def test_a_parameter_that_replaces_nothing_is_a_mistake() -> None:
    came = failure(PARAMETERS, parameters={"num_epoch": 2})
    assert came == (
        "notebooks/small.ipynb:6: expected a value for 'num_epoch' in the cell tagged "
        "'parameters', but received lr, num_epochs. "
        "Set it there, or correct the run's parameters."
    )


def test_expectations_are_met() -> None:
    wishes = [
        wish("accuracy", "history[-1]", at_least=0.9, at_most=1),
        wish("rows", "len(history)", equals=2),
        wish("third", "1 / 3", equals=0.33333333),
        wish("name", "'net'", equals="net"),
    ]
    cell = code("train", "import numpy as np\nhistory = np.array([0.5, 0.95])")
    assert run(cell, expect=wishes).checked == ("accuracy", "rows", "third", "name")


def test_missed_expectations_are_all_shown() -> None:
    wishes = [
        wish("accuracy", "acc", at_least=0.9),
        wish("rows", "3", equals=2),
        wish("loss", "loss", at_most=1.5),
        wish("any", "missing"),
    ]
    came = failure(code("train", "acc = 0.5"), expect=wishes)
    remedy = "Correct the notebook, or the expectation where the notebook is right."
    place = "notebooks/small.ipynb: expected"
    assert came.splitlines() == [
        f"{place} 'accuracy' (acc) of at least 0.9, but received 0.5. {remedy}",
        f"{place} 'any' (missing) to have a value, but received "
        f"NameError: name 'missing' is not defined. {remedy}",
        f"{place} 'loss' (loss) of at most 1.5, but received "
        f"NameError: name 'loss' is not defined. {remedy}",
        f"{place} 'rows' (3) equal to 2, but received 3. {remedy}",
    ]


def test_a_notebook_sees_a_clean_kernel() -> None:
    """Nothing of the harness shows: no names, no earlier results, no variables of this machine."""
    result = run(
        code("names", "print([name for name in dir() if not name.startswith('_')])"),
        code("hash", "import os\nprint(os.environ['PYTHONHASHSEED'], os.listdir())"),
    )
    names = set(re.findall(r"'(\w+)'", text(result, "names")))
    assert "get_ipython" in names
    assert not names & {"USES", "pip", "prepare", "runpy", "sys", "warnings"}
    assert text(result, "hash") == "0 []\n"


def test_packages_are_checked_but_not_installed() -> None:
    assert run(code("install", "%pip install -q numpy 'pillow>=1'")).notebook.cells[0].outputs == []


def test_two_runs_give_the_same() -> None:
    cells = [
        code("set", "print({'a', 'b', 'c', 'd'}, object())"),
        code("plot", "import matplotlib.pyplot as plt\nplt.plot([1, 3])\nplt.show()"),
    ]
    assert run(*cells).executed == run(*cells).executed


def test_a_missing_twin_is_said_before_the_run() -> None:
    notebook, _ = write_pair(Path(), [code("boom", "1 / 0")], [code("other", "1 / 0")])
    with pytest.raises(BooksiteError) as error:
        execute(notebook, data=Path("none"))
    assert str(error.value) == (
        "notebooks/en/small.ipynb: expected the Japanese notebook's code cells, but received "
        "boom, other. Give both notebooks the same cells; `booksite check` shows the differences."
    )


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a folder of data sets from which a notebook gets a stand-in for wolves."""
    record = Staged("wolves", "stand-in", "代わりのデータです。", "Not the real wolves.")
    wolves = staging.DataSet(re.compile("wolves"), (), staging.stage_nothing, record)
    monkeypatch.setattr(staging, "DATA_SETS", (wolves,))
    return tmp_path


def test_results_of_a_stand_in_are_not_shown(stand_in: Path) -> None:
    cells = [
        code("use", "wolves = 1"),
        code("result", "print(wolves)", tags=["needs-download"]),
        code("fails", "1 / 0", tags=["needs-download"]),
        code("rest", "print('shown')"),
    ]
    notebook, _ = write_pair(Path(), cells)
    result = execute(notebook, data=stand_in, expect=[wish("accuracy", "0", at_least=1)])
    assert result.checked == ()
    japanese, english = stored()
    assert twin_faults(japanese, english) == []
    _, shown, fails, rest = japanese.cells
    assert (shown.outputs, fails.outputs) == ([], [])
    assert shown.metadata.booksite == fails.metadata.booksite == {"output": "colab"}
    assert [one.text for one in rest.outputs] == ["shown\n"]
    for side, note in ((japanese, "代わりのデータです。"), (english, "Not the real wolves.")):
        run = recorded_run(side)
        assert run
        assert run.data == (RunData(name="wolves", kind="stand-in", note=note),)


def test_a_setting_can_leave_out_what_only_real_data_show(tmp_path: Path) -> None:
    cells = [
        code("parameters", "model = 'large'", tags=["parameters"]),
        code("train", "if model == 'large':\n    print(1)", tags=["needs-download"]),
        code("result", "print(model)", tags=["needs-download"]),
    ]
    notebook, _ = write_pair(Path(), cells)
    execute(notebook, parameters={"model": "small"}, data=tmp_path)
    train, result = stored()[0].cells[1:]
    assert (train.outputs, train.metadata.booksite) == ([], {"output": "colab"})
    assert result.outputs[0].text == "small\n"
    assert "booksite" not in result.metadata


def test_real_data_brings_the_results_back(stand_in: Path) -> None:
    cells = [code("use", "wolves = 1"), code("result", "print(wolves)", tags=["needs-download"])]
    notebook, _ = write_pair(Path(), cells)
    execute(notebook, data=stand_in)
    execute(stored()[0], data=Path("none"))
    result = stored()[0].cells[1]
    assert result.outputs[0].text == "1\n"
    assert "booksite" not in result.metadata


def test_openml_gives_the_training_images_first(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    source = tmp_path / "source"
    source.mkdir()
    for part, numbers in (("train", [5, 0]), ("t10k", [7])):
        images = b"".join(bytes([number]) * 784 for number in numbers)
        for kind, content in (
            ("images-idx3", bytes(16) + images),
            ("labels-idx1", bytes(8) + bytes(numbers)),
        ):
            (source / f"{part}-{kind}-ubyte.gz").write_bytes(gzip.compress(content))
    lines = [
        "from sklearn.datasets import fetch_openml",
        'mnist = fetch_openml("mnist_784", version=1, as_frame=False)',
        "print(mnist.data.shape, mnist.data[:, 0], mnist.target)",
    ]
    result = run(code("fetch", "\n".join(lines)), data=source)
    assert text(result, "fetch") == "(3, 784) [5 0 7] ['5' '0' '7']\n"


def test_graphviz_drawings_are_stable() -> None:
    drawing = "<svg><!-- Generated by graphviz -->\n<g id='a'>\n<title>{}</title>\n</g></svg>"
    one, two = (
        stable_outputs([output("display_data", data={"image/svg+xml": drawing.format(name)})], 1)
        for name in ("140234", "159876")
    )
    assert one == two
    assert one[0].data["image/svg+xml"] == "<svg>\n<g id='a'>\n</g></svg>"


def test_pieces_of_a_text_become_one() -> None:
    pieces = [output("stream", name="stdout", text=text) for text in ("a", "b at 0x7f", "1c\n")]
    joined, shown = stable_outputs(
        [*pieces, output("display_data", metadata={"image/jpeg": {}})], 1
    )
    assert joined.text == "ab\n"
    assert shown.metadata == {}
    assert pieces[0].text == "a"


@pytest.mark.parametrize(("alpha", "mode"), [(255, "RGB"), (254, "RGBA")])
def test_images_are_stored_in_fewer_bytes_with_the_same_pixels(alpha: int, mode: str) -> None:
    colours = np.random.default_rng(0).integers(0, 9, (40, 60, 4), np.uint8)
    colours[:, :, 3] = 255
    colours[0, 0, 3] = alpha
    before = Image.fromarray(colours)
    buffer = io.BytesIO()
    before.save(buffer, "PNG", compress_level=0)
    png = base64.b64encode(buffer.getvalue()).decode()
    (shown,) = stable_outputs([output("display_data", data={"image/png": png})], 1)
    stored = shown.data["image/png"]
    after = Image.open(io.BytesIO(base64.b64decode(stored)))
    assert after.mode == mode
    assert after.convert("RGBA").tobytes() == before.tobytes()
    assert len(stored) < len(png) / 2
    assert stable_outputs([shown], 1) == [shown]


def test_a_damaged_image_is_stored_as_it_came_for_the_check_to_name() -> None:
    damaged = output("display_data", data={"image/png": "iVBORw0KGgo="})
    assert stable_outputs([damaged], 1) == [damaged]
