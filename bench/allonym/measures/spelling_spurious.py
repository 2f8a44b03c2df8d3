"""spelling.spurious: predicted spans outside the sites that the swap itself caused, a probed paragraph."""

from __future__ import annotations

from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def terms(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.spurious, pairs.leads)
