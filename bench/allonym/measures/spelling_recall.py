"""spelling.recall: found / all (site, spelling) pairs."""

from __future__ import annotations

import numpy as np

from allonym.measures.measure import Measure
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.found, np.ones(len(pairs)))


MEASURES = (
    Measure(
        name="spelling.recall",
        title="spelling recall",
        sentence="Share of the pairs of a mention and a spelling that are found.",
        takes="pairs",
        compute=terms,
        label="PER",
    ),
)
