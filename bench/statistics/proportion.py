"""The exact interval of a share of a few independent trials."""

from __future__ import annotations

from collections.abc import Callable
from math import comb

from bench.statistics.types import LEVEL


def exact_interval(found: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """The shares under which neither `found` or more nor `found` or fewer of n would be rare (Clopper & Pearson 1934).

    For a handful of mentions, of which a resample is mostly the sample itself.

    >>> low, high = exact_interval(1, 1)
    >>> round(low, 3), high
    (0.025, 1.0)
    """
    tail = (1 - level) / 2
    low = _root(lambda share: _at_least(found, n, share) - tail) if found else 0.0
    high = _root(lambda share: tail - _at_least(n - found, n, 1 - share)) if found < n else 1.0
    return low, high


def _at_least(found: int, n: int, share: float) -> float:
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(found, n + 1))


def _root(rising: Callable[[float], float]) -> float:
    """Where a function that rises from below 0 to above 0 on [0, 1] crosses it."""
    low, high = 0.0, 1.0
    for _ in range(53):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
