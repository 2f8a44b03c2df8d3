"""A table's order as far as it is known: intervals, tiers, who is better than whom, what would tell; and how far two
orders are alike."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from allonym.statistics.corrections import holm
from allonym.statistics.power import ALPHA, further_groups
from allonym.statistics.randomisation import pairwise
from allonym.statistics.resampling import Interval, Resampled, Resamplers
from allonym.statistics.types import Floats, Statistic, group_index

_LETTERS = string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class Standing:
    """A model's place: its letter in the order of the values, its tier, and whom it is better than."""

    model: str
    letter: str
    interval: Interval
    tier: int
    better_than: tuple[str, ...]
    """Letters of the models that it beats after Holm's correction."""


@dataclass(frozen=True, slots=True)
class ModelPair:
    """Two models, the one with the higher value first."""

    better: str
    worse: str
    difference: Interval
    p: float
    p_holm: float
    further: int | None
    """Further documents that would separate them after correction; 0 where they are, None where none would."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Models from best to worst, and every pair of them."""

    models: tuple[Standing, ...]
    pairs: tuple[ModelPair, ...]


def standings(
    counts: Mapping[str, Any],
    groups: Any,
    measure: Statistic,
    *,
    draws: Resamplers | None = None,
) -> Standings:
    """Order models by a measure; counts: for each model (units, ...) over the same units.

    `draws` has the seed and the number of replicates, and may have drawn these groups before.
    Pairs are tested by approximate randomisation over groups, with Holm's correction over all pairs. A tier
    begins with the first model that the best of the tier above beats.
    """
    names = list(counts)
    table = np.stack([np.asarray(counts[name]) for name in names])
    draws = draws or Resamplers()
    index = group_index(groups, table.shape[1])
    resampled = draws.of(index).resample(np.moveaxis(table, 0, 1))
    values = [float(measure(resampled[i].observed)) for i in range(len(names))]
    order = sorted(range(len(names)), key=lambda i: (math.isnan(values[i]), -values[i], names[i]))
    ranked = [resampled[i] for i in order]
    tested = pairwise(table[order], index, measure, seed=draws.seed, replicates=draws.replicates)
    corrected = dict(zip(tested, holm([test.p for test in tested.values()]).tolist(), strict=True))
    beaten = {pair for pair, p in corrected.items() if p <= ALPHA and tested[pair].difference > 0}
    tiers = _tiers(len(order), beaten)
    # Holm holds the first of the pairs that are still open to this level; more documents have to reach it.
    level = ALPHA / max(1, sum(not math.isnan(p) for p in corrected.values()) - len(beaten))
    models = tuple(
        Standing(
            names[order[i]],
            letter(i),
            part.interval(measure),
            tiers[i],
            tuple(letter(j) for j in range(len(order)) if (i, j) in beaten),
        )
        for i, part in enumerate(ranked)
    )
    pairs = tuple(
        ModelPair(
            names[order[i]],
            names[order[j]],
            ranked[i].difference(ranked[j], measure),
            test.p,
            corrected[i, j],
            0 if (i, j) in beaten else _further(ranked[i], ranked[j], measure, level),
        )
        for (i, j), test in tested.items()
    )
    return Standings(models, pairs)


def letter(place: int) -> str:
    """a, b, ... z, aa, ab, ...

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    before, last = divmod(place, len(_LETTERS))
    return (letter(before - 1) if before else "") + _LETTERS[last]


def _tiers(models: int, beaten: set[tuple[int, int]]) -> list[int]:
    tiers, leader = [1] * models, 0
    for place in range(1, models):
        new = (leader, place) in beaten
        tiers[place] = tiers[place - 1] + new
        leader = place if new else leader
    return tiers


def _further(one: Resampled, two: Resampled, measure: Statistic, alpha: float) -> int | None:
    """At least one more: these were not enough."""
    further = further_groups(one, two, measure, alpha=alpha)
    return further if further is None else max(1, further)


def kendall(one: Floats, two: Floats) -> Floats:
    """Kendall's tau (...) of two arrays (..., things): pairs ordered alike less those ordered otherwise, over all.

    A pair that either side ties counts as neither (tau-a, Kendall 1938); nan where a number is not known.

    >>> kendall(np.array([3.0, 2.0, 1.0]), np.array([3.0, 1.0, 2.0])).item()
    0.3333333333333333
    """
    first, second = np.triu_indices(one.shape[-1], 1)
    signs = [np.sign(side[..., first] - side[..., second]) for side in (one, two)]
    alike: Floats = (signs[0] * signs[1]).mean(axis=-1)
    return alike
