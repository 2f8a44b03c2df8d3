"""Gold against predicted spans: integer counts for each unit, label and scheme."""

from allonym.match.counts import MUC, SCHEMES, Counts, match
from allonym.match.pairs import Matching, pair
from allonym.match.spans import Spans

__all__ = ["MUC", "SCHEMES", "Counts", "Matching", "Spans", "match", "pair"]
