"""Scoring any predictions against any gold: `from bench import score`, and what `allonym score` calls."""

from bench.scoring.api import score
from bench.scoring.result import Score

__all__ = ["Score", "score"]
