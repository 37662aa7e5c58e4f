"""The messages that the site quotes are raised again by the code that it speaks of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from booksite.book.changes import Change
from booksite.book.faq import Question
from tests.real import BOOK

pytest.importorskip("torch")

# What a reader runs; the code of data/changes.yml is taken from there.
SNIPPETS = {
    "show-with-letter": "compile('plt.show()l', 'cell', 'exec')",
    "raw-string": r"""compile('sep="\\s+"', 'cell', 'exec')""",
    "gradient-none": """
        net = nn.Linear(1, 1)
        net(torch.ones(1, 1)).sum().backward()
        optim.SGD(net.parameters(), lr=0.1).zero_grad()
        raise Shown(net.weight.grad)""",
    "number-of-outputs": "nn.CrossEntropyLoss()(torch.zeros(1, 9), torch.tensor([9]))",
    "deterministic-algorithms": """
        kept = torch.use_deterministic_algorithms
        torch.use_deterministic_algorithms = True
        try:
            torch.use_deterministic_algorithms(True)
        finally:
            torch.use_deterministic_algorithms = kept""",
    "pretrained": """
        models._api.WeightsEnum.get_state_dict = lambda *_, **__: models.resnet18().state_dict()
        models.resnet18(pretrained = True)""",
    "summary-total": """
        cnn = nn.Sequential(
            nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(6272, 128), nn.ReLU(), nn.Linear(128, 10))
        text = str(torchinfo.summary(nn.Sequential(cnn), (100, 3, 32, 32), verbose=0))
        raise Shown(next(line for line in text.splitlines() if line.startswith("Total params")))""",
    "summary-batch": "torchinfo.summary(models.resnet18(), (3,112,112), verbose=0)",
    "f-cuda-not-compiled": "torch.zeros(1).to('cuda:0')",
    "f-session-lost": "net",
    "f-file-not-found": "datasets.ImageFolder('dog_wolf/train')",
    "f-no-class-folder": """
        Path("photos/train").mkdir(parents=True)
        datasets.ImageFolder("photos/train")""",
    "f-dataset-corrupted": "datasets.CIFAR10('data')",
    "f-graphviz-missing": """
        os.environ["PATH"] = ""
        torchviz.make_dot(torch.ones(1, requires_grad=True).sum()).pipe("svg")""",
    "f-progress-bar": "tqdm.notebook.IProgress = None; tqdm.notebook.tqdm(range(3))",
    "f-glyph-missing": "plt.title('損失'); plt.savefig('figure.png')",
    "f-shapes-differ": "nn.Linear(3072, 128)(torch.zeros(100, 3, 32, 32))",
    "f-backward-twice": """
        y = (torch.ones(2, requires_grad=True) ** 2).sum()
        y.backward()
        y.backward()""",
    "f-numpy-needs-detach": "torch.ones(2, requires_grad=True).numpy()",
    "f-target-shape": "nn.MSELoss()(torch.zeros(506, 1), torch.zeros(506))",
    "f-dtype-differs": "nn.Linear(1, 1)(torch.zeros(2, 1, dtype=torch.float64))",
}
# These need what is not here: a Python without distutils, a machine without network or library.
ELSEWHERE = {"japanize-matplotlib", "shared-functions", "f-download-failed", "f-module-missing"}

CHILD = Path(__file__).parent / "raise_messages.py"
ROWS: list[Change | Question] = [*BOOK.changes, *BOOK.faq]
QUOTED = {row.id: row for row in ROWS if row.message}


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each snippet says, from one fresh interpreter."""
    printed = {row.id: row.printed for row in BOOK.changes if row.id in QUOTED and row.printed}
    finished = subprocess.run(
        [sys.executable, str(CHILD)],
        input=json.dumps({**printed, **SNIPPETS}),
        cwd=tmp_path_factory.mktemp("messages"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_every_quoted_message_is_accounted_for() -> None:
    covered = {*SNIPPETS, *ELSEWHERE, "load-boston", "torchsummary"}
    assert set(QUOTED) == covered


@pytest.mark.parametrize("name", sorted(set(QUOTED) - ELSEWHERE))
def test_a_message_is_what_the_code_really_says(name: str, raised: dict[str, str]) -> None:
    message = QUOTED[name].message
    assert message is not None
    assert message in raised[name]
