"""Gold against predicted spans: integer counts for each unit, label and scheme."""

from bench.match.counts import OUTCOMES, SCHEMES, Counts, match
from bench.match.pairs import Pairs, pair
from bench.match.spans import Spans

__all__ = ["OUTCOMES", "SCHEMES", "Counts", "Pairs", "Spans", "match", "pair"]
