"""Scoring any predictions against any gold: `from allonym import score`, and what `allonym score` calls."""

from allonym.scoring.api import score
from allonym.scoring.result import Score

__all__ = ["Score", "score"]
