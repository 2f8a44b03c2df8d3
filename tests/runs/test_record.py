"""Fresh predictions held to recorded ones: what nobody recorded is no difference."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from allonym.corpus.values import Corpus, Document, Mention
from allonym.evaluate.plan import plan
from allonym.evaluate.probing import run_probes
from allonym.runs import record
from allonym.runs.record import changed_since_recorded

GOLD = Document("a", "Ali Mamlouk left. Mamlouk was late.", (Mention(0, 11, "PERSON", "ali_mamlouk"),))


@pytest.fixture
def run() -> Any:
    """What a run of one model on the articles holds, as far as it is compared."""
    corpus = Corpus("articles", (GOLD,))
    probes = run_probes(lambda texts: (() for _ in texts), plan((corpus,)))
    entry = SimpleNamespace(model="m", recorded_as="m", probes=probes, predictions={"articles": {"a": GOLD}})
    return SimpleNamespace(task=SimpleNamespace(corpora=(corpus,)), measured=[entry])


def test_a_model_that_nobody_recorded_differs_from_nothing(run: Any) -> None:
    assert list(changed_since_recorded(run)) == []


def test_pairs_that_are_missing_beside_recorded_predictions_are_a_difference(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "read_recorded", lambda *_: {"a": GOLD})
    (line,) = changed_since_recorded(run)
    assert line.startswith("m: recorded pairs differ from fresh ones of ")
