"""spelling.worst: the mean over entities of the recall of the entity's worst spelling."""

from __future__ import annotations

import numpy as np

from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms


def terms(pairs: Pairs) -> Terms:
    """An entity a unit: found and all pairs of the spelling with the lowest recall, of two the one with more pairs."""
    pairs = pairs.put
    group, first = pairs.groups("entity", "spelling")
    found = np.bincount(group, weights=pairs.found, minlength=len(first)).astype(np.int64)
    pairs_of = np.bincount(group, minlength=len(first))
    entity = pairs.codes["entity"][first]
    worst = np.lexsort((-pairs_of, found / np.maximum(pairs_of, 1), entity))
    _, lead = np.unique(entity[worst], return_index=True)
    chosen = worst[lead]
    own = found[chosen] / pairs_of[chosen]
    columns = np.stack([own, np.ones(len(own))], axis=1)
    return Terms(columns, entity[chosen], len(own), {"entities": len(own)}, by="entity")


MEASURES = of_people(
    "spelling.worst",
    "worst spelling",
    "Recall of each entity's worst spelling, the mean over entities.",
    terms,
)
