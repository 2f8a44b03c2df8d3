"""spelling.recall: found / all (site, spelling) pairs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from allonym.match.mentions import OUTCOMES
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    pairs = pairs.put
    tally = np.bincount(pairs.numbers["after"], minlength=len(OUTCOMES)).tolist()
    entities, sites = (len(pairs.occurring(factor)) for factor in ("entity", "site"))
    counts = dict(zip(OUTCOMES, tally, strict=True)) | {"sites": sites, "entities": entities}
    return replace(per_site(pairs, pairs.found, np.ones(len(pairs))), counts=counts)


MEASURES = of_people(
    "spelling.recall",
    "spelling recall",
    "Share of the pairs of a mention and a spelling that are found.",
    terms,
    of_others=True,
)
