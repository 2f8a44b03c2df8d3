"""Counts: what happened to the gold and predicted spans of each unit and label, under the four schemes.

These are the sufficient statistics: every score, average, slice, interval and test is arithmetic on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allonym.match.keys import NONE, IntArray, Mask
from allonym.match.pairs import Matching, pair
from allonym.match.spans import Spans

SCHEMES = ("strict", "exact", "type", "partial")
MUC = ("correct", "incorrect", "partial", "missed", "spurious")
CORRECT, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(5)
COLUMNS = (*MUC, "predicted_correct", "predicted_incorrect", "predicted_partial")
"""The columns of a table of counts. A pair stands under its gold label in the first three and under its
predicted label in the last three; with one label for all, both are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """int64 `table` of shape (4 schemes, units, labels, 8 COLUMNS).

    Over all labels the first five columns are the MUC counts. A label's own counts say what happened
    to that label's spans inside the one matching of all labels, so labels add up to the whole.
    """

    table: IntArray

    def __getitem__(self, scheme: str) -> IntArray:
        """The MUC counts of a scheme: (units, labels, 5)."""
        return self.columns(scheme)[..., : len(MUC)]

    def columns(self, scheme: str) -> IntArray:
        """All columns of a scheme: (units, labels, 8); what the measures take."""
        columns: IntArray = self.table[SCHEMES.index(scheme)]
        return columns

    def total(self) -> Counts:
        """Over all units and labels: one unit, one label."""
        return Counts(self.table.sum(axis=(1, 2), keepdims=True))

    def of_label(self, label: int | Sequence[int]) -> Counts:
        """The counts of one label, or of several added up: (.., units, 1, ..)."""
        return Counts(self.table[:, :, np.atleast_1d(label)].sum(axis=2, keepdims=True))

    def of_units(self, units: int | Sequence[int] | Mask) -> Counts:
        """The counts of these units (numbers or a mask), still apart."""
        return Counts(self.table[:, np.atleast_1d(units)])

    def over_units(self) -> Counts:
        """The units added up, the labels apart."""
        return Counts(self.table.sum(axis=1, keepdims=True))

    def over_labels(self) -> Counts:
        """The labels added up, the units apart."""
        return Counts(self.table.sum(axis=2, keepdims=True))

    def true_positives(self) -> IntArray:
        """Spans with the same bounds and label: (units, labels)."""
        return self["strict"][..., CORRECT]

    def gold(self) -> IntArray:
        """Number of gold spans: (units, labels)."""
        return gold(self.columns("strict"))

    def predicted(self) -> IntArray:
        """Number of predicted spans: (units, labels)."""
        return predicted(self.columns("strict"))


def gold(columns: IntArray) -> IntArray:
    """Gold spans behind (..., 8) counts: correct + incorrect + partial + missed."""
    number: IntArray = columns[..., :SPURIOUS].sum(axis=-1)
    return number


def predicted(columns: IntArray) -> IntArray:
    """Predicted spans behind (..., 8) counts: those with a partner, and the spurious ones."""
    number: IntArray = columns[..., SPURIOUS:].sum(axis=-1)
    return number


def match(gold: Spans, predicted: Spans, *, units: int, labels: int) -> Counts:
    """Count, under the four schemes, what happened to the spans of each unit and label.

    `gold.unit` and `predicted.unit` are below `units`, labels below `labels`. On flat spans the totals
    equal those of nervaluate 1.2.1 when it is given the same spans, sorted, each once, with ends
    inclusive. See bench/allonym/match/pairs.py for the rule.

    >>> gold = Spans.from_columns([0, 0], [0, 6], [4, 9], [0, 1])
    >>> predicted = Spans.from_columns([0, 0], [0, 7], [4, 9], [0, 1])
    >>> match(gold, predicted, units=1, labels=2)["partial"].tolist()
    [[[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]]]
    """
    return tally(gold, predicted, pair(gold, predicted), units=units, labels=labels)


def tally(gold: Spans, predicted: Spans, pairs: Matching, *, units: int | None, labels: int | None) -> Counts:
    """Count the outcomes of a matching; with `units` or `labels` None, all of them together as one."""
    cells = _cells(gold, units, labels), _cells(predicted, units, labels)
    size = (1 if units is None else units) * (1 if labels is None else labels)
    by_bounds, by_type = (_Sides.of(cells, partner, len(gold)) for partner in (pairs.bounds, pairs.type))
    one, two = by_bounds.gold, by_bounds.predicted
    bounds = (gold.start[one] == predicted.start[two]) & (gold.end[one] == predicted.end[two])
    tables = (
        _count(by_bounds, bounds & (gold.label[one] == predicted.label[two]), INCORRECT, size),
        _count(by_bounds, bounds, INCORRECT, size),
        _count(by_type, gold.label[by_type.gold] == predicted.label[by_type.predicted], INCORRECT, size),
        _count(by_bounds, bounds, PARTIAL, size),
    )
    shape = (1 if units is None else units, 1 if labels is None else labels)
    return Counts(np.stack(tables).reshape(len(SCHEMES), *shape, len(COLUMNS)))


def _cells(spans: Spans, units: int | None, labels: int | None) -> IntArray:
    """The number of each span's unit and label in a table of them."""
    if labels is None:
        return np.zeros_like(spans.unit) if units is None else spans.unit
    return spans.label if units is None else spans.unit * labels + spans.label


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """A matching as rows of partners and the cells of both, and the cells of the spans that have none."""

    gold: IntArray
    predicted: IntArray
    gold_cell: IntArray
    predicted_cell: IntArray
    missed: IntArray
    spurious: IntArray

    @classmethod
    def of(cls, cells: tuple[IntArray, IntArray], partner: IntArray, gold: int) -> _Sides:
        paired = partner != NONE
        predicted = np.flatnonzero(paired)
        rows = partner[predicted]
        missed = np.ones(gold, np.bool_)
        missed[rows] = False
        return cls(rows, predicted, cells[0][rows], cells[1][predicted], cells[0][missed], cells[1][~paired])


def _count(sides: _Sides, right: Mask, wrong: int, size: int) -> IntArray:
    """(size, 8) counts of one scheme, from which of its pairs are right and what the others are."""
    table = np.zeros((size, len(COLUMNS)), np.int64)
    for column, cells in (
        (CORRECT, sides.gold_cell[right]),
        (wrong, sides.gold_cell[~right]),
        (MISSED, sides.missed),
        (SPURIOUS, sides.spurious),
        (SPURIOUS + 1 + CORRECT, sides.predicted_cell[right]),
        (SPURIOUS + 1 + wrong, sides.predicted_cell[~right]),
    ):
        table[:, column] = np.bincount(cells, minlength=size)
    return table
