"""edit.cost: what one kind of change costs, the other changes held: points of recall, with an interval.

A logistic regression of found on the operations that turn the printed form into the probed one, over the pairs
and, without operations, their originals. The cost of an operation is its average marginal effect with the sign
turned: over the pairs that have it, the mean of the predicted probability without it minus that with it
(Long & Freese 2014, chapter 6). The interval is the percentile bootstrap over entities, since pairs of one
entity are alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.measures.pairs import Pairs
from bench.measures.ratio import divide
from bench.names.operations import OPERATIONS

Floats = NDArray[np.float64]

REPLICATES = 200
_STRENGTH = 100.0
"""Inverse of the ridge penalty: weak, it only keeps coefficients finite where an operation always loses."""
_FEWEST = 20
"""Pairs that an operation must have to be given a cost."""


@dataclass(frozen=True, slots=True)
class EditCost:
    """An operation's cost as a share of recall with its 95% interval, and the pairs that have it."""

    operation: str
    cost: float
    low: float
    high: float
    n: int


def edit_costs(pairs: Pairs, *, seed: int = 7, replicates: int = REPLICATES) -> list[EditCost]:
    """The cost of each operation that enough pairs have; none where every name or no name was found."""
    table = _table(pairs)
    if table is None:
        return []
    design, counts, names = table
    observed = _effects(design, counts.sum(axis=0))
    if np.isnan(observed).all():
        return []
    random = np.random.default_rng(seed)
    entities = len(counts)
    drawn = (random.multinomial(entities, np.full(entities, 1 / entities)) for _ in range(replicates))
    resampled = np.array([_effects(design, np.tensordot(weights, counts, axes=1)) for weights in drawn])
    n = design.T @ counts.sum(axis=(0, 2))
    return [
        EditCost(name, float(cost), *_percentiles(column), int(pairs_of))
        for name, cost, column, pairs_of in zip(names, observed, resampled.T, n, strict=True)
        if not math.isnan(cost)
    ]


def _percentiles(values: Floats) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    low, high = np.quantile(known, [0.025, 0.975]) if len(known) else (math.nan, math.nan)
    return float(low), float(high)


def _table(pairs: Pairs) -> tuple[Floats, Floats, list[str]] | None:
    """The distinct sets of operations (patterns, operations), and lost and found (entities, patterns, 2) under each."""
    sets = [frozenset(value.split("+")) - {""} for value in pairs.values["operations"]]
    having = np.bincount(pairs.codes["operations"], minlength=len(sets))
    names: list[str] = [
        op for op in OPERATIONS if sum(n for n, s in zip(having, sets, strict=True) if op in s) >= _FEWEST
    ]
    if not names:
        return None
    kept = [tuple(op in s for op in names) for s in sets]
    patterns = sorted({tuple([False] * len(names)), *kept})
    number = {pattern: at for at, pattern in enumerate(patterns)}
    of_pair = np.array([number[pattern] for pattern in kept])[pairs.codes["operations"]]
    entity = np.unique(pairs.codes["entity"], return_inverse=True)[1].reshape(-1)
    counts = np.zeros((int(entity.max()) + 1, len(patterns), 2))
    np.add.at(counts, (entity, of_pair, pairs.found.astype(int)), 1)
    _, first = pairs.groups("site", "entity")
    plain = np.full(len(first), number[tuple([False] * len(names))])
    np.add.at(counts, (entity[first], plain, pairs.found_before[first].astype(int)), 1)
    return np.array(patterns, np.float64), counts, names


def _effects(design: Floats, counts: Floats) -> Floats:
    """Each operation's cost from lost and found (patterns, 2); nan where only one of the two occurs."""
    from sklearn.linear_model import LogisticRegression

    if (counts.sum(axis=0) == 0).any():
        return np.full(design.shape[1], np.nan)
    patterns = len(design)
    model = LogisticRegression(C=_STRENGTH, solver="newton-cholesky")
    model.fit(np.tile(design, (2, 1)), np.repeat([0, 1], patterns), sample_weight=counts.T.reshape(-1))
    log_odds = design @ model.coef_[0] + model.intercept_[0]
    change = _probability(log_odds[:, None] - design * model.coef_) - _probability(log_odds)[:, None]
    weight = design * counts.sum(axis=1)[:, None]
    return divide((change * weight).sum(axis=0), weight.sum(axis=0))


def _probability(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-log_odds)), np.float64)
