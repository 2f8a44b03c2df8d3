"""The exact interval of a share of a few independent trials."""

from __future__ import annotations

from allonym.statistics.types import LEVEL


def exact_interval(found: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """The shares under which neither `found` or more nor `found` or fewer of n would be rare (Clopper & Pearson 1934).

    Quantiles of beta distributions. For a handful of mentions, of which a resample is mostly the sample itself.

    >>> low, high = exact_interval(1, 1)
    >>> round(low, 3), high
    (0.025, 1.0)
    """
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = float(betaincinv(found, n - found + 1, tail)) if found else 0.0
    high = float(betaincinv(found + 1, n - found, 1 - tail)) if found < n else 1.0
    return low, high
