"""spelling.gap: how much more is found both ways of English names in the same places: the name, not the sentence."""

from __future__ import annotations

import numpy as np

from allonym.measures import spelling_both
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.places import shared
from allonym.measures.terms import Terms, difference, of_mentions


def terms(pairs: Pairs, english: Pairs) -> Terms:
    ours, theirs = shared(pairs, english)
    ends = [spelling_both.terms(table) for table in (theirs, ours)]
    return of_mentions(ours, np.hstack([one.columns for one in ends]), ends[1].unit, difference)


MEASURES = of_people(
    "spelling.gap",
    "behind English",
    "Found both ways of English names in the same places, less found both ways of the names themselves.",
    terms,
    tables=("pairs", "english"),
    unit="points",
    better="lower",
)
