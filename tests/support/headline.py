"""Runs whose headline is made by hand."""

from __future__ import annotations

from typing import Any

from support.rows import row

from allonym.evaluate.ranking import Place, Ranking
from allonym.runs.headline import RANKS

PLACE = {"corpus": "all", "probe": "respell", "slice": "register:press", "label": "PER"}


def headline(model: str, both: float, *, split: float = 0.25, precision: float = 0.7, gap: float = 0.2) -> list[Any]:
    """The rows of a model's headline, English names among them; F1 follows."""
    f1 = 2 * both * precision / (both + precision) if both + precision else 0.0
    values = {"both": both, "split": split, "precision": precision, "f1": f1, "gap": gap}
    english = {"corpus": "all", "probe": "control", "slice": "scheme:control/english", "measure": "spelling.both"}
    return [
        *(
            row(model, value, measure=f"spelling.{name}", low=value - 0.05, high=value + 0.05, n=400, **PLACE)
            for name, value in values.items()
        ),
        row(model, both + gap, **english),
    ]


def ranking(*models: str, beaten: int = 0) -> Ranking:
    """The order of the models by the headline; the first is better than the last `beaten`."""
    letters = "abcdefghij"[: len(models)]
    places = [Place(model=model, letter=letter, tier=1) for model, letter in zip(models, letters, strict=True)]
    places[0] = Place(model=models[0], letter="a", tier=1, better_than=tuple(letters[len(models) - beaten :]))
    return Ranking(corpus="all", measure=RANKS, models=tuple(places), pairs=())
