"""spelling.both: found under both of two spellings, drawn from all that the name has, the printed one among them."""

from __future__ import annotations

import numpy as np

from allonym.measures.draws import all_found
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, of_mentions


def terms(pairs: Pairs) -> Terms:
    both, site = all_found(pairs, 2)
    return of_mentions(pairs, np.stack([both, np.ones(len(site))], axis=1), site)


MEASURES = of_people(
    "spelling.both",
    "both ways",
    "Share of the mentions found under both of two spellings of the name, whichever two are drawn.",
    terms,
    of_others=True,
)
