"""Share of the predicted spans that are right; a partial match is half right."""

from __future__ import annotations

from allonym.match.keys import IntArray
from allonym.measures.credit import gold, predicted, predicted_halves
from allonym.measures.measure import under_schemes
from allonym.measures.ratio import Ratio, ratio


def compute(columns: IntArray) -> Ratio:
    """(..., 8) counts of one scheme to precision, numerator and denominator (...)."""
    number = predicted(columns)
    return ratio(predicted_halves(columns), 2 * number, gold(columns) + number)


MEASURES = under_schemes("precision", "precision", "Share of the predicted spans that are right.", compute)
