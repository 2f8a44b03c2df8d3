"""Gold against predicted spans: integer counts for each unit, label and scheme."""

from allonym.match.counts import OUTCOMES, SCHEMES, Counts, match
from allonym.match.pairs import Pairs, pair
from allonym.match.spans import Spans

__all__ = ["OUTCOMES", "SCHEMES", "Counts", "Pairs", "Spans", "match", "pair"]
