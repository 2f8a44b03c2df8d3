"""Share of the predicted spans that are right; a partial match is half right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.match.keys import IntArray
from bench.measures.credit import gold, predicted, predicted_halves
from bench.measures.ratio import divide


def compute(columns: IntArray) -> NDArray[np.float64]:
    """(..., 8) counts of one scheme to (...) precision."""
    found = predicted(columns)
    return divide(predicted_halves(columns), 2 * found, gold(columns) + found)
