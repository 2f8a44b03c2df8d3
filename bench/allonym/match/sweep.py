"""The matching one predicted span at a time, for spans that overlap so much that their pairs are too many to list.

Time grows with the predicted spans times the gold spans that are open at once, memory with the spans alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allonym.match.keys import NONE, IntArray, Mask
from allonym.match.spans import Spans

_STEP = 512
"""Predicted spans after which the gold spans that are taken or passed are let go."""


def sweep(gold: Spans, predicted: Spans, *, by_type: bool) -> IntArray:
    """For each predicted span the row of its partner, or -1, by steps 2 or 3 of bench/allonym/match/pairs.py.

    No span is on both sides; offsets are those of one line on which the units follow each other.
    """
    partner = np.full(len(predicted), NONE, np.int64)
    free = np.ones(len(gold), np.bool_)
    if not by_type:
        _same_bounds(gold, predicted, partner, free)
    window = _Window.of(gold, free, 0)
    for row in range(len(predicted)):
        start, end = int(predicted.start[row]), int(predicted.end[row])
        if row % _STEP == 0:
            window = _Window.of(gold, free, start)
        if partner[row] == NONE:
            at = window.choose(start, end, int(predicted.label[row]) if by_type else None)
            if at != NONE:
                partner[row] = window.rows[at]
                free[window.rows[at]] = window.free[at] = False
    return partner


def _same_bounds(gold: Spans, predicted: Spans, partner: IntArray, free: Mask) -> None:
    """Let each predicted span in turn take the first free gold span with its bounds."""
    rows: dict[tuple[int, int], list[int]] = {}
    for row, bounds in enumerate(zip(gold.start.tolist(), gold.end.tolist(), strict=True)):
        rows.setdefault(bounds, []).append(row)
    for row, bounds in enumerate(zip(predicted.start.tolist(), predicted.end.tolist(), strict=True)):
        if left := rows.get(bounds):
            partner[row] = left.pop(0)
            free[partner[row]] = False


@dataclass(frozen=True, slots=True)
class _Window:
    """The gold spans that are free and end after a place: their rows and columns, and which are free still."""

    rows: IntArray
    start: IntArray
    end: IntArray
    label: IntArray
    free: Mask

    @classmethod
    def of(cls, gold: Spans, free: Mask, place: int) -> _Window:
        rows = np.flatnonzero(free & (gold.end > place))
        return cls(rows, gold.start[rows], gold.end[rows], gold.label[rows], np.ones(len(rows), np.bool_))

    def choose(self, start: int, end: int, label: int | None) -> int:
        """The place of the first that overlaps; with a label, of the nearest that has it, if one has."""
        stop = int(np.searchsorted(self.start, end))
        begin, finish = self.start[:stop], self.end[:stop]
        shared = np.minimum(finish, end) - np.maximum(begin, start)
        open_ = self.free[:stop] & (shared > 0) & (100 * shared >= finish - begin)
        if label is not None:
            own = np.flatnonzero(open_ & (self.label[:stop] == label))
            if len(own):
                return int(own[np.argmin(np.abs(begin[own] - start) + np.abs(finish[own] - end))])
        at = int(np.argmax(open_)) if stop else 0
        return at if stop and open_[at] else NONE
