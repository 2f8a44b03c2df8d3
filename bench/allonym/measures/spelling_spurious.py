"""spelling.spurious: predicted spans outside the sites that the swap itself caused, a probed paragraph."""

from __future__ import annotations

from allonym.measures.measure import Measure
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.numbers["spurious"], pairs.numbers["leads"])


MEASURES = (
    Measure(
        name="spelling.spurious",
        title="spurious",
        sentence="Spurious spans that a spelling causes elsewhere, a probed paragraph.",
        takes="pairs",
        compute=terms,
        label="PER",
        better="lower",
        unit="spans a paragraph",
    ),
)
