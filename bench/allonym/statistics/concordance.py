"""How far two lists of numbers order the same things alike."""

from __future__ import annotations

import numpy as np

from allonym.statistics.types import Floats


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
