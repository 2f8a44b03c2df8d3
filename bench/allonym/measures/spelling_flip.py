"""spelling.flip: of the pairs whose site was found as printed, the share that is lost."""

from __future__ import annotations

from allonym.measures.measure import Measure
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.found_before & ~pairs.found, pairs.found_before)


MEASURES = (
    Measure(
        name="spelling.flip",
        title="flip",
        sentence="Of the pairs whose mention is found as printed, the share that is lost.",
        takes="pairs",
        compute=terms,
        label="PER",
        better="lower",
    ),
)
