"""Precision, recall and F1 from credit, gold and predicted spans, as exact integers; a partial match is half right."""

from __future__ import annotations

from allonym.match.counts import COLUMNS, CORRECT, PARTIAL, gold, predicted
from allonym.match.keys import IntArray
from allonym.measures.measure import under_schemes
from allonym.measures.ratio import Ratio, ratio

_FOUND_CORRECT, _FOUND_PARTIAL = COLUMNS.index("predicted_correct"), COLUMNS.index("predicted_partial")


def gold_halves(columns: IntArray) -> IntArray:
    """Credit of the gold spans in half points: 2 for correct, 1 for partial. (..., 8) -> (...)."""
    return 2 * columns[..., CORRECT] + columns[..., PARTIAL]


def predicted_halves(columns: IntArray) -> IntArray:
    """Credit of the predicted spans in half points; over all labels the same as `gold_halves`."""
    return 2 * columns[..., _FOUND_CORRECT] + columns[..., _FOUND_PARTIAL]


def f1(columns: IntArray) -> Ratio:
    """(..., 8) counts of one scheme to F1, numerator and denominator (...): van Rijsbergen 1979, equal weights.

    With precision a / 2n and recall b / 2m, in half points, 2PR / (P + R) is ab / (am + bn).
    """
    a, n = predicted_halves(columns), predicted(columns)
    b, m = gold_halves(columns), gold(columns)
    return ratio(a * b, a * m + b * n, m + n)


def precision(columns: IntArray) -> Ratio:
    """The same to precision."""
    number = predicted(columns)
    return ratio(predicted_halves(columns), 2 * number, gold(columns) + number)


def recall(columns: IntArray) -> Ratio:
    """The same to recall."""
    wanted = gold(columns)
    return ratio(gold_halves(columns), 2 * wanted, wanted + predicted(columns))


MEASURES = (
    *under_schemes("f1", "F1", "Harmonic mean of precision and recall.", f1),
    *under_schemes("precision", "precision", "Share of the predicted spans that are right.", precision),
    *under_schemes("recall", "recall", "Share of the gold spans that are found.", recall),
)
