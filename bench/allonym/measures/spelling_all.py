"""spelling.all: the share of sites found under every spelling that was put into them."""

from __future__ import annotations

import numpy as np

from allonym.measures.measure import Measure
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    recall = per_site(pairs, pairs.found, np.ones(len(pairs)))
    everywhere = (recall.numerator == recall.denominator).astype(np.int64)
    return Terms(everywhere, np.ones_like(everywhere), recall.unit)


MEASURES = (
    Measure(
        name="spelling.all",
        title="all spellings",
        sentence="Share of the mentions that are found under every spelling.",
        takes="pairs",
        compute=terms,
        label="PER",
    ),
)
