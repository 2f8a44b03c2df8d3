"""spelling.fragment: the share of pairs where a predicted span overlaps the site with other bounds."""

from __future__ import annotations

import numpy as np

from bench.match.outcome import FRAGMENT
from bench.measures.pairs import Pairs
from bench.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.after == FRAGMENT, np.ones(len(pairs)))
