"""Averages: one number from the counts of many units and labels.

`Micro` and `Macro` take counts as arrays (..., labels, 8) of the measure's scheme, with any axes before, as
resampling makes them; `ratios` gives the terms of the mean as exact integers. The functions take Counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allonym.match.counts import Counts
from allonym.match.keys import IntArray
from allonym.measures.measure import Measure
from allonym.measures.ratio import Ratio, mean


@dataclass(frozen=True, slots=True, repr=False)
class Micro:
    """All spans in one pot: each counts the same."""

    measure: Measure

    def __repr__(self) -> str:
        return f"{self.measure} {type(self).__name__.lower()}"

    def __call__(self, columns: IntArray) -> NDArray[np.float64]:
        return mean(*self.ratios(columns))

    def ratios(self, columns: IntArray) -> Ratio:
        return self.measure.ratio(columns.sum(axis=-2, keepdims=True))


class Macro(Micro):
    """Mean over the labels that occur on either side: each label counts the same."""

    __slots__ = ()

    def ratios(self, columns: IntArray) -> Ratio:
        return self.measure.ratio(columns)


def micro(measure: Measure, counts: Counts) -> float:
    """All spans in one pot: each counts the same."""
    return Micro(measure)(_labels(measure, counts)).item()


def macro(measure: Measure, counts: Counts) -> float:
    """Mean over the labels that occur on either side: each label counts the same."""
    return Macro(measure)(_labels(measure, counts)).item()


def weighted(measure: Measure, counts: Counts) -> float:
    """Mean over the labels, weighted by their gold spans."""
    return mean(*measure.ratio(_labels(measure, counts)), weights=counts.over_units().gold()[0]).item()


def per_unit(measure: Measure, counts: Counts) -> float:
    """Mean over the units (documents) that have spans on either side: each unit counts the same."""
    return mean(*measure.ratio(counts.over_labels().columns(measure.scheme)[:, 0])).item()


def _labels(measure: Measure, counts: Counts) -> IntArray:
    """(labels, 8) counts of the measure's scheme, units added up."""
    columns: IntArray = counts.over_units().columns(measure.scheme)[0]
    return columns
