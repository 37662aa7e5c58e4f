"""The functions that the notebooks of chapters 9 to 12 share."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.project import ROOT

torch = pytest.importorskip("torch")
matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")
plt: Any = pytest.importorskip("matplotlib.pyplot")
np: Any = pytest.importorskip("numpy")

CPU = torch.device("cpu")
MEAN_LOSS = torch.nn.CrossEntropyLoss()
EPOCH = r"Epoch \[\d+/\d+\], loss: \d\.\d{5} acc: \d\.\d{5} val_loss: \d\.\d{5} val_acc: \d\.\d{5}"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "torch_lib1", ROOT / "notebooks" / "torch_lib1.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lib = _load()


@pytest.fixture(autouse=True)
def _same_beginning() -> Iterator[None]:
    """Start each test from one seed, and leave torch and matplotlib as they were."""
    torch.manual_seed(0)
    yield
    torch.use_deterministic_algorithms(False)
    torch.backends.cudnn.deterministic = False
    plt.close("all")


def loader(n: int, *, batch_size: int = 4, classes: int = 3) -> Any:
    """Give batches of `n` samples of two numbers, whose label follows from the first."""
    inputs = torch.randn(n, 2)
    labels = (inputs[:, 0] > 0).long() * (classes - 1)
    data = torch.utils.data.TensorDataset(inputs, labels)
    return torch.utils.data.DataLoader(data, batch_size=batch_size)


def images(n: int, *shape: int, label: int = 0) -> list[Any]:
    """Give one batch of images in the range of `Normalize(0.5, 0.5)`, all of one label."""
    return [(torch.rand(n, *shape) * 2 - 1, torch.full((n,), label))]


def start() -> Any:
    return np.zeros((0, 5))


def train(num_epochs: int, train_loader: Any, test_loader: Any, history: Any, net: Any) -> Any:
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    return lib.fit(net, optimizer, MEAN_LOSS, num_epochs, train_loader, test_loader, CPU, history)


class AlwaysClass1(torch.nn.Module):  # type: ignore[misc, name-defined]
    """A net that remembers in which mode it was asked."""

    def forward(self, inputs: Any) -> Any:
        self.asked_in_training = self.training
        return torch.tensor([0.0, 1.0]).repeat(len(inputs), 1)


def test_the_library_offers_six_names() -> None:
    assert lib.__all__ == [
        "README",
        "eval_loss",
        "evaluate_history",
        "fit",
        "show_images_labels",
        "torch_seed",
    ]
    assert len(lib.README.splitlines()) == 2


def test_eval_loss_is_the_loss_of_the_first_batch_with_its_graph() -> None:
    net, batches = torch.nn.Linear(2, 3), list(loader(10))
    loss = lib.eval_loss(batches, CPU, net, MEAN_LOSS)
    assert loss.shape == ()
    assert loss.item() == MEAN_LOSS(net(batches[0][0]), batches[0][1]).item()
    loss.backward()
    assert net.weight.grad is not None


def test_eval_loss_needs_a_batch() -> None:
    with pytest.raises(ValueError, match=r"^the loader has no batch$"):
        lib.eval_loss([], CPU, torch.nn.Linear(2, 3), MEAN_LOSS)


def test_fit_adds_a_row_and_prints_a_line_for_each_epoch(
    capsys: pytest.CaptureFixture[str],
) -> None:
    history = train(3, loader(40), loader(10), start(), torch.nn.Linear(2, 3))
    assert history.shape == (3, 5)
    assert history[:, 0].tolist() == [1, 2, 3]
    assert history[-1, 1] < history[0, 1], "it learns"
    printed, errors = capsys.readouterr()
    assert errors == ""
    assert [line.split(",")[0] for line in printed.splitlines()] == [
        "Epoch [1/3]",
        "Epoch [2/3]",
        "Epoch [3/3]",
    ]
    for line in printed.splitlines():
        assert re.fullmatch(EPOCH, line), line


def test_a_second_call_of_fit_continues_the_numbering(capsys: pytest.CaptureFixture[str]) -> None:
    net, batches = torch.nn.Linear(2, 3), loader(12)
    history = train(2, batches, batches, start(), net)
    longer = train(1, batches, batches, history, net)
    assert longer[:, 0].tolist() == [1, 2, 3]
    assert (longer[:2] == history).all()
    assert capsys.readouterr().out.splitlines()[-1].startswith("Epoch [3/3],")


def test_no_epoch_leaves_the_history_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    assert train(0, loader(4), loader(4), start(), torch.nn.Linear(2, 3)).shape == (0, 5)
    assert capsys.readouterr().out == ""


def test_losses_and_accuracies_are_means_over_samples_where_batches_differ_in_length() -> None:
    net, batches = torch.nn.Linear(2, 3), loader(10, batch_size=7)
    still = torch.optim.SGD(net.parameters(), lr=0.0)
    [row] = lib.fit(net, still, MEAN_LOSS, 1, batches, batches, CPU, start())
    inputs, labels = batches.dataset.tensors
    outputs = net(inputs)
    loss = MEAN_LOSS(outputs, labels).item()
    accuracy = (outputs.argmax(1) == labels).float().mean().item()
    assert row.tolist() == pytest.approx([1, loss, accuracy, loss, accuracy], rel=1e-5)


def test_validation_builds_no_graph_and_changes_nothing() -> None:
    class Watched(torch.nn.Linear):  # type: ignore[misc, name-defined]
        def forward(self, inputs: Any) -> Any:
            modes.append((self.training, torch.is_grad_enabled()))
            return super().forward(inputs)

    modes: list[tuple[bool, bool]] = []
    net = Watched(2, 3)
    train(1, loader(8), loader(4), start(), net)
    assert modes == [(True, True), (True, True), (False, False)]
    assert not net.training


def test_one_class_is_always_right() -> None:
    [row] = train(1, loader(6, classes=1), loader(3, classes=1), start(), torch.nn.Linear(2, 1))
    assert row.tolist() == [1, 0, 1, 0, 1]


@pytest.mark.parametrize("empty", ["train", "test"])
def test_fit_needs_batches_before_it_trains(empty: str) -> None:
    net = torch.nn.Linear(2, 3)
    before = net.weight.clone()
    train_loader, test_loader = ([] if empty == name else loader(4) for name in ("train", "test"))
    with pytest.raises(ValueError, match=r"^a loader has no batch$"):
        train(1, train_loader, test_loader, start(), net)
    assert torch.equal(net.weight, before)


def test_evaluate_history_tells_validation_results_and_draws_two_curves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lib.evaluate_history(np.array([[1, 2.0, 0.3, 1.9, 0.35], [2, 1.5, 0.5, 1.6, 0.4]]))
    assert capsys.readouterr().out.splitlines() == [
        "First epoch: val_loss: 1.90000 val_acc: 0.35000",
        "Last epoch:  val_loss: 1.60000 val_acc: 0.40000",
    ]
    loss, accuracy = map(plt.figure, plt.get_fignums())
    for figure, name, training, validation in (
        (loss, "loss", [2.0, 1.5], [1.9, 1.6]),
        (accuracy, "accuracy", [0.3, 0.5], [0.35, 0.4]),
    ):
        [axes] = figure.axes
        assert axes.get_title() == f"Learning curve ({name})"
        assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", name)
        assert [line.get_ydata().tolist() for line in axes.lines] == [training, validation]
        assert [text.get_text() for text in axes.get_legend().texts] == ["training", "validation"]


@pytest.mark.parametrize(("num_epochs", "tick"), [(1, 1), (5, 1), (10, 1), (25, 2), (50, 5)])
def test_ticks_are_whole_epochs(num_epochs: int, tick: int) -> None:
    history = np.ones((num_epochs, 5))
    history[:, 0] = np.arange(1, num_epochs + 1)
    lib.evaluate_history(history)
    ticks = plt.gca().get_xticks()
    assert ticks[1] - ticks[0] == tick


def test_evaluate_history_needs_an_epoch() -> None:
    with pytest.raises(ValueError, match=r"^the history has no epoch$"):
        lib.evaluate_history(start())


def titles() -> list[tuple[str, str, str]]:
    """Give text, color and weight of each title of the current figure."""
    shown = [axes.title for axes in plt.gcf().axes]
    return [(text.get_text(), text.get_color(), text.get_fontweight()) for text in shown]


@pytest.mark.parametrize(("n", "shown"), [(1, 1), (12, 12), (50, 50), (60, 50)])
def test_up_to_fifty_images_are_shown(n: int, shown: int) -> None:
    lib.show_images_labels(images(n, 3, 5, 4), ["ant", "bee"], None, None)
    assert titles() == [("ant", "black", "normal")] * shown
    assert all(not axes.axison for axes in plt.gcf().axes)


@pytest.mark.parametrize("channels", [1, 3])
def test_images_are_shown_in_the_colors_they_had(channels: int) -> None:
    pixels = torch.tensor([-1.0, 0.0, 1.0, 0.5]).view(1, 1, 2, 2).repeat(1, channels, 1, 1)
    lib.show_images_labels([(pixels, torch.tensor([0]))], ["ant"], None, None)
    [shown] = plt.gca().images
    low, high = shown.get_clim()
    values = np.squeeze(shown.get_array())
    assert (low, high) == (0, 1)
    assert values.shape == ((2, 2) if channels == 1 else (2, 2, 3))
    assert values.reshape(4, -1)[:, 0].tolist() == [0, 0.5, 1, 0.75]


@pytest.mark.parametrize(
    ("label", "title"), [(0, ("ant:bee", "blue", "bold")), (1, ("bee:bee", "black", "normal"))]
)
def test_wrong_predictions_are_bold_and_blue(label: int, title: tuple[str, str, str]) -> None:
    net = AlwaysClass1()
    lib.show_images_labels(images(2, 3, 4, 4, label=label), ["ant", "bee"], net, CPU)
    assert titles() == [title] * 2
    assert not net.asked_in_training, "dropout and batch normalization would blur the result"


def test_one_class_and_empty_names_can_be_shown() -> None:
    net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(48, 1))
    lib.show_images_labels(images(2, 3, 4, 4), ["only"], net, CPU)
    assert [text for text, *_ in titles()] == ["only:only"] * 2
    lib.show_images_labels(images(2, 3, 4, 4), ["", ""], None, None)
    assert [text for text, *_ in titles()] == ["", ""]


def test_show_images_labels_needs_a_batch() -> None:
    with pytest.raises(ValueError, match=r"^the loader has no batch$"):
        lib.show_images_labels([], ["ant"], None, None)


def test_torch_seed_repeats_random_numbers() -> None:
    lib.torch_seed()
    first = torch.rand(3)
    lib.torch_seed()
    assert torch.equal(torch.rand(3), first)
    lib.torch_seed(124)
    assert not torch.equal(torch.rand(3), first)


def test_torch_seed_asks_for_repeatable_operations_by_a_call() -> None:
    lib.torch_seed()
    assert callable(torch.use_deterministic_algorithms)
    assert torch.are_deterministic_algorithms_enabled()
    assert torch.is_deterministic_algorithms_warn_only_enabled()
    assert torch.backends.cudnn.deterministic


def test_two_seeded_trainings_agree() -> None:
    batches = loader(20)

    def run() -> Any:
        lib.torch_seed()
        shuffled = torch.utils.data.DataLoader(batches.dataset, batch_size=4, shuffle=True)
        return train(2, shuffled, batches, start(), torch.nn.Linear(2, 3))

    assert (run() == run()).all()
