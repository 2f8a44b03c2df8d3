"""spelling.mislabelled: the share of pairs found with exact bounds under another label."""

from __future__ import annotations

import numpy as np

from allonym.match.mentions import LABEL
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.numbers["after"] == LABEL, np.ones(len(pairs)))


MEASURES = of_people(
    "spelling.mislabelled",
    "another label",
    "Share of the pairs with the mention's bounds and another label.",
    terms,
    better="lower",
)
