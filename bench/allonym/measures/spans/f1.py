"""F1: the harmonic mean of precision and recall (van Rijsbergen 1979, both with equal weight)."""

from __future__ import annotations

from allonym.match.keys import IntArray
from allonym.measures.credit import gold, gold_halves, predicted, predicted_halves
from allonym.measures.measure import under_schemes
from allonym.measures.ratio import Ratio, ratio


def compute(columns: IntArray) -> Ratio:
    """(..., 8) counts of one scheme to F1, numerator and denominator (...).

    With precision a / 2n and recall b / 2m, in half points, 2PR / (P + R) is ab / (am + bn).
    """
    a, n = predicted_halves(columns), predicted(columns)
    b, m = gold_halves(columns), gold(columns)
    return ratio(a * b, a * m + b * n, m + n)


MEASURES = under_schemes("f1", "F1", "Harmonic mean of precision and recall.", compute)
