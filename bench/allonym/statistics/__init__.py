"""Intervals, paired tests, corrections, tiers and power: everything from counts, nothing from texts."""

from allonym.statistics.corrections import benjamini_hochberg, holm
from allonym.statistics.exact import McNemar, exact_interval, mcnemar
from allonym.statistics.power import further_groups, pairs_needed
from allonym.statistics.randomisation import Difference, pairwise, randomisation_test
from allonym.statistics.resampling import Interval, Resampled, Resampler, Resamplers, interval, resample
from allonym.statistics.standings import ModelPair, Standing, Standings, standings

__all__ = [
    "Difference",
    "Interval",
    "McNemar",
    "ModelPair",
    "Resampled",
    "Resampler",
    "Resamplers",
    "Standing",
    "Standings",
    "benjamini_hochberg",
    "exact_interval",
    "further_groups",
    "holm",
    "interval",
    "mcnemar",
    "pairs_needed",
    "pairwise",
    "randomisation_test",
    "resample",
    "standings",
]
