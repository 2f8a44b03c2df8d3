"""The percentile bootstrap over groups and the units within them, from counts.

A resample is a weight for each unit, so its totals are weights times counts: no text is scored twice, and one
set of weights serves every model, label and measure of a corpus (Efron & Tibshirani 1993, chapters 8 and 13).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.statistics.types import (
    LEVEL,
    REPLICATES,
    SEED,
    Counts,
    Floats,
    Integers,
    Measure,
    exact_float,
    group_index,
)

_CHUNK = 320_000
"""Units drawn at a time: small enough for the processor's cache. Part of what a seed means."""

FEW = 1_000
"""With fewer distinct resamples than this an interval is coarse, and says so."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A measure with its percentile interval.

    `n` counts the groups that were resampled (documents, entities), `distinct` how many different
    resamples of them there can be, at most the number of replicates. Value and bounds are nan where
    the measure is not defined.
    """

    value: float
    low: float
    high: float
    n: int
    distinct: int

    @property
    def caution(self) -> str:
        """Why the interval is coarse; empty where it is not.

        >>> Interval(0.8, 0.7, 0.9, 5, 126).caution
        'only 126 distinct resamples of 5'
        """
        return f"only {self.distinct} distinct resamples of {self.n}" if self.distinct < FEW else ""


@dataclass(frozen=True, slots=True)
class Resampled:
    """Totals of a set of counts: as observed (...) and in each replicate (replicates, ...)."""

    observed: Counts
    replicates: Counts
    n: int

    def __getitem__(self, index: Any) -> Resampled:
        """A part of the counts, a model's say, under the same resamples."""
        key = index if isinstance(index, tuple) else (index,)
        return Resampled(self.observed[key], self.replicates[(slice(None), *key)], self.n)

    @property
    def distinct(self) -> int:
        return min(distinct_resamples(self.n), len(self.replicates))

    def values(self, measure: Measure) -> Floats:
        """The measure in each replicate: (replicates,)."""
        return np.asarray(measure(self.replicates), dtype=np.float64)

    def interval(self, measure: Measure, level: float = LEVEL) -> Interval:
        """The measure's percentile interval; replicates in which it is not defined are left out."""
        return self._percentiles(float(measure(self.observed)), self.values(measure), level)

    def difference(self, other: Resampled, measure: Measure, level: float = LEVEL) -> Interval:
        """The interval of this part's measure minus another's, drawn in the same resamples."""
        value = float(measure(self.observed)) - float(measure(other.observed))
        return self._percentiles(value, self.values(measure) - other.values(measure), level)

    def _percentiles(self, value: float, values: Floats, level: float) -> Interval:
        defined = values[~np.isnan(values)]
        if math.isnan(value) or not len(defined):
            return Interval(value, math.nan, math.nan, self.n, self.distinct)
        low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
        return Interval(value, float(low), float(high), self.n, self.distinct)


def distinct_resamples(groups: int) -> int:
    """How many different resamples, order apart, n groups have: C(2n - 1, n).

    >>> distinct_resamples(5)
    126
    """
    return math.comb(2 * groups - 1, groups) if groups else 1


def resample(counts: Any, groups: Any = None, *, seed: int = SEED, replicates: int = REPLICATES) -> Resampled:
    """Draw groups with replacement, then units within each drawn group, and total their counts.

    counts: (units, ...), integers, or floats for units that are numbers already.
    groups: one key a unit (its document, its entity); None where units stand alone.
    Totals of integers are exact. The same seed gives the same resamples for any counts of these units.
    """
    counts = np.asarray(counts)
    index = group_index(groups, len(counts))
    order = np.argsort(index, kind="stable")
    sizes = np.bincount(index).astype(np.int64)
    n = len(sizes)
    exact = exact_float(counts, n * int(sizes.max(initial=0)))
    table = counts[order].reshape(len(counts), math.prod(counts.shape[1:])).astype(exact)
    totals = np.zeros((replicates, table.shape[1]), dtype=counts.dtype)
    start = 0
    for weights in _weights(sizes, replicates, np.random.default_rng(seed)):
        totals[start : start + len(weights)] = weights.astype(exact) @ table
        start += len(weights)
    return Resampled(counts.sum(axis=0), totals.reshape(replicates, *counts.shape[1:]), n)


def interval(counts: Any, groups: Any, measure: Measure, *, seed: int = SEED, replicates: int = REPLICATES) -> Interval:
    """One measure's interval; for several measures of the same units call `resample` once.

    >>> found_of_all = lambda counts: counts[..., 0] / counts[..., 1]
    >>> found = interval([[3, 4], [0, 4], [4, 4], [2, 4], [4, 4]], None, found_of_all)
    >>> found.value, found.n, found.distinct
    (0.65, 5, 126)
    """
    return resample(counts, groups, seed=seed, replicates=replicates).interval(measure)


def _weights(sizes: Integers, replicates: int, random: np.random.Generator) -> Iterator[Integers]:
    """How often each unit (ordered by group) is drawn: arrays (some replicates, units)."""
    n, units = len(sizes), int(sizes.sum())
    if not n:
        return
    chunk = max(1, _CHUNK // units)
    alone = units == n
    for start in range(0, replicates, chunk):
        rows = min(chunk, replicates - start)
        drawn = random.integers(0, n, (rows, n))
        picked = _tally(drawn.ravel(), np.full(rows, n), n) if alone else _within(drawn, sizes, random)
        yield picked


def _within(drawn: Integers, sizes: Integers, random: np.random.Generator) -> Integers:
    """Draw from each drawn group as many of its units as it has."""
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = drawn.ravel()
    groups = np.repeat(groups, sizes[groups])
    units = first[groups] + (random.random(len(groups)) * sizes[groups]).astype(np.int64)
    return _tally(units, sizes[drawn].sum(axis=1), int(sizes.sum()))


def _tally(drawn: Integers, lengths: Integers, kinds: int) -> Integers:
    """Count each kind in each row; row i has the next lengths[i] entries of `drawn`."""
    row = np.repeat(np.arange(len(lengths)) * kinds, lengths)
    return np.bincount(row + drawn, minlength=len(lengths) * kinds).reshape(-1, kinds)
