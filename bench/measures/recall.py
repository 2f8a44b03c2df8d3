"""Share of the gold spans that are found; a partial match is half found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.match.keys import IntArray
from bench.measures.credit import gold, gold_halves, predicted
from bench.measures.ratio import divide


def compute(columns: IntArray) -> NDArray[np.float64]:
    """(..., 8) counts of one scheme to (...) recall."""
    wanted = gold(columns)
    return divide(gold_halves(columns), 2 * wanted, wanted + predicted(columns))
