"""The progress of a model ends where its total says, whether texts come twice or everything was asked before."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.real_run import write_inputs

from allonym import paths
from allonym.corpus.load import load_corpus, load_texts
from allonym.evaluate.evaluation import evaluate
from allonym.evaluate.task import Means, Task
from allonym.predict.models import read_model
from allonym.predict.progress import Advance


class Bars:
    """How many texts each model was said to have, and how many were answered."""

    def __init__(self) -> None:
        self.total: dict[str, int] = {}
        self.done: Counter[str] = Counter()

    def __call__(self, model: str, texts: int) -> Advance:
        self.total[model] = texts

        def advance(answered: int, known: bool = False) -> None:
            self.done[model] += answered

        return advance


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    """Gold with one text under two ids, the probes on it, and texts without gold of which one comes twice."""
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    write_inputs(tmp_path)
    gold = tmp_path / "small.jsonl"
    gold.write_text(gold.read_text() + gold.read_text().replace('"id": "', '"id": "again-'))
    plain = tmp_path / "plain.jsonl"
    plain.write_text("".join(f'{{"id": "{n}", "text": "Ali Mamlouk left."}}\n' for n in range(3)))
    texts = load_texts(str(plain))
    assert texts is not None
    return Task(models=[read_model(tmp_path / "careful.toml")], corpora=[load_corpus(str(gold))], texts=[texts])


def test_bars_reach_their_end(task: Task) -> None:
    for _ in ("fresh", "from the cache"):
        bars = Bars()
        evaluate(task, Means(progress=bars))
        assert bars.done == bars.total
        assert bars.total["careful"] > 4 + 3  # documents, texts, and the paragraphs of the probes
