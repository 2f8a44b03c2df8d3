"""What the measures are made of: credit, gold and predicted spans, as exact integers."""

from __future__ import annotations

from allonym.match.counts import COLUMNS, CORRECT, PARTIAL, gold, predicted
from allonym.match.keys import IntArray

_FOUND_CORRECT, _FOUND_PARTIAL = COLUMNS.index("predicted_correct"), COLUMNS.index("predicted_partial")

__all__ = ["gold", "gold_halves", "predicted", "predicted_halves"]


def gold_halves(columns: IntArray) -> IntArray:
    """Credit of the gold spans in half points: 2 for correct, 1 for partial. (..., 8) -> (...)."""
    return 2 * columns[..., CORRECT] + columns[..., PARTIAL]


def predicted_halves(columns: IntArray) -> IntArray:
    """Credit of the predicted spans in half points; over all labels the same as `gold_halves`."""
    return 2 * columns[..., _FOUND_CORRECT] + columns[..., _FOUND_PARTIAL]
