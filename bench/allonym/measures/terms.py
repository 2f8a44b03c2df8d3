"""Terms: what a measure of pairs is made of, unit by unit, so that it can be resampled and tested."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from allonym.measures.pairs import Integers, Pairs
from allonym.measures.ratio import divide

Floats = NDArray[np.float64]
Value = Callable[[NDArray[np.generic]], Floats]


def share(totals: NDArray[np.generic]) -> Floats:
    """The first of the totals (..., 2) over the second."""
    return divide(totals[..., 0], totals[..., 1])


def difference(totals: NDArray[np.generic]) -> Floats:
    """Totals (..., 4): the share of the first two less that of the others."""
    return share(totals[..., :2]) - share(totals[..., 2:])


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A measure is the `value` of the totals (columns,) of `columns` (units, columns).

    `unit` holds each unit's code in the table of pairs: of its site, or of its entity where `by` says so. `counts` is
    what is said beside the number, `n` what it is a share of.
    """

    columns: Floats
    unit: Integers
    n: int
    counts: Mapping[str, int] = field(default_factory=dict)
    by: str = "site"
    value_of: Value = share

    @property
    def value(self) -> float:
        """The measure; nan where nothing was measured."""
        return float(self.value_of(self.columns.sum(axis=0)))

    def exact(self) -> Integers:
        """The columns as multiples of 2**-26, rounded, so that their sums are exact in whatever order."""
        return np.rint(self.columns * _ONE).astype(np.int64)


_ONE = 2**26


def per_site(pairs: Pairs, numerator: ArrayLike, denominator: ArrayLike) -> Terms:
    """The share of two columns (pairs,) over what was put there, each pair the same."""
    put = ~pairs.printed
    codes, size = pairs.codes["site"][put], len(pairs.values["site"])
    given = [np.asarray(column, np.float64)[put] for column in (numerator, denominator)]
    site = np.flatnonzero(np.bincount(codes, minlength=size)).astype(np.int64)
    columns = np.stack([np.bincount(codes, column, size)[site] for column in given], axis=1).astype(np.float64)
    top, below = (int(total) for total in columns.sum(axis=0))
    return Terms(columns, site, below, {"numerator": top, "denominator": below})


def of_mentions(pairs: Pairs, columns: Floats, site: Integers, value_of: Value = share) -> Terms:
    """A measure in which each mention counts the same: columns (sites, columns)."""
    entities = len(np.unique(pairs.entity_of_site()[site]))
    return Terms(columns, site, len(site), {"mentions": len(site), "entities": entities}, value_of=value_of)
