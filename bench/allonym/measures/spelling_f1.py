"""spelling.f1: the harmonic mean of spelling.both and spelling.precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from allonym.measures import spelling_both, spelling_precision
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.ratio import divide
from allonym.measures.terms import Floats, Terms, of_mentions, share


def terms(pairs: Pairs) -> Terms:
    both, precision = spelling_both.terms(pairs), spelling_precision.terms(pairs)
    return of_mentions(pairs, np.hstack([both.columns, precision.columns]), both.unit, harmonic)


def harmonic(totals: NDArray[np.generic]) -> Floats:
    """Totals (..., 4): found both ways, mentions, right spans, predicted spans. 0 where nothing was predicted."""
    both = share(totals[..., :2])
    precision = np.where(np.isnan(both), np.nan, np.nan_to_num(share(totals[..., 2:])))
    above = both + precision
    return np.where(above == 0, 0.0, divide(2 * both * precision, above))


MEASURES = of_people(
    "spelling.f1",
    "F1 both ways",
    "Harmonic mean of found both ways and of the precision in the same paragraphs.",
    terms,
    of_others=True,
)
