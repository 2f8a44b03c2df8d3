"""Names that one language's people bear beside their own: a Ukrainian Azarov, an Armenian Robert, a Kurdish Jalal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.origins import OTHER

_LENT = {
    "Russian": {"Ukrainian": 0.1},
    "Ukrainian": {"Russian": 0.35},
    "Belarusian": {"Russian": 0.35, "Ukrainian": 0.1},
    "Bulgarian": {"Russian": 0.15},
    "Macedonian": {"Bulgarian": 0.15, "Serbian": 0.15},
    "Kazakh": {"Russian": 0.1, "Arabic": 0.05, "Persian": 0.05},
    "Azerbaijani": {"Russian": 0.05, "Arabic": 0.03, "Persian": 0.03, "Turkish": 0.05},
    "Georgian": {"Russian": 0.1, OTHER: 0.03},
    "Armenian": {"Russian": 0.1, OTHER: 0.08},
    "Greek": {OTHER: 0.01},
    "Hebrew": {OTHER: 0.03},
    "Kurdish": {"Arabic": 0.1, "Persian": 0.05, "Turkish": 0.05},
    "Persian": {"Arabic": 0.07},
    "Arabic": {"Persian": 0.05},
    "Urdu": {"Arabic": 0.06, "Persian": 0.04},
    "Amharic": {"Arabic": 0.05, OTHER: 0.03},
}
"""Which share of the words in names of an origin is another's too: estimates, not counts. One word that only the origin
has then decides against one that both have, and two that only the lender has stay the lender's."""

_LEAST = -700.0
"""A logarithm whose power a float still holds, and its hundredth part."""


def with_lent(fit: NDArray[np.float64], names: Sequence[str]) -> NDArray[np.float64]:
    """How well a word fits each origin, in logarithms, names that others lend counted in.

    >>> with_lent(np.array([3.0, -2.0]), ("Russian", "Ukrainian")).round(2).tolist()
    [2.9, 1.96]

    A long word may fit an origin so badly that no float holds its share: it is the least that one holds.

    >>> with_lent(np.array([0.0, -5000.0]), ("Arabic", "Greek")).tolist()
    [0.0, -700.0]
    """
    most = fit.max()
    return np.asarray(np.log(_shares(tuple(names)) @ np.exp(np.maximum(fit - most, _LEAST))) + most)


@cache
def _shares(names: tuple[str, ...]) -> NDArray[np.float64]:
    """The share that the origin of each row has from that of each column."""
    table = np.zeros((len(names), len(names)))
    for row, name in enumerate(names):
        lent = {lender: share for lender, share in _LENT.get(name, {}).items() if lender in names}
        table[row, row] = 1 - sum(lent.values())
        for lender, share in lent.items():
            table[row, names.index(lender)] = share
    return table
