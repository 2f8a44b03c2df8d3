"""Terms: what a measure of pairs is made of, unit by unit, so that it can be resampled."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.measures.pairs import Integers, Pairs
from bench.measures.ratio import divide, mean


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

    def columns(self, units: int) -> NDArray[np.float64]:
        """(units, 2), in the order of the codes: the measure is the total of the first over that of the second."""
        table = np.zeros((units, 2))
        known = self.denominator > 0
        own = np.nan_to_num(divide(self.numerator, self.denominator)) if self.mean else self.numerator
        table[self.unit, 0] = own
        table[self.unit, 1] = known if self.mean else self.denominator
        return table


def per_site(pairs: Pairs, numerator: NDArray[np.generic], denominator: NDArray[np.generic]) -> Terms:
    """Terms with a site a unit, from two columns of the pairs (pairs,)."""
    site, group = np.unique(pairs.codes["site"], return_inverse=True)
    return Terms(_totals(group, len(site), numerator), _totals(group, len(site), denominator), site)


def _totals(group: Integers, groups: int, column: NDArray[np.generic]) -> Integers:
    totals = np.zeros(groups, np.int64)
    np.add.at(totals, group.reshape(-1), column.astype(np.int64))
    return totals


SpellingMeasure = Callable[[Pairs], Terms]


@cache
def spelling_measures() -> dict[str, SpellingMeasure]:
    """The measures of pairs by name: every file spelling_NAME.py of this folder, as spelling.NAME.

    >>> list(spelling_measures())[:2]
    ['spelling.all', 'spelling.flip']
    """
    stems = sorted(path.stem for path in Path(__file__).parent.glob("spelling_*.py"))
    modules = {stem: importlib.import_module(f"bench.measures.{stem}") for stem in stems}
    return {stem.replace("_", ".", 1): module.terms for stem, module in modules.items()}
