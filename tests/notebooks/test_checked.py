"""How far a notebook was checked, as told by the run that it records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from pydantic import ValidationError

from booksite.book.contents import Chapter, Execution
from booksite.book.loading import load_book
from booksite.errors import FaultsError
from booksite.locales import Locale
from booksite.notebooks.checked import Checked, Reduced, State
from booksite.notebooks.code import code_hash
from booksite.notebooks.fragment import Fragment
from booksite.notebooks.run_record import read_checked
from booksite.pages.reductions import reductions_in_words, unsaid_reductions
from tests.helpers import BOOK, LOCALES, changed, message_for, write_book
from tests.tiny import code, make_notebook, saved

SETTINGS = "num_epochs = 50  # 周回\nn_train = None  # 全部\nstep = 1\nmodel = 'large'"
REAL = {"kind": "real", "name": "MNIST"}
NEAR_REAL = {"kind": "near-real", "name": "CIFAR-10", "note": "Saved again as JPEG."}
STAND_IN = {"kind": "stand-in", "name": "wolves", "note": "Noise in place of wolves."}
WEIGHTS = {"kind": "stand-in", "name": "weights", "note": "Random weights."}
WITH_WORDS = """
          reduced:
            num_epochs: {value: 10, unit: epochs, subject: {ja: 学習, en: Training}}"""


def checked(folder: Path, *, missing: bool = False, **run: Any) -> Checked:
    """Give what a notebook's outputs rest on that records a run, by default a full one."""
    site = {"booksite": {"output": "colab"}} if missing else {}
    cells = [code("parameters", SETTINGS, tags=["parameters"]), code("photos", "show()", **site)]
    made = make_notebook(*cells)
    made.metadata["booksite"] = {
        "run": {
            "torch": "2.13.0+cpu",
            "python": "3.11.7",
            "code": code_hash(made.cells),
            "device": "CPU",
            "date": "2026-11-24",
            "data": [],
            "parameters": {},
            "seconds": 61,
        }
        | run
    }
    return read_checked(saved(folder, made))


@pytest.mark.parametrize(
    ("run", "state"),
    [
        ({}, "full"),
        ({"data": [REAL]}, "full"),
        ({"parameters": {"num_epochs": 50}}, "full"),
        ({"parameters": {"num_epochs": 10}}, "part"),
        ({"parameters": {"n_train": 5000}}, "part"),
        ({"parameters": {"step": 24}}, "part"),
        ({"data": [REAL, NEAR_REAL]}, "part"),
        ({"data": [NEAR_REAL, STAND_IN]}, "stand-in"),
        ({"data": [WEIGHTS], "parameters": {"num_epochs": 10}}, "stand-in"),
        ({"missing": True}, "part"),
        ({"parameters": {"model": "small"}}, "part"),
        ({"parameters": {"model": "large"}}, "full"),
        ({"code": "that of other code"}, "unchecked"),
        ({"code": "that of other code", "data": [STAND_IN]}, "unchecked"),
        ({"parameters": {"setting_of_another_cell": 1}}, "unchecked"),
    ],
)
def test_a_run_says_how_far_a_notebook_was_checked(
    tmp_path: Path, run: dict[str, Any], state: State
) -> None:
    assert checked(tmp_path, **run).state == state


def test_a_notebook_that_was_never_run_claims_nothing(tmp_path: Path) -> None:
    assert read_checked(saved(tmp_path, make_notebook(code("a", "1")))).state == "unchecked"


def test_what_stood_in_comes_before_what_is_almost_real(tmp_path: Path) -> None:
    notes = checked(tmp_path, data=[REAL, NEAR_REAL, WEIGHTS]).notes
    assert notes == ("Random weights.", "Saved again as JPEG.")


def test_cells_without_a_result_are_known_in_order(tmp_path: Path) -> None:
    assert checked(tmp_path, missing=True).missing == ("photos",)


def test_a_run_of_an_unknown_kind_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as error:
        checked(tmp_path, data=[REAL | {"kind": "real enough"}], seconds="long")
    (fault,) = error.value.faults
    assert (tmp_path / fault.file).read_text().splitlines()[fault.line - 1].strip() == '"run": {'
    assert str(fault).endswith(
        "expected a run as `make execute` records it, but received another data.0.kind, seconds. "
        "Run `make execute NB=small`, which records it anew."
    )


WORDS: dict[str, list[str]] = {
    "ja": [
        "学習：50エポックのうち10エポック",
        "訓練画像：50,000枚のうち5,000枚",
        "写真：24枚に1枚",
        "モデル：largeの代わりにsmall",
    ],
    "en": [
        "Training: 10 of 50 epochs",
        "Training images: 5,000 of 50,000",
        "Photos: one in 24",
        "Model: small in place of large",
    ],
}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reduced_run_says_by_how_much(tmp_path: Path, locale: Locale, chapter: Chapter) -> None:
    parameters = {"step": 24, "n_train": 5000, "num_epochs": 10, "model": "small"}
    run = checked(tmp_path, parameters=parameters)
    assert reductions_in_words(run, chapter, locale) == WORDS[locale]
    assert reductions_in_words(checked(tmp_path), chapter, locale) == []


@pytest.fixture
def chapter() -> Chapter:
    """Give a chapter whose run is reduced in each way."""
    reduced = {
        "num_epochs": {"value": 10, "unit": "epochs", "subject": {"ja": "学習", "en": "Training"}},
        "n_train": {
            "value": 5000,
            "of": 50000,
            "unit": "images",
            "subject": {"ja": "訓練画像", "en": "Training images"},
        },
        "step": {"value": 24, "unit": "one-in", "subject": {"ja": "写真", "en": "Photos"}},
        "model": {"value": "small", "unit": "choice", "subject": {"ja": "モデル", "en": "Model"}},
    }
    return Chapter.model_validate(
        {
            "id": "ch02",
            "notebook": "small",
            "part": "basics",
            "label": {"ja": "2章", "en": "Chapter 2"},
            "title": {"ja": "つぎに", "en": "Second steps"},
            "summary": {"ja": "進みます。", "en": "Further on."},
            "gpu": False,
            "execution": {"reduced": reduced},
        }
    )


def test_a_choice_is_a_text_and_what_is_counted_a_number(chapter: Chapter) -> None:
    assert chapter.execution
    stored = chapter.execution.model_dump(mode="json")
    for name, value in (("model", 1), ("step", "small")):
        reduced = {**stored["reduced"], name: {**stored["reduced"][name], "value": value}}
        with pytest.raises(ValidationError):
            Execution.model_validate({"reduced": reduced})


def test_a_reduced_setting_needs_words(tmp_path: Path) -> None:
    reduced = "quick: {num_epochs: 1}\n          reduced: {num_epochs: 1}"
    message = message_for(tmp_path, book=changed(BOOK, "quick: {num_epochs: 1}", reduced))
    assert message == (
        "data/book.yml:49: expected a setting with value, unit and subject, such as {value: 10, "
        "unit: epochs, subject: {ja: 学習, en: Training}}, in 'execution.reduced.num_epochs' of "
        "ch02, but received 1. Correct 'num_epochs'."
    )


@pytest.mark.parametrize(
    ("reduced", "own", "message"),
    [
        (
            "",
            50,
            "expected in execution.reduced words for what the run changed, such as "
            "'num_epochs: {value: 10, unit: epochs, subject: {…}}', but received none for "
            "'num_epochs'. Add them, or run `make execute NB=ch02_pytorch` with other settings.",
        ),
        (
            WITH_WORDS,
            None,
            "expected what None stands for in ch02_pytorch, such as 'of: 50000', but received "
            "'num_epochs' without it. Add it to the entry of execution.reduced.",
        ),
        (
            WITH_WORDS,
            0.5,
            "expected only whole numbers and choices in execution.reduced, but received "
            "'num_epochs', which is 0.5 in ch02_pytorch. Remove it, or correct the notebook.",
        ),
        (WITH_WORDS, 50, ""),
    ],
)
def test_what_a_run_reduced_can_be_told(
    tmp_path: Path, reduced: str, own: Any, message: str
) -> None:
    quick = "quick: {num_epochs: 1}"
    book = load_book(write_book(tmp_path, book=changed(BOOK, quick, quick + reduced)))
    run = Checked(reduced={"num_epochs": Reduced(run=10, own=own)})
    notebooks = {
        (chapter.notebook, locale): Fragment(
            Markup(), checked=run if chapter.id == "ch02" else Checked()
        )
        for chapter in book.chapters
        for locale in LOCALES
    }
    faults = unsaid_reductions(book, notebooks)
    assert [str(fault) for fault in faults] == ([f"data/book.yml:37: {message}"] if message else [])
