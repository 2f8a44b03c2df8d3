"""Intervals, paired tests, corrections, tiers and power: everything from counts, nothing from texts."""

from bench.statistics.corrections import benjamini_hochberg, holm
from bench.statistics.mcnemar import McNemar, mcnemar
from bench.statistics.power import further_groups, pairs_needed
from bench.statistics.proportion import exact_interval
from bench.statistics.randomisation import Difference, pairwise, randomisation_test
from bench.statistics.resampling import Interval, Resampled, Resampler, Resamplers, interval, resample
from bench.statistics.standings import Pair, Standing, Standings, standings

__all__ = [
    "Difference",
    "Interval",
    "McNemar",
    "Pair",
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
