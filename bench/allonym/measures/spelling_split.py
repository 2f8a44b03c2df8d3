"""spelling.split: of two drawn spellings of which at least one is found, how often exactly one is."""

from __future__ import annotations

import numpy as np

from allonym.measures.draws import all_found
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, of_mentions


def terms(pairs: Pairs) -> Terms:
    both, site = all_found(pairs, 2)
    neither, _ = all_found(pairs, 2, lost=True)
    return of_mentions(pairs, np.stack([1 - neither - both, 1 - neither], axis=1), site)


MEASURES = of_people(
    "spelling.split",
    "split",
    "Of the mentions found under at least one of two drawn spellings, the share found under one only.",
    terms,
    of_others=True,
    better="lower",
)
