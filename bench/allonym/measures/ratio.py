"""The last division, and what is said where there is nothing to divide."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from allonym.match.keys import IntArray

Ratio = tuple[IntArray, IntArray]
"""Numerator and denominator, two integer arrays of one shape; a denominator of 0 is "not measured"."""


def ratio(numerator: IntArray, denominator: IntArray, anything: IntArray) -> Ratio:
    """A ratio of counts by the project's one rule for empty denominators.

    Where there was nothing to find and nothing was found (`anything` is 0), nothing was measured: the
    denominator is 0. Where only the denominator is empty, as for precision when there was something to
    find and nothing was predicted, the ratio is 0 / 1.
    """
    return numerator, np.where(anything == 0, 0, np.where(denominator == 0, 1, denominator))


def divide(numerator: ArrayLike, denominator: ArrayLike) -> NDArray[np.float64]:
    """The division: nan (null in JSON, an en dash in tables) where nothing was measured.

    >>> divide([1, 0, 0], [2, 1, 0])
    array([0.5, 0. , nan])
    """
    below = np.asarray(denominator, np.float64)
    result: NDArray[np.float64] = np.divide(numerator, below, out=np.full_like(below, np.nan), where=below != 0)
    return result


def number(value: float) -> float | None:
    """nan, which JSON lacks, is None.

    >>> number(0.5), number(float("nan"))
    (0.5, None)
    """
    return None if math.isnan(value) else value


def mean(numerators: ArrayLike, denominators: ArrayLike, weights: ArrayLike = 1) -> NDArray[np.float64]:
    """Weighted mean over the last axis of the ratios that were measured; nan where none was."""
    weight = np.where(np.asarray(denominators) == 0, 0, weights)
    values = np.nan_to_num(divide(numerators, denominators))
    return divide((values * weight).sum(axis=-1), weight.sum(axis=-1))
