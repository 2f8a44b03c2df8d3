"""How much more would have to be measured before a difference like the one seen would be significant."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from allonym.statistics.resampling import Resampled
from allonym.statistics.types import Statistic

ALPHA = 0.05
POWER = 0.8

BEYOND_REACH = 100_000
"""Documents, or people, that nobody will label: a difference that needs more is none that was seen."""


def further_groups(
    one: Resampled, two: Resampled, measure: Statistic, *, alpha: float = ALPHA, power: float = POWER
) -> int | None:
    """Documents beyond those measured at which a difference as seen is found with this power.

    `one` and `two` are two models under the same resamples. With v the bootstrap variance of the difference
    d over n documents, n v / d**2 (z(1 - alpha/2) + z(power))**2 documents are needed in all; and no fewer
    than can reach the level at all, since swapping n documents gives no p below 2 / 2**n. None where the two
    do not differ, or by so little that more than `BEYOND_REACH` are needed, or the measure is not defined.
    """
    difference = float(measure(one.observed)) - float(measure(two.observed))
    if math.isnan(difference) or difference == 0:
        return None
    variance = float(np.nanvar(one.values(measure) - two.values(measure)))
    reach = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    needed = max(one.n * variance * (reach / difference) ** 2, 1 + math.log2(1 / alpha))
    further = max(0, math.ceil(needed - 1e-9) - one.n)
    return further if further <= BEYOND_REACH else None


def pairs_needed(discordant: float, difference: float, *, alpha: float = ALPHA, power: float = POWER) -> int:
    """Independent names that McNemar's test needs (Connor 1987).

    discordant: share of names on which two models part; difference: of their recalls.

    >>> pairs_needed(0.10, 0.05)
    312
    """
    z_alpha, z_power = NormalDist().inv_cdf(1 - alpha / 2), NormalDist().inv_cdf(power)
    spread = z_alpha * math.sqrt(discordant) + z_power * math.sqrt(discordant - difference**2)
    return math.ceil((spread / difference) ** 2)
