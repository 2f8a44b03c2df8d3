"""The interval of every number of a score, all from one set of resamples of its corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from bench.leaderboard.score import Score
from bench.match.counts import SCHEMES
from bench.match.keys import IntArray
from bench.measures import Macro, Measure, Micro, measures
from bench.measures.ratio import divide
from bench.statistics import Interval, Resampler
from bench.statistics.types import Floats

Intervals = Mapping[tuple[str, str], Interval]
"""By label (micro and macro too) and measure."""


def score_intervals(score: Score, resampler: Resampler) -> Intervals:
    """Percentile intervals over documents and the paragraphs within them; `resampler` draws the score's units."""
    resampled = resampler.resample(np.moveaxis(score.counts.table, 1, 0))
    averages = ("micro", "macro") if score.labels.averaged else ()
    found: dict[tuple[str, str], Interval] = {}
    for measure in measures():
        part = resampled[SCHEMES.index(measure.scheme)]
        intervals = part.intervals(_numbers(measure, averaged=score.labels.averaged))
        found |= {
            (label, repr(measure)): one for label, one in zip((*score.labels.labels, *averages), intervals, strict=True)
        }
    return found


def _numbers(measure: Measure, *, averaged: bool) -> Callable[[IntArray], Floats]:
    """A measure of each label, then its averages: (..., labels, 8) -> (..., labels + averages)."""

    def numbers(columns: IntArray) -> Floats:
        each = divide(*measure.ratio(columns))
        if not averaged:
            return each
        averages = [average(columns)[..., None] for average in (Micro(measure), Macro(measure))]
        return np.concatenate([each, *averages], axis=-1)

    return numbers
