"""The confusion matrix of one model on one corpus, over the coarse labels."""

from __future__ import annotations

from dataclasses import dataclass

from allonym.evaluate.columns import Sides
from allonym.labels import COARSE
from allonym.match.confusion import confusion
from allonym.match.label_sets import Labels
from allonym.measures.main import MAIN

_ALL_COARSE = Labels("coarse", COARSE, averaged=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfusion:
    """Coarse gold labels (rows) against what stood in their place (columns): an object of run.json's confusion."""

    model: str
    corpus: str
    convention: str = MAIN.convention
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def model_confusion(model: str, sides: Sides) -> ModelConfusion:
    """Cross the labels of gold and predicted spans of a corpus, MISSED and SPURIOUS included."""
    crossed = confusion(*sides.spans(MAIN.convention, _ALL_COARSE), COARSE)
    return ModelConfusion(
        model=model,
        corpus=sides.corpus.name,
        rows=crossed.rows,
        columns=crossed.columns,
        counts=tuple(map(tuple, crossed.table.tolist())),
    )
