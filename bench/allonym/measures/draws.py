"""Draws: spellings of a mention drawn at random, by exact expectation.

Of a mention's n spellings k are drawn without replacement, a set in proportion to the product of its weights. With e_k
the elementary symmetric polynomial of degree k, the chance that all of them are found is e_k(weights of the found) /
e_k(all weights): with equal weights C(found, k) / C(n, k).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from allonym.measures.pairs import Integers, Pairs
from allonym.measures.terms import Floats


def polynomials(codes: Integers, weights: Floats, size: int, degree: int) -> Floats:
    """The elementary symmetric polynomial of each group's weights (size,); `codes` number the groups (pairs,)."""
    result = np.zeros((degree + 1, size))
    result[0] = 1
    order = np.argsort(codes, kind="stable")
    place = np.arange(len(codes)) - np.searchsorted(codes[order], codes[order])
    for turn in range(int(place.max(initial=-1)) + 1):
        rows = order[place == turn]
        group, weight = codes[rows], weights[rows]
        for k in range(degree, 0, -1):
            result[k, group] += weight * result[k - 1, group]
    found: Floats = result[degree]
    return found


@lru_cache(maxsize=16)
def all_found(pairs: Pairs, degree: int, *, lost: bool = False) -> tuple[Floats, Integers]:
    """For each site with `degree` spellings or more the chance (sites,) that so many drawn are all found; and its code.

    `lost`: that they are all lost. Several measures of one table ask for the same.
    """
    codes, size = pairs.codes["site"], len(pairs.values["site"])
    weights = pairs.numbers["weight"].astype(np.float64)
    every = polynomials(codes, weights, size, degree)
    site = np.flatnonzero(every).astype(np.int64)
    return polynomials(codes, weights * (pairs.found ^ lost), size, degree)[site] / every[site], site


def means(pairs: Pairs, site: Integers, *columns: NDArray[np.bool_] | Integers) -> Floats:
    """Each site's weighted mean (sites, columns) of columns (pairs,) over its spellings; 0 where it has none."""
    codes, size = pairs.codes["site"], len(pairs.values["site"])
    weights = pairs.numbers["weight"].astype(np.float64)
    whole = np.bincount(codes, weights, size)[site]
    sums = [np.bincount(codes, weights * column, size)[site] for column in columns]
    return np.stack(sums, axis=1) / np.where(whole == 0, 1, whole)[:, None]
