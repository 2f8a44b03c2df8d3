"""Averages: one number from the counts of many units and labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.match.counts import Counts
from bench.measures.measure import Measure


def micro(measure: Measure, counts: Counts) -> float:
    """All spans in one pot: each counts the same."""
    return measure(counts.total()).item()


def macro(measure: Measure, counts: Counts) -> float:
    """Mean over the labels that occur on either side: each label counts the same."""
    return _mean(measure(counts.over_units()))


def weighted(measure: Measure, counts: Counts) -> float:
    """Mean over the labels, weighted by their gold spans."""
    whole = counts.over_units()
    return _mean(measure(whole), whole.gold())


def per_unit(measure: Measure, counts: Counts) -> float:
    """Mean over the units (documents) that have spans on either side: each unit counts the same."""
    return _mean(measure(counts.over_labels()))


def _mean(values: NDArray[np.float64], weights: NDArray[np.int64] | None = None) -> float:
    """Mean of the defined values; nan where none is, or where all weights are 0."""
    defined = ~np.isnan(values)
    weight = defined if weights is None else weights * defined
    if not weight.sum():
        return float("nan")
    return float((np.where(defined, values, 0) * weight).sum() / weight.sum())
