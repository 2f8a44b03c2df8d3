"""Paired approximate randomisation: could two models' outputs have been swapped, document by document?

Under the null hypothesis the two outputs on a document are exchangeable, so each of the 2**n ways to swap
them is equally likely (Noreen 1989; Yeh 2000). All ways are gone through where they are few; otherwise
they are drawn, and p = (reached + 1) / (drawn + 1) (Phipson & Smyth 2010). Swaps that reach the observed
difference exactly count as reaching it, which floats do not tell: near ties are decided on integers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from allonym.statistics.types import (
    REPLICATES,
    SEED,
    Counts,
    Floats,
    RationalStatistic,
    Statistic,
    exact_float,
    group_index,
    one_blas_thread,
    sum_by_group,
)

_CHUNK = 4_000_000
_NEAR = 1e-9
"""Closer than this, floats of a measure do not say which of two differences is larger."""
_TIE = 1e-12
"""Closer than this, two differences of a measure that has no integer form are taken as equal."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One minus two on a measure, with the two-sided p; `exact` where all swaps were gone through.

    p is nan where the measure is not defined for one of the two.
    """

    difference: float
    p: float
    exact: bool
    n: int


def randomisation_test(
    one: Any,
    two: Any,
    groups: Any,
    measure: Statistic,
    *,
    seed: int = SEED,
    replicates: int = REPLICATES,
) -> Difference:
    """Test one model against another on the same units; counts (units, ...) each, swapped by group.

    >>> found_of_all = lambda counts: counts[..., 0] / counts[..., 1]
    >>> randomisation_test([[4, 4]] * 6, [[3, 4]] * 6, None, found_of_all)
    Difference(difference=0.25, p=0.03125, exact=True, n=6)
    """
    tested = pairwise([one, two], groups, measure, seed=seed, replicates=replicates)
    return tested[0, 1]


def pairwise(
    counts: Any, groups: Any, measure: Statistic, *, seed: int = SEED, replicates: int = REPLICATES
) -> dict[tuple[int, int], Difference]:
    """Test every two models of counts (models, units, ...) under one set of swaps; keys (i, j), i < j."""
    counts = np.asarray(counts)
    models, units = counts.shape[:2]
    index = group_index(groups, units)
    grouped = np.stack([sum_by_group(counts[model], index) for model in range(models)], axis=1)
    n = len(grouped)
    exact = 2**n <= replicates
    totals = grouped.sum(axis=0)
    pairs = [(i, j) for i in range(models) for j in range(i + 1, models)]
    observed = {(i, j): _Observed(totals[i], totals[j], measure) for i, j in pairs}
    reached = dict.fromkeys(pairs, 0)
    # Only differences move totals, and every difference is one of two differences to the first model.
    for apart in _swapped(grouped[:, 1:] - grouped[:, :1], replicates, np.random.default_rng(seed)):
        for i, j in pairs:
            change = apart[:, j - 1] - (apart[:, i - 1] if i else 0)
            reached[i, j] += observed[i, j].reached_by(totals[i] + change, totals[j] - change)
    return {
        pair: Difference(seen.difference, seen.p(reached[pair], replicates, n, exact), exact, n)
        for pair, seen in observed.items()
    }


def _swapped(grouped: Counts, replicates: int, random: np.random.Generator) -> Iterator[Counts]:
    """Totals (some swaps, ...) over the swapped ones of counts (groups, ...)."""
    n = len(grouped)
    exact = exact_float(grouped, n)
    table: Counts = grouped.reshape(n, math.prod(grouped.shape[1:])).astype(exact)
    for swaps in _swaps(n, replicates, random):
        with one_blas_thread():
            totals = (swaps.astype(exact) @ table).astype(grouped.dtype)
        yield totals.reshape(len(swaps), *grouped.shape[1:])


def _swaps(n: int, replicates: int, random: np.random.Generator) -> Iterator[Counts]:
    """Which groups are swapped, 0 or 1: all 2**n ways where there are no more than the replicates."""
    if 2**n <= replicates:
        ways = np.arange(2**n)[:, None]
        yield (ways >> np.arange(n) & 1).astype(np.uint8)
        return
    chunk = max(1, _CHUNK // n)
    for start in range(0, replicates, chunk):
        rows = min(chunk, replicates - start)
        bits = random.integers(0, 256, (rows, -(-n // 8)), dtype=np.uint8)
        yield np.unpackbits(bits, axis=1)[:, :n]


class _Observed:
    """The difference that was seen, and which differences are at least as large."""

    def __init__(self, one: Counts, two: Counts, measure: Statistic) -> None:
        self._measure = measure
        self.difference = float(measure(one)) - float(measure(two))
        self._rational = measure if isinstance(measure, RationalStatistic) else None
        if self._rational and not np.isnan(self.difference):
            self._exact = abs(_fraction(self._rational, one) - _fraction(self._rational, two))

    def p(self, reached: int, replicates: int, n: int, exact: bool) -> float:
        if np.isnan(self.difference):
            return float("nan")
        return reached / 2**n if exact else (reached + 1) / (replicates + 1)

    def reached_by(self, one: Counts, two: Counts) -> int:
        """How many rows of totals (swaps, ...) differ at least as much, in either direction.

        Rows in which the measure is not defined do not tell the models apart and are not counted.
        """
        size = np.abs(np.asarray(self._measure(one)) - np.asarray(self._measure(two)))
        margin: Floats = size - abs(self.difference)
        if self._rational is None:
            return int((margin >= -_TIE).sum())
        near = np.abs(margin) <= _NEAR
        return int((margin > _NEAR).sum()) + self._exactly(one[near], two[near])

    def _exactly(self, one: Counts, two: Counts) -> int:
        assert self._rational is not None
        if not len(one):
            return 0
        both = np.stack([one, two], axis=1).reshape(len(one), -1)
        _, first, times = np.unique(both, axis=0, return_index=True, return_counts=True)
        reached = 0
        for row, count in zip(first, times, strict=True):
            size = abs(_fraction(self._rational, one[row]) - _fraction(self._rational, two[row]))
            reached += int(count) * (size >= self._exact)
        return reached


def _fraction(measure: RationalStatistic, counts: Counts) -> Fraction:
    numerators, denominators = (np.ravel(part).tolist() for part in measure.ratios(counts))
    terms = [Fraction(top, below) for top, below in zip(numerators, denominators, strict=True) if below]
    return sum(terms, Fraction(0)) / len(terms)
