"""What the statistics take in: arrays of counts, the grouping of their units, and measures on them."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[Any]
"""Integers, or floats for units that are numbers already: (units, ...)."""
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

SEED = 7
REPLICATES = 10_000
LEVEL = 0.95


class Statistic(Protocol):
    """A number of a set of counts: (..., labels, columns) -> (...); nan where it is not defined."""

    def __call__(self, counts: Any, /) -> Any: ...


@runtime_checkable
class RationalStatistic(Statistic, Protocol):
    """A measure that also gives itself in integers, so that two of its values can be compared exactly.

    `ratios` maps counts (..., labels, columns) to numerators and denominators, integers (..., terms);
    the measure is the mean of the terms whose denominator is not 0, and is not defined where all are.
    """

    def ratios(self, counts: Any, /) -> tuple[Any, Any]: ...


def group_index(groups: Any, units: int) -> Integers:
    """Number the groups 0, 1, ... in order of their key, one number a unit; None makes each unit a group.

    >>> group_index(["b", "b", "a"], 3).tolist()
    [1, 1, 0]
    """
    if groups is None:
        return np.arange(units, dtype=np.int64)
    keys = np.asarray(groups)
    if keys.shape != (units,):
        raise ValueError(f"groups has shape {keys.shape}, the counts have {units} units")
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)


def sum_by_group(counts: Counts, index: Integers) -> Counts:
    """Add up the units of each group: (units, ...) -> (groups, ...)."""
    totals = np.zeros((int(index.max(initial=-1)) + 1, *counts.shape[1:]), dtype=counts.dtype)
    np.add.at(totals, index, counts)
    return totals


def exact_float(counts: Counts, weight: int) -> type[np.float32] | type[np.float64]:
    """The narrowest float in which a sum of counts with this total weight is exact.

    Raises OverflowError where even float64, exact to 2**53, could round.
    """
    if not np.issubdtype(counts.dtype, np.integer):
        return np.float64
    largest = weight * int(np.abs(counts).max(initial=0))
    if largest < 2**24:
        return np.float32
    if largest < 2**53:
        return np.float64
    raise OverflowError(f"sums of up to {largest} are not exact in float64")


def one_blas_thread() -> Any:
    """A context in which matrix products use one thread.

    BLAS threads wait for each other by spinning: on a busy machine, for many small products, several of them
    take many times as long as one.
    """
    return _blas().limit(limits=1, user_api="blas")


@cache
def _blas() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
