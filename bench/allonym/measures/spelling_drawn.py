"""Measures of spellings drawn at random from all that a name has, the printed one among them, by exact expectation.

Each mention counts the same, however many spellings it has. Of its n spellings k are drawn without replacement, a set
in proportion to the product of its weights. With e_k the elementary symmetric polynomial of degree k, the chance that
all of them are found is e_k(weights of the found) / e_k(all weights): with equal weights C(found, k) / C(n, k).
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from allonym.measures.measure import of_people
from allonym.measures.pairs import Integers, Pairs, shared
from allonym.measures.ratio import divide
from allonym.measures.terms import Floats, Terms, difference, of_mentions, share


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


def every(pairs: Pairs, *, drawn: int = 2) -> Terms:
    found, site = all_found(pairs, drawn)
    return of_mentions(pairs, np.stack([found, np.ones(len(site))], axis=1), site)


def f1(pairs: Pairs) -> Terms:
    both = every(pairs)
    return of_mentions(pairs, np.hstack([both.columns, precision(pairs).columns]), both.unit, harmonic)


def harmonic(totals: NDArray[np.generic]) -> Floats:
    """Totals (..., 4): found both ways, mentions, right spans, predicted spans. 0 where nothing was predicted."""
    both = share(totals[..., :2])
    precise = np.where(np.isnan(both), np.nan, np.nan_to_num(share(totals[..., 2:])))
    above = both + precise
    return np.where(above == 0, 0.0, divide(2 * both * precise, above))


def gap(pairs: Pairs, english: Pairs) -> Terms:
    ours, theirs = shared(pairs, english)
    ends = [every(table) for table in (theirs, ours)]
    return of_mentions(ours, np.hstack([one.columns for one in ends]), ends[1].unit, difference)


def precision(pairs: Pairs) -> Terms:
    _, site = all_found(pairs, 2)
    return of_mentions(pairs, means(pairs, site, pairs.numbers["right"], pairs.numbers["predicted"]), site)


def split(pairs: Pairs) -> Terms:
    both, site = all_found(pairs, 2)
    neither, _ = all_found(pairs, 2, lost=True)
    return of_mentions(pairs, np.stack([1 - neither - both, 1 - neither], axis=1), site)


MEASURES = (
    *(
        of_people(
            f"spelling.all@{drawn}",
            f"all of {drawn}",
            f"Share of the mentions found under all of {drawn} drawn spellings, of those that have so many.",
            partial(every, drawn=drawn),
            of_others=True,
        )
        for drawn in (2, 3, 4)
    ),
    of_people(
        "spelling.both",
        "both ways",
        "Share of the mentions found under both of two spellings of the name, whichever two are drawn.",
        every,
        of_others=True,
    ),
    of_people(
        "spelling.f1",
        "F1 both ways",
        "Harmonic mean of found both ways and of the precision in the same paragraphs.",
        f1,
        of_others=True,
    ),
    of_people(
        "spelling.gap",
        "behind English",
        "Found both ways of English names in the same places, less found both ways of the names themselves.",
        gap,
        tables=("pairs", "english"),
        unit="points",
        better="lower",
    ),
    of_people(
        "spelling.precision",
        "precision, spelled",
        "Share of the predicted names in the paragraphs of a mention's spellings that are right.",
        precision,
        of_others=True,
    ),
    of_people(
        "spelling.split",
        "split",
        "Of the mentions found under at least one of two drawn spellings, the share found under one only.",
        split,
        of_others=True,
        better="lower",
    ),
)
