"""The interval of every number of a corpus's scores, all from one set of resamples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from allonym.evaluate.score import ModelCounts
from allonym.match.counts import SCHEMES
from allonym.match.keys import IntArray
from allonym.measures import Macro, Measure, Micro, measures
from allonym.measures.ratio import divide
from allonym.statistics import Interval, Resampled, Resampler
from allonym.statistics.types import Floats

Intervals = Mapping[tuple[str, str], Interval]
"""By label (micro and macro too) and measure."""


def score_intervals(scores: Sequence[ModelCounts], resampler: Resampler) -> Iterator[Intervals]:
    """Percentile intervals over documents and the paragraphs within them, for each score of one corpus.

    `resampler` draws the units of the scores. Scores count much alike: each distinct column is totalled once.
    """
    tables = [np.moveaxis(one.counts.table, 1, 0) for one in scores]
    columns = [column for table in tables for column in table.reshape(len(table), -1).T]
    number: dict[bytes, int] = {}
    places = np.array([number.setdefault(column.tobytes(), len(number)) for column in columns])
    first = np.unique(places, return_index=True)[1]
    drawn = resampler.resample(np.stack([columns[at] for at in first], axis=1))
    totals = drawn.replicates.T
    borders = np.cumsum([table[0].size for table in tables])[:-1]
    for one, table, mine in zip(scores, tables, np.split(places, borders), strict=True):
        replicates = np.moveaxis(totals[mine].reshape(*table.shape[1:], -1), -1, 0)
        yield _intervals(one, Resampled(table.sum(axis=0), replicates, drawn.n))


def _intervals(score: ModelCounts, resampled: Resampled) -> Intervals:
    averages = ("micro", "macro") if score.labels.averaged else ()
    by_number: dict[tuple[str, str], Interval] = {}
    for measure in measures():
        part = resampled[SCHEMES.index(measure.scheme)]
        intervals = part.intervals(_numbers(measure, averaged=score.labels.averaged))
        by_number |= {
            (label, repr(measure)): one for label, one in zip((*score.labels.labels, *averages), intervals, strict=True)
        }
    return by_number


def _numbers(measure: Measure, *, averaged: bool) -> Callable[[IntArray], Floats]:
    """A measure of each label, then its averages: (..., labels, 8) -> (..., labels + averages)."""

    def numbers(columns: IntArray) -> Floats:
        each = divide(*measure.ratio(columns))
        if not averaged:
            return each
        averages = [average(columns)[..., None] for average in (Micro(measure), Macro(measure))]
        return np.concatenate([each, *averages], axis=-1)

    return numbers
