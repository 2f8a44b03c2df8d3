"""The last division, and what is said where there is nothing to divide."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def divide(numerator: ArrayLike, denominator: ArrayLike, anything: ArrayLike) -> NDArray[np.float64]:
    """numerator / denominator, elementwise, by the project's one rule for empty denominators.

    Where there was nothing to find and nothing was found (`anything` is 0), nothing was measured: the
    result is nan (null in JSON, an en dash in tables), and averages leave it out. Where only the
    denominator is empty (nothing predicted, but something to find) the result is 0.

    >>> divide([1, 0, 0], [2, 0, 0], [2, 1, 0])
    array([0.5, 0. , nan])
    """
    below = np.asarray(denominator, np.float64)
    result = np.divide(numerator, below, out=np.zeros(below.shape), where=below != 0)
    result[np.asarray(anything) == 0] = np.nan
    return result
