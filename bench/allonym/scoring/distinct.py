"""The surface scores of WNUT 2017: each surface with its label counts once in the whole collection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from allonym.errors import InputError
from allonym.match.keys import NONE
from allonym.match.pairs import identical
from allonym.match.spans import Spans
from allonym.measures import formulas
from allonym.measures.ratio import number
from allonym.scoring.result import Score
from allonym.scoring.strict import strict_ratios


def distinct(score: Score) -> dict[str, float | int | None]:
    """Precision, recall and F1 over the distinct (surface, label) pairs, blanks in a surface counting as one.

    A pair is correct where one of its mentions at least is right in its place, as the official script has it: a
    surface that both sides have, but never in the same place, is wrong. Derczynski et al. 2017, Results of the WNUT2017
    shared task. Needs the texts (InputError).
    """
    if score.texts is None or None in score.texts:
        raise InputError("distinct surfaces need the texts", todo="give them on one side at least")
    right = score.predicted.take(identical(score.gold, score.predicted) != NONE)
    correct, found, wanted = (_surfaces(side, score.texts) for side in (right, score.predicted, score.gold))
    counts = np.array([len(correct), len(found), len(wanted)])
    names = formulas()
    values = strict_ratios(counts, names).tolist()
    return {
        **dict(zip(("correct", "predicted", "gold"), counts.tolist(), strict=True)),
        **dict(zip(names, map(number, values), strict=True)),
    }


def _surfaces(spans: Spans, texts: Sequence[str | None]) -> set[tuple[str, int]]:
    rows = zip(spans.unit.tolist(), spans.start.tolist(), spans.end.tolist(), spans.label.tolist(), strict=True)
    return {(" ".join((texts[unit] or "")[start:end].split()), label) for unit, start, end, label in rows}
