"""spelling.fragment: the share of pairs where a predicted span overlaps the site with other bounds."""

from __future__ import annotations

import numpy as np

from allonym.match.mentions import BOUNDS
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.numbers["after"] == BOUNDS, np.ones(len(pairs)))


MEASURES = of_people(
    "spelling.fragment",
    "other bounds",
    "Share of the pairs where a predicted span overlaps the mention with other bounds.",
    terms,
    better="lower",
)
