"""Training: the corrector's weights from labelled texts and what models find in them, printed and respelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from allonym.corpus.values import Document
from allonym.mending.labels import ModelLabels
from allonym.mending.training.examples import AnsweredText, TrainingRun, common_words, examples
from allonym.mending.training.fit import fitted
from allonym.mending.training.respell import respelled
from allonym.mending.values import Ask
from allonym.mending.weights import write_weights

RESPELLINGS = 2
"""Copies of each text with other spellings, beside the text as printed."""


def train(
    models: Mapping[str, tuple[Ask, ModelLabels]],
    documents: Sequence[Document],
    out: Path,
    *,
    seed: int = 7,
    respellings: int = RESPELLINGS,
    say: Callable[[str], None] = lambda _: None,
) -> int:
    """Write the weights of models on labelled documents; the number of examples. The same gives the same bytes."""
    copies = [respelled(one, f"{seed}.{number}") for number in range(respellings) for one in documents]
    texts = [*documents, *copies]
    common = common_words(one.text or "" for one in documents)
    found: list[TrainingRun] = []
    for name, (ask, labels) in models.items():
        say(f"asking {name} about {len(texts):,} texts")
        answers = ask([one.text or "" for one in texts])
        for document, spans in zip(texts, answers, strict=True):
            found += examples(AnsweredText(document, spans, labels), common)
    say(f"fitting {len(found):,} examples")
    write_weights(out, *fitted(found, len(models)), common)
    return len(found)
