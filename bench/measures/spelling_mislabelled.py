"""spelling.mislabelled: the share of pairs found with exact bounds under another label."""

from __future__ import annotations

import numpy as np

from bench.match.outcome import MISLABELLED
from bench.measures.pairs import Pairs
from bench.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.after == MISLABELLED, np.ones(len(pairs)))
