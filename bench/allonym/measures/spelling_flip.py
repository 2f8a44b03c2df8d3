"""spelling.flip: of the pairs whose site was found as printed, the share that is lost."""

from __future__ import annotations

from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.found_before & ~pairs.found, pairs.found_before)


MEASURES = of_people(
    "spelling.flip",
    "flip",
    "Of the pairs whose mention is found as printed, the share that is lost.",
    terms,
    better="lower",
)
