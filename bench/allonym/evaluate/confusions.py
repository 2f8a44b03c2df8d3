"""The confusion matrix of one model on one corpus, over the coarse labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allonym.evaluate.columns import Sides
from allonym.labels import COARSE
from allonym.match.confusion import Confusion, confusion
from allonym.match.label_sets import Labels
from allonym.measures.main import MAIN

_ALL_COARSE = Labels("coarse", COARSE, averaged=True)


@dataclass(frozen=True, slots=True, eq=False)
class ModelConfusion:
    """Coarse gold labels against what stood in their place, under the neutral convention."""

    model: str
    corpus: str
    table: Confusion

    def as_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "corpus": self.corpus,
            "convention": MAIN.convention,
            "rows": self.table.rows,
            "columns": self.table.columns,
            "counts": self.table.table.tolist(),
        }


def model_confusion(model: str, sides: Sides) -> ModelConfusion:
    """Cross the labels of gold and predicted spans of a corpus, MISSED and SPURIOUS included."""
    return ModelConfusion(model, sides.corpus.name, confusion(*sides.spans(MAIN.convention, _ALL_COARSE), COARSE))
