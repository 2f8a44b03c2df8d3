"""F1: the harmonic mean of precision and recall (van Rijsbergen 1979, both with equal weight)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.match.keys import IntArray
from bench.measures.credit import gold, gold_halves, predicted, predicted_halves
from bench.measures.ratio import divide


def compute(columns: IntArray) -> NDArray[np.float64]:
    """(..., 8) counts of one scheme to (...) F1.

    With precision a / 2n and recall b / 2m, in half points, 2PR / (P + R) is ab / (am + bn): integers
    until the one division.
    """
    a, n = predicted_halves(columns), predicted(columns)
    b, m = gold_halves(columns), gold(columns)
    return divide(a * b, a * m + b * n, m + n)
