"""edit.cost: what one kind of change costs, the other changes held: points of recall.

A logistic regression of found on the operations that turn the printed form into the probed one, over the pairs
and, without operations, their originals. The cost of an operation is its average marginal effect with the sign
turned: over the pairs that have it, the mean of the predicted probability without it minus that with it
(Long & Freese 2014, chapter 6). Pairs of one entity are alike, so that entities are what is resampled: the counts
are kept by entity, and many totals of them are fitted at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allonym.measures.measure import Measure
from allonym.measures.pairs import Integers, Pairs
from allonym.measures.ratio import divide
from allonym.measures.terms import Floats
from allonym.names.operations import OPERATIONS

_STRENGTH = 100.0
"""Inverse of the ridge penalty: weak, it only keeps coefficients finite where an operation always loses."""
_FEWEST = 20
"""Pairs that an operation must have to be given a cost."""
_AT_ONCE = 1_000
"""Totals that are fitted side by side: some MB."""
_STEPS, _NEAR = 60, 1e-7
"""Newton's steps at most; and a change of the log odds after which the next would be lost in rounding."""
_FREE = 1e-9
"""The penalty of what has none: where every name was found no coefficient is best."""


@dataclass(frozen=True, slots=True, eq=False)
class Edits:
    """The distinct sets of operations (patterns, operations), and lost and found under each (entities, patterns, 2)."""

    operations: tuple[str, ...]
    design: Floats
    counts: Integers

    @property
    def n(self) -> Integers:
        """The pairs, originals too, that have each operation: (operations,)."""
        having: Integers = (self.design.T @ self.counts.sum(axis=(0, 2))).astype(np.int64)
        return having

    def costs(self, totals: NDArray[np.generic]) -> Floats:
        """Each operation's cost as a share of recall: totals (..., patterns, 2) of the counts to (..., operations).

        nan for an operation that no pair has, and where every name or no name was found.
        """
        rows = np.asarray(totals, np.float64).reshape(-1, len(self.design), 2)
        columns = np.hstack([self.design, np.ones((len(self.design), 1))])
        seen = self.counts.sum(axis=0, dtype=np.float64)[None]
        near = _fit(columns, seen, np.zeros((1, columns.shape[1])))
        found = [_effects(columns, rows[at : at + _AT_ONCE], near) for at in range(0, len(rows), _AT_ONCE)]
        effects = np.concatenate([np.zeros((0, self.design.shape[1])), *found])
        return effects.reshape(*np.shape(totals)[:-2], self.design.shape[1])


def edits(pairs: Pairs) -> Edits | None:
    """The table of the pairs' operations; None where no operation has pairs enough."""
    pairs = pairs.put
    sets = [frozenset(value.split("+")) - {""} for value in pairs.values["operations"]]
    having = np.bincount(pairs.codes["operations"], minlength=len(sets))
    names = [op for op in OPERATIONS if sum(n for n, s in zip(having, sets, strict=True) if op in s) >= _FEWEST]
    if not names:
        return None
    kept = [tuple(op in s for op in names) for s in sets]
    patterns = sorted({tuple([False] * len(names)), *kept})
    number = {pattern: at for at, pattern in enumerate(patterns)}
    of_pair = np.array([number[pattern] for pattern in kept])[pairs.codes["operations"]]
    entity = np.unique(pairs.codes["entity"], return_inverse=True)[1].reshape(-1)
    counts = np.zeros((int(entity.max()) + 1, len(patterns), 2), np.int64)
    np.add.at(counts, (entity, of_pair, pairs.found.astype(int)), 1)
    _, first = pairs.groups("site", "entity")
    plain = np.full(len(first), number[tuple([False] * len(names))])
    np.add.at(counts, (entity[first], plain, pairs.found_before[first].astype(int)), 1)
    return Edits(tuple(names), np.array(patterns, np.float64), counts)


def _effects(columns: Floats, totals: Floats, near: Floats) -> Floats:
    """Costs (rows, operations) from lost and found (rows, patterns, 2); coefficients are looked for from `near`."""
    design = columns[:, :-1]
    weights = _fit(columns, totals, np.repeat(near, len(totals), axis=0))
    log_odds = weights @ columns.T
    having = totals.sum(axis=2)[:, None, :] * design.T
    without = _probability(log_odds[:, None, :] - weights[:, :-1, None] * design.T)
    change = ((without - _probability(log_odds)[:, None, :]) * having).sum(axis=2)
    costs = divide(change, having.sum(axis=2))
    costs[(totals.sum(axis=1) == 0).any(axis=1)] = np.nan
    return costs


def _fit(columns: Floats, totals: Floats, weights: Floats) -> Floats:
    """Coefficients (rows, columns), the last one free of the penalty, by Newton's method from `weights` on.

    With d the largest change of a log odds, a step of log(1 + d) / d of Newton's always descends and soon is whole
    (Bach 2010, Self-concordant analysis for logistic regression).
    """
    of_all, found = totals.sum(axis=2), totals[..., 1]
    penalty = np.append(np.full(columns.shape[1] - 1, 1 / _STRENGTH), _FREE)
    products = (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)
    left = np.arange(len(totals))
    for _ in range(_STEPS):
        at = weights[left]
        p = _probability(at @ columns.T)
        slope = (of_all[left] * p - found[left]) @ columns + penalty * at
        curve = ((of_all[left] * p * (1 - p)) @ products).reshape(-1, *penalty.shape * 2) + np.diag(penalty)
        step = np.linalg.solve(curve, slope[..., None])[..., 0]
        size = np.maximum(np.abs(step @ columns.T).max(axis=1, keepdims=True), _NEAR / 2)
        weights[left] = at - step * np.log1p(size) / size
        left = left[size[:, 0] > _NEAR]
        if not len(left):
            break
    return weights


def _probability(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-log_odds)), np.float64)


MEASURES = (
    Measure(
        name="edit.cost",
        title="cost of an edit",
        sentence="Points of recall that one kind of change costs, the other changes held.",
        takes="edits",
        compute=edits,
        unit="points",
        better="lower",
    ),
)
