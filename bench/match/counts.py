"""Counts: what happened to the gold and predicted spans of each unit and label, under the four schemes.

These are the sufficient statistics: every score, average, slice, interval and test is arithmetic on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.match.keys import IntArray, Mask
from bench.match.pairs import NONE, Pairs, pair
from bench.match.spans import Spans

SCHEMES = ("strict", "exact", "type", "partial")
OUTCOMES = ("correct", "incorrect", "partial", "missed", "spurious")
CORRECT, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(5)
COLUMNS = (*OUTCOMES, "predicted_correct", "predicted_incorrect", "predicted_partial")
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
        return self.columns(scheme)[..., : len(OUTCOMES)]

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
        rows = np.atleast_1d(units)
        return Counts(self.table[:, rows])

    def over_units(self) -> Counts:
        """The units added up, the labels apart."""
        return Counts(self.table.sum(axis=1, keepdims=True))

    def over_labels(self) -> Counts:
        """The labels added up, the units apart."""
        return Counts(self.table.sum(axis=2, keepdims=True))

    def true_positives(self, scheme: str = "strict") -> IntArray:
        """Spans with the same bounds and label: (units, labels)."""
        return self[scheme][..., CORRECT]

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
    inclusive. See bench/match/pairs.py for the rule.

    >>> gold = Spans.from_columns([0, 0], [0, 6], [4, 9], [0, 1])
    >>> found = Spans.from_columns([0, 0], [0, 7], [4, 9], [0, 1])
    >>> match(gold, found, units=1, labels=2)["partial"].tolist()
    [[[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]]]
    """
    return tally(gold, predicted, pair(gold, predicted), units=units, labels=labels)


def tally(gold: Spans, predicted: Spans, pairs: Pairs, *, units: int, labels: int) -> Counts:
    """Count the outcomes of a matching that is already known; the units are read from the spans."""
    table = np.stack([_count(gold, predicted, *_outcomes(s, gold, predicted, pairs), units, labels) for s in SCHEMES])
    return Counts(table)


def _outcomes(scheme: str, gold: Spans, predicted: Spans, pairs: Pairs) -> tuple[IntArray, IntArray]:
    """Each predicted span's partner under a scheme, and the pair's outcome."""
    partner = pairs.type if scheme == "type" else pairs.bounds
    wrong = PARTIAL if scheme == "partial" else INCORRECT
    right = np.ones(len(predicted), np.bool_)
    if scheme in ("strict", "type"):
        right &= gold.label[partner] == predicted.label if len(gold) else False
    if scheme != "type":
        right &= same_bounds(gold, predicted, partner)
    return partner, np.where(right, CORRECT, wrong)


def same_bounds(gold: Spans, predicted: Spans, partner: IntArray) -> Mask:
    """Whether each predicted span has the bounds of its partner (of no meaning where there is none)."""
    if not len(gold):
        return np.zeros(len(predicted), np.bool_)
    same: Mask = (gold.start[partner] == predicted.start) & (gold.end[partner] == predicted.end)
    return same


def _count(gold: Spans, predicted: Spans, partner: IntArray, outcome: IntArray, units: int, labels: int) -> IntArray:
    """(units, labels, 8) counts of one scheme."""
    paired = partner != NONE
    rows, outcome = partner[paired], outcome[paired]
    missed = np.ones(len(gold), np.bool_)
    missed[rows] = False
    gold_cell = (gold.unit * labels + gold.label) * len(COLUMNS)
    cell = (predicted.unit * labels + predicted.label) * len(COLUMNS)
    cells = np.concatenate(
        [
            gold_cell[rows] + outcome,
            gold_cell[missed] + MISSED,
            cell[~paired] + SPURIOUS,
            cell[paired] + SPURIOUS + 1 + outcome,
        ]
    )
    size = units * labels * len(COLUMNS)
    return np.bincount(cells, minlength=size).astype(np.int64).reshape(units, labels, len(COLUMNS))
