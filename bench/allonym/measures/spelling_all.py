"""spelling.all@k: found under all of k spellings, for k of 2, 3 and 4."""

from __future__ import annotations

from functools import partial

import numpy as np

from allonym.measures.draws import all_found
from allonym.measures.measure import Measure
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, of_mentions

DRAWN = (2, 3, 4)


def terms(pairs: Pairs, *, drawn: int) -> Terms:
    every, site = all_found(pairs, drawn)
    return of_mentions(pairs, np.stack([every, np.ones(len(site))], axis=1), site)


MEASURES = tuple(
    Measure(
        name=f"spelling.all@{drawn}",
        title=f"all of {drawn}",
        sentence=f"Share of the mentions found under all of {drawn} drawn spellings, of those that have so many.",
        takes="pairs",
        compute=partial(terms, drawn=drawn),
        of_others=True,
        label="PER",
    )
    for drawn in DRAWN
)
