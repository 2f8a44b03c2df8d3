"""spelling.gain: of the pairs whose site was lost as printed, the share that is found."""

from __future__ import annotations

from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, ~pairs.found_before & pairs.found, ~pairs.found_before)


MEASURES = of_people(
    "spelling.gain",
    "gain",
    "Of the pairs whose mention is lost as printed, the share that is found.",
    terms,
)
