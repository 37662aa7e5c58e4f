"""Training, evaluation and display: the functions that chapters 9 to 12 share.

Chapter 9 (`ch09_cnn.ipynb`) builds them piece by piece; later chapters import them from here. The
definitions there and here are the same, but for comments, annotations and docstrings.

A loader is a `DataLoader`, or anything else with a length that gives batches `(inputs, labels)`:
inputs of shape `(N, ...)` and labels of shape `(N,)`, integers from 0.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

# Without it, sums on a GPU need not repeat. CUDA reads it once, so it must be set early.
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
import torch
from torch import nn, optim

__all__ = ["README", "eval_loss", "evaluate_history", "fit", "show_images_labels", "torch_seed"]

README = """torch_lib1: functions shared by chapters 9 to 12 of the PyTorch book
Written anew for the companion notebooks; chapter 9 explains each of them"""


class Loader(Protocol):
    """What the functions need of a `DataLoader`."""

    def __len__(self) -> int:
        """Give the number of batches."""

    def __iter__(self) -> Iterator[Any]:
        """Give the batches: inputs `(N, ...)` and labels `(N,)`."""


def eval_loss(
    loader: Loader, device: torch.device, net: nn.Module, criterion: nn.Module
) -> torch.Tensor:
    """Give the loss of the first batch, with its computation graph for `make_dot`.

    Args:
        loader: Batches; only the first is used.
        device: Where the net is.
        net: Gives outputs `(N, classes)`.
        criterion: Gives the mean loss over a batch, without a unit.

    Returns:
        The loss, a tensor of shape `()`.

    Raises:
        ValueError: The loader has no batch.
    """
    for inputs, labels in loader:
        outputs = net(inputs.to(device))
        loss: torch.Tensor = criterion(outputs, labels.to(device))
        return loss
    raise ValueError("the loader has no batch")


def fit(
    net: nn.Module,
    optimizer: optim.Optimizer,
    criterion: nn.Module,
    num_epochs: int,
    train_loader: Loader,
    test_loader: Loader,
    device: torch.device,
    history: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Train a net and validate it after each epoch; prints one line an epoch.

    Losses and accuracies are means over all samples, also where the last batch is shorter. The
    net stays in evaluation mode.

    Args:
        net: The model, on the device; gives outputs `(N, classes)`.
        optimizer: Updates the parameters that shall learn.
        criterion: Gives the mean loss over a batch, without a unit.
        num_epochs: Epochs to run in this call.
        train_loader: Batches to learn from.
        test_loader: Batches to validate with.
        device: Where the net is.
        history: The record so far, of shape `(epochs, 5)`; `np.zeros((0, 5))` at first.

    Returns:
        The record with `num_epochs` more rows. Columns: number of the epoch from 1, training loss,
        training accuracy, validation loss, validation accuracy (from 0 to 1).

    Raises:
        ValueError: A loader has no batch.
    """
    if len(train_loader) == 0 or len(test_loader) == 0:
        raise ValueError("a loader has no batch")
    first, last = len(history) + 1, len(history) + num_epochs
    for epoch in range(first, last + 1):
        # Training
        net.train()
        train_loss, n_train_acc, n_train = 0.0, 0, 0
        for inputs, labels in train_loader:
            inputs, labels = inputs.to(device), labels.to(device)
            optimizer.zero_grad()
            outputs = net(inputs)
            loss = criterion(outputs, labels)
            loss.backward()
            optimizer.step()
            predicted = torch.max(outputs, 1)[1]
            train_loss += loss.item() * len(labels)
            n_train_acc += (predicted == labels).sum().item()
            n_train += len(labels)

        # Validation
        net.eval()
        val_loss, n_val_acc, n_test = 0.0, 0, 0
        with torch.no_grad():
            for inputs, labels in test_loader:
                inputs, labels = inputs.to(device), labels.to(device)
                outputs = net(inputs)
                loss = criterion(outputs, labels)
                predicted = torch.max(outputs, 1)[1]
                val_loss += loss.item() * len(labels)
                n_val_acc += (predicted == labels).sum().item()
                n_test += len(labels)

        # Record
        train_loss, train_acc = train_loss / n_train, n_train_acc / n_train
        val_loss, val_acc = val_loss / n_test, n_val_acc / n_test
        print(
            f"Epoch [{epoch}/{last}], loss: {train_loss:.5f} acc: {train_acc:.5f} "
            f"val_loss: {val_loss:.5f} val_acc: {val_acc:.5f}"
        )
        history = np.vstack((history, [epoch, train_loss, train_acc, val_loss, val_acc]))
    return history


def evaluate_history(history: npt.NDArray[np.float64]) -> None:
    """Print the first and the last validation result and draw the learning curves.

    The first result is that after epoch 1, not the one before training.

    Args:
        history: What `fit` returned, of shape `(epochs, 5)`.

    Raises:
        ValueError: The record has no epoch.
    """
    if len(history) == 0:
        raise ValueError("the history has no epoch")
    print(f"First epoch: val_loss: {history[0, 3]:.5f} val_acc: {history[0, 4]:.5f}")
    print(f"Last epoch:  val_loss: {history[-1, 3]:.5f} val_acc: {history[-1, 4]:.5f}")

    tick = max(1, round(len(history) / 10))
    for column, name in ((1, "loss"), (2, "accuracy")):
        plt.figure(figsize=(6, 4))
        plt.plot(history[:, 0], history[:, column], "b", label="training")
        plt.plot(history[:, 0], history[:, column + 2], "k--", label="validation")
        plt.xticks(np.arange(0, len(history) + 1, tick))
        plt.xlabel("epoch")
        plt.ylabel(name)
        plt.title(f"Learning curve ({name})")
        plt.legend()
        plt.show()


def show_images_labels(
    loader: Loader,
    classes: Sequence[str],
    net: nn.Module | None,
    device: torch.device | None,
) -> None:
    """Draw up to 50 images of the first batch, ten in a row, with their labels.

    With a net the titles are `true:predicted`, in bold blue where the two differ. The net is put
    into evaluation mode.

    Args:
        loader: Batches of images `(N, 3, H, W)` or `(N, 1, H, W)` that went through
            `Normalize(0.5, 0.5)`; only the first is used.
        classes: Names by label.
        net: Gives outputs `(N, classes)`; None shows the true labels alone.
        device: Where the net is; None without a net.

    Raises:
        ValueError: The loader has no batch.
    """
    if len(loader) == 0:
        raise ValueError("the loader has no batch")
    images, labels = next(iter(loader))
    n_images = min(50, len(images))
    predicted = labels
    if net is not None:
        net.eval()
        with torch.no_grad():
            predicted = torch.max(net(images.to(device)), 1)[1].cpu()

    n_rows = (n_images + 9) // 10
    plt.figure(figsize=(12, n_rows * 1.6))
    for i in range(n_images):
        plt.subplot(n_rows, 10, i + 1)
        image = (images[i].permute(1, 2, 0) + 1) / 2
        plt.imshow(image.clip(0, 1).numpy(), cmap="gray", vmin=0, vmax=1)
        title = classes[labels[i]]
        if net is not None:
            title += ":" + classes[predicted[i]]
        right = predicted[i] == labels[i]
        plt.title(
            title,
            fontsize=11,
            color="black" if right else "blue",
            fontweight="normal" if right else "bold",
        )
        plt.axis("off")
    plt.tight_layout()
    plt.show()


def torch_seed(seed: int = 123) -> None:
    """Make the random numbers that follow, and so the training, repeat.

    Operations that cannot repeat on a GPU give a warning and go on.

    Args:
        seed: Where the random numbers start, on the CPU and on the GPU.
    """
    torch.manual_seed(seed)
    torch.cuda.manual_seed(seed)
    torch.backends.cudnn.deterministic = True
    torch.use_deterministic_algorithms(True, warn_only=True)
