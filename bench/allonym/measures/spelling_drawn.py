"""Measures of spellings drawn at random from all that a name has, the printed one among them.

Each mention counts the same, however many spellings it has.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from allonym.measures.draws import all_found, means
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs, shared
from allonym.measures.ratio import divide
from allonym.measures.terms import Floats, Terms, difference, of_mentions, share


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
