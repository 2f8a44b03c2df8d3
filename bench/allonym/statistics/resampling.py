"""The percentile bootstrap over groups and the units within them, from counts.

A resample is a weight for each unit, so its totals are weights times counts: no text is scored twice, and one
set of weights serves every model, label and measure of a corpus (Efron & Tibshirani 1993, chapters 8 and 13).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from allonym.statistics.types import (
    LEVEL,
    REPLICATES,
    SEED,
    Counts,
    Floats,
    Integers,
    Statistic,
    exact_float,
    group_index,
    one_blas_thread,
)

_CHUNK = 80_000
"""Units drawn at a time: small enough for the processor's cache. Part of what a seed means."""

_BLOCK = 4_000_000
"""Weights that are multiplied with counts at a time: 16 MB as float32."""

_KEPT = 100_000_000
"""With no more weights than this a Resampler keeps them: 100 MB, a byte each."""

_TOTALS = 4_000_000
"""Totals of parts that are held at a time: 32 MB; five times as many where each time the weights are drawn again."""

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


@dataclass(frozen=True, slots=True, eq=False)
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

    def values(self, measure: Statistic) -> Floats:
        """The measure in each replicate: (replicates,)."""
        return np.asarray(measure(self.replicates), dtype=np.float64)

    def interval(self, measure: Statistic, level: float = LEVEL) -> Interval:
        """The measure's percentile interval; replicates in which it is not defined are left out."""
        return self._intervals(measure(self.observed), self.values(measure), level)[0]

    def difference(self, other: Resampled, measure: Statistic) -> Interval:
        """The interval of this part's measure minus another's, drawn in the same resamples."""
        value = measure(self.observed) - measure(other.observed)
        return self._intervals(value, self.values(measure) - other.values(measure))[0]

    def intervals(self, measure: Statistic) -> list[Interval]:
        """As `interval`, for a measure that gives several numbers at once: (..., numbers)."""
        return self._intervals(measure(self.observed), self.values(measure))

    def _intervals(self, value: Any, values: Floats, level: float = LEVEL) -> list[Interval]:
        """No bounds without a value."""
        observed = np.atleast_1d(np.asarray(value, dtype=np.float64))
        bounds = percentiles(values.reshape(len(values), len(observed)), level)
        low, high = (np.where(np.isnan(observed), np.nan, bound).tolist() for bound in bounds)
        return [Interval(*one, self.n, self.distinct) for one in zip(observed.tolist(), low, high, strict=True)]


def percentiles(values: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Lower and upper bound of (replicates, numbers), nan left out; nan where nothing else is there.

    Between two replicates the bound is interpolated, as by NumPy's and SciPy's default.
    """
    rows = np.ascontiguousarray(values.T)
    last = np.maximum(np.count_nonzero(~np.isnan(rows), axis=-1) - 1, 0)
    places = [last * share for share in ((1 - level) / 2, (1 + level) / 2)]
    wanted = np.unique([rounded(place) for place in places for rounded in (np.floor, np.ceil)]).astype(np.int64)
    ordered = np.partition(rows, wanted, axis=-1) if len(rows) else rows  # nan comes last
    low, high = (_at(ordered, place) for place in places)
    return low, high


def _at(ordered: Floats, place: Floats) -> Floats:
    """Each row's value at a place between its entries: (rows, entries), (rows,) -> (rows,)."""
    if not ordered.shape[-1]:
        return np.full(len(ordered), np.nan)
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    one, two = (np.take_along_axis(ordered, index[:, None], axis=-1)[:, 0] for index in (below, above))
    return np.asarray(one + (place - below) * (two - one))


@cache
def distinct_resamples(groups: int) -> int:
    """How many different resamples, order apart, n groups have: C(2n - 1, n).

    >>> distinct_resamples(5)
    126
    """
    return math.comb(2 * groups - 1, groups) if groups else 1


class Resampler:
    """Resamples of the units of one corpus: drawn once, for any counts of them, by whichever thread asks first.

    groups: one key a unit (its document, its entity); units are drawn with replacement within each drawn group.
    The weights are kept where they are small, and drawn again from the same seed where they are not.
    """

    def __init__(self, groups: Any, *, seed: int = SEED, replicates: int = REPLICATES) -> None:
        self._index = group_index(groups, len(groups))
        self._order = np.argsort(self._index, kind="stable")
        self._place = np.argsort(self._order)
        self._sizes = np.bincount(self._index).astype(np.int64)
        self._seed, self._replicates = seed, replicates
        self._kept: list[Counts] | None = None
        self._lock = Lock()

    def draw(self) -> None:
        """Draw the weights beforehand, where they are kept."""
        if self._keeps:
            self._weights()

    def resample(self, counts: Any) -> Resampled:
        """Totals of counts (units, ...) in each resample; of integers they are exact."""
        counts = np.asarray(counts)
        if len(counts) != len(self._index):
            raise ValueError(f"counts of {len(counts)} units, groups of {len(self._index)}")
        (resampled,) = self.resample_parts([(self._order, counts[self._order])])
        return resampled

    def resample_parts(self, parts: Iterable[tuple[Integers, Counts]]) -> Iterator[Resampled]:
        """The same of parts of the units: of each the units' numbers and their counts (units of the part, ...).

        A part's totals are those that it has with counts of 0 for every other unit. All parts see the same
        resamples, and the totals of a few of them are held at a time.
        """
        held: list[tuple[Integers, Counts]] = []
        size, most = 0, _TOTALS if self._keeps else 5 * _TOTALS
        for units, counts in parts:
            held.append((units, counts))
            size += math.prod(counts.shape[1:]) * self._replicates
            if size >= most:
                yield from self._totals(held)
                held, size = [], 0
        yield from self._totals(held)

    def _totals(self, parts: Sequence[tuple[Integers, Counts]]) -> Iterator[Resampled]:
        n = len(self._sizes)
        largest = n * int(self._sizes.max(initial=0))
        flat = [counts.reshape(len(counts), math.prod(counts.shape[1:])) for _, counts in parts]
        tables = [counts.T.astype(exact_float(counts, largest)) for counts in flat]
        totals = [
            np.zeros((len(table), self._replicates), counts.dtype)
            for table, (_, counts) in zip(tables, parts, strict=True)
        ]
        places = [slice(None) if units is self._order else self._place[units] for units, _ in parts]
        start = 0
        with one_blas_thread():
            for weights in self._weights() if parts else ():
                stop = start + weights.shape[1]
                for table, place, total in zip(tables, places, totals, strict=True):
                    total[:, start:stop] = table @ weights[place].astype(table.dtype)
                start = stop
        for (_, counts), total in zip(parts, totals, strict=True):
            # Replicates lie next to each other in memory: measures go through one column of counts at a time.
            replicates = np.moveaxis(total.reshape(*counts.shape[1:], self._replicates), -1, 0)
            yield Resampled(counts.sum(axis=0), replicates, n)

    @property
    def _keeps(self) -> bool:
        return self._replicates * len(self._index) <= _KEPT

    def _weights(self) -> Iterable[Counts]:
        """Blocks (units in order of their groups, some replicates)."""
        if not self._keeps:
            return self._blocks()
        with self._lock:
            if self._kept is None:
                self._kept = list(self._blocks())
        return self._kept

    def _blocks(self) -> Iterator[Counts]:
        """Whole chunks side by side, in the narrowest integers that hold them."""
        chunks: list[Counts] = []
        size = 0
        for chunk in _weights(self._sizes, self._replicates, np.random.default_rng(self._seed)):
            chunks.append(chunk.astype(np.min_scalar_type(int(chunk.max()))))
            size += chunk.size
            if size >= _BLOCK:
                yield np.concatenate(chunks).T.copy()
                chunks, size = [], 0
        if chunks:
            yield np.concatenate(chunks).T.copy()


class Resamplers:
    """Resamplers by their groups: models that were asked the same share one set of weights."""

    def __init__(self, *, seed: int = SEED, replicates: int = REPLICATES) -> None:
        self.seed, self.replicates = seed, replicates
        self._known: dict[bytes, Resampler] = {}
        self._lock = Lock()

    def of(self, groups: Any) -> Resampler:
        """The Resampler of these groups, one key a unit."""
        index = group_index(groups, len(groups))
        with self._lock:
            key = index.tobytes()
            if key not in self._known:
                self._known[key] = Resampler(index, seed=self.seed, replicates=self.replicates)
            return self._known[key]


def resample(counts: Any, groups: Any = None, *, seed: int = SEED, replicates: int = REPLICATES) -> Resampled:
    """Draw groups with replacement, then units within each drawn group, and total their counts.

    counts: (units, ...), integers, or floats for units that are numbers already.
    groups: one key a unit; None where units stand alone. The same seed gives the same resamples for any counts
    of these units; for several sets of them, a `Resampler` draws once.
    """
    counts = np.asarray(counts)
    keys = np.arange(len(counts)) if groups is None else groups
    return Resampler(keys, seed=seed, replicates=replicates).resample(counts)


def interval(
    counts: Any, groups: Any, measure: Statistic, *, seed: int = SEED, replicates: int = REPLICATES
) -> Interval:
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
