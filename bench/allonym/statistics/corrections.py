"""Corrections for many tests: Holm within a table, Benjamini-Hochberg for a gate's many checks.

Both take p-values of any shape and return adjusted ones of the same shape, to be held against the same level;
nan (not tested) stays nan and does not count as a test.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from allonym.statistics.types import Floats


def holm(p_values: Any) -> Floats:
    """Adjusted p-values that bound the chance of any false finding (Holm 1979).

    >>> holm([0.01, 0.04, 0.03, float("nan")]).tolist()
    [0.03, 0.06, 0.06, nan]
    """

    def adjust(ordered: Floats) -> Floats:
        left = np.arange(len(ordered), 0, -1)
        return np.maximum.accumulate(ordered * left)

    return _adjusted(p_values, adjust)


def benjamini_hochberg(p_values: Any) -> Floats:
    """Adjusted p-values that bound the expected share of false findings (Benjamini & Hochberg 1995).

    >>> benjamini_hochberg([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.04, 0.04]
    """

    def adjust(ordered: Floats) -> Floats:
        rank = np.arange(1, len(ordered) + 1)
        return np.minimum.accumulate((ordered * len(ordered) / rank)[::-1])[::-1]

    return _adjusted(p_values, adjust)


def _adjusted(p_values: Any, adjust: Any) -> Floats:
    p = np.asarray(p_values, dtype=np.float64)
    flat = p.ravel().copy()
    tested = np.flatnonzero(~np.isnan(flat))
    order = tested[np.argsort(flat[tested], kind="stable")]
    flat[order] = np.minimum(adjust(flat[order]), 1.0)
    return flat.reshape(p.shape)
