"""Share of the gold spans that are found; a partial match is half found."""

from __future__ import annotations

from allonym.match.keys import IntArray
from allonym.measures.credit import gold, gold_halves, predicted
from allonym.measures.measure import under_schemes
from allonym.measures.ratio import Ratio, ratio


def compute(columns: IntArray) -> Ratio:
    """(..., 8) counts of one scheme to recall, numerator and denominator (...)."""
    wanted = gold(columns)
    return ratio(gold_halves(columns), 2 * wanted, wanted + predicted(columns))


MEASURES = under_schemes("recall", "recall", "Share of the gold spans that are found.", compute)
