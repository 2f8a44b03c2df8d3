"""Exact answers about a few independent names: McNemar's test of two models, and the interval of a share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from allonym.statistics.types import LEVEL


@dataclass(frozen=True, slots=True)
class McNemar:
    """Names that only the first found, that only the second found, and the exact two-sided p."""

    first_only: int
    second_only: int
    p: float


def mcnemar(first: Any, second: Any) -> McNemar:
    """Test found/lost of the same names: two arrays of booleans (names,).

    p is the two-sided binomial probability of a split at least as uneven as the one seen, among the names
    that exactly one of the two found (McNemar 1947); 1 where there are none. It takes names as independent:
    where they cluster in documents or entities, `randomisation_test` with groups is the safer one.

    >>> mcnemar([True] * 9 + [False], [False] * 8 + [True, True])
    McNemar(first_only=8, second_only=1, p=0.0390625)
    """
    one, two = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    if one.shape != two.shape:
        raise ValueError(f"{one.shape} and {two.shape} names cannot be paired")
    first_only, second_only = int((one & ~two).sum()), int((two & ~one).sum())
    return McNemar(first_only, second_only, binomial_p(first_only, second_only))


def binomial_p(first: int, second: int) -> float:
    """Two-sided probability of a split at least as uneven as first : second under even odds."""
    n, fewer = first + second, min(first, second)
    tail = sum(comb(n, k) for k in range(fewer + 1))
    return min(1.0, float(Fraction(2 * tail, 2**n)))


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
