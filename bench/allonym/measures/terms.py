"""Terms: what a measure of pairs is made of, unit by unit, so that it can be resampled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allonym.measures.pairs import Integers, Pairs
from allonym.measures.ratio import divide, mean


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Numerators and denominators (units,) of a measure; `unit` holds each unit's code in the table of pairs.

    The units are sites and the measure is the sum of the numerators over that of the denominators; with
    `mean` they are entities and the measure is the mean of their own ratios.
    """

    numerator: Integers
    denominator: Integers
    unit: Integers
    mean: bool = False

    @property
    def value(self) -> float:
        """The measure; nan where nothing was measured."""
        if self.mean:
            return float(mean(self.numerator, self.denominator))
        return float(divide(self.numerator.sum(), self.denominator.sum()))

    @property
    def n(self) -> int:
        """What the measure is a share of: the denominators, or the units of a mean."""
        return int((self.denominator > 0).sum() if self.mean else self.denominator.sum())

    def columns(self) -> Integers:
        """(units, 2), in the order of `unit`: the measure is the total of the first over that of the second.

        Ratios are rounded to multiples of 2**-30, so that their sums too are exact in whatever order.
        """
        if not self.mean:
            return np.stack([self.numerator, self.denominator], axis=1)
        own = np.rint(np.nan_to_num(divide(self.numerator, self.denominator)) * _ONE)
        return np.stack([own, np.where(self.denominator > 0, _ONE, 0)], axis=1).astype(np.int64)


_ONE = 2**30


def per_site(pairs: Pairs, numerator: NDArray[np.generic], denominator: NDArray[np.generic]) -> Terms:
    """Terms with a site a unit, from two columns of the pairs (pairs,)."""
    codes = pairs.codes["site"]
    site = pairs.occurring("site")
    top, below = (np.bincount(codes, column)[site].astype(np.int64) for column in (numerator, denominator))
    return Terms(top, below, site)
