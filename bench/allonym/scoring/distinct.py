"""Distinct entities: each surface with its label counts once in the whole collection (WNUT 2017's surface F1)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from allonym.errors import InputError
from allonym.match.spans import Spans
from allonym.scoring.result import Score
from allonym.scoring.strict import MEASURES, strict_ratios


def distinct(score: Score) -> dict[str, float | int | None]:
    """Precision, recall and F1 over the distinct (surface, label) pairs, blanks in a surface counting as one.

    Derczynski et al. 2017, Results of the WNUT2017 shared task. Needs the texts (InputError).
    """
    if score.texts is None or None in score.texts:
        raise InputError("distinct entities need the texts", todo="give them on one side at least")
    gold, predicted = (_surfaces(side, score.texts) for side in (score.gold, score.predicted))
    counts = np.array([len(gold & predicted), len(predicted), len(gold)])
    values = strict_ratios(counts).tolist()
    return {
        **dict(zip(("correct", "predicted", "gold"), counts.tolist(), strict=True)),
        **{name: None if value != value else value for name, value in zip(MEASURES, values, strict=True)},
    }


def _surfaces(spans: Spans, texts: Sequence[str | None]) -> set[tuple[str, int]]:
    rows = zip(spans.unit.tolist(), spans.start.tolist(), spans.end.tolist(), spans.label.tolist(), strict=True)
    return {(" ".join((texts[unit] or "")[start:end].split()), label) for unit, start, end, label in rows}
