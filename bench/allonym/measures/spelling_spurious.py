"""spelling.spurious: predicted spans outside the sites that the swap itself caused, a probed paragraph."""

from __future__ import annotations

from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.numbers["spurious"], pairs.numbers["leads"])


MEASURES = of_people(
    "spelling.spurious",
    "spurious",
    "Spurious spans that a spelling causes elsewhere, a probed paragraph.",
    terms,
    better="lower",
    unit="spans a paragraph",
)
