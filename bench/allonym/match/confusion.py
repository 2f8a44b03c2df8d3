"""The confusion matrix: which label a gold span got, or that it was missed, or that there was none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allonym.match.keys import NONE, IntArray, Mask
from allonym.match.pairs import Matching, pair
from allonym.match.spans import Spans

MISSED, SPURIOUS = "MISSED", "SPURIOUS"


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """`table[i, j]` gold spans of rows[i] had a partner of columns[j]; int64, (labels + 1, labels + 1).

    Rows are the labels and SPURIOUS, columns the labels and MISSED: a row sums to the gold spans of its
    label, a column to the predicted ones; the last corner is 0.
    """

    labels: tuple[str, ...]
    table: IntArray

    @property
    def rows(self) -> tuple[str, ...]:
        return *self.labels, SPURIOUS

    @property
    def columns(self) -> tuple[str, ...]:
        return *self.labels, MISSED


def confusion(gold: Spans, predicted: Spans, labels: tuple[str, ...], *, pairs: Matching | None = None) -> Confusion:
    """Cross the labels of the partners by bounds: the same bounds first, else overlapping.

    >>> gold = Spans.from_columns([0, 0], [0, 6], [4, 9], [0, 1])
    >>> predicted = Spans.from_columns([0], [0], [4], [1])
    >>> confusion(gold, predicted, ("LOC", "PER")).table.tolist()
    [[0, 1, 0], [0, 0, 1], [0, 0, 0]]
    """
    partner = (pairs or pair(gold, predicted)).bounds
    paired = partner != NONE
    missed = np.ones(len(gold), np.bool_)
    missed[partner[paired]] = False
    nothing = len(labels)
    true = np.concatenate([gold.label[partner[paired]], gold.label[missed], _fill(~paired, nothing)])
    labelled = np.concatenate([predicted.label[paired], _fill(missed, nothing), predicted.label[~paired]])
    size = nothing + 1
    table = np.bincount(true * size + labelled, minlength=size * size).reshape(size, size)
    return Confusion(labels, table)


def _fill(mask: Mask, value: int) -> IntArray:
    return np.full(int(mask.sum()), value, np.int64)
