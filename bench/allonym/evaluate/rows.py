"""Rows: one number each, so that leaderboard.json loads as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from allonym.evaluate.intervals import Intervals
from allonym.evaluate.score import ModelCounts
from allonym.match import MUC, Counts
from allonym.measures import macro, measures, micro
from allonym.measures.main import ALL, MAIN, ORIGINAL, Selection
from allonym.measures.measure import Measure
from allonym.measures.ratio import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number of the leaderboard. `n` is what it is a share of: gold spans, sites or pairs.

    `value` is None where there was nothing to find and nothing was found; `recorded` where the predictions
    were not made in this run.
    """

    model: str
    corpus: str
    probe: str = ORIGINAL
    slice: str = ALL
    tagset: str = MAIN.tagset
    convention: str = MAIN.convention
    label: str = MAIN.label
    measure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int
    counts: Mapping[str, int] = field(default_factory=dict)
    recorded: bool = False

    @property
    def selection(self) -> Selection:
        """Which number it is of its model and corpus."""
        return Selection(**dict(zip(Selection.__struct_fields__, _SELECTED(self), strict=True)))

    def has(self, selection: Selection) -> bool:
        """Whether it is this number of its model and corpus."""
        return self.measure == selection.name and self.selection == selection

    def as_json(self) -> dict[str, Any]:
        """The row as the contract has it; `recorded` stands only where it is true."""
        known = dict(zip(_WRITTEN, _AS_WRITTEN(self), strict=True))
        known["counts"] = dict(self.counts)
        if self.recorded:
            known["recorded"] = True
        return known


_WRITTEN = tuple(name for name in Row.__slots__ if name != "recorded")
_AS_WRITTEN = attrgetter(*_WRITTEN)
_SELECTED = attrgetter(*("measure" if name == "name" else name for name in Selection.__struct_fields__))


def score_rows(score: ModelCounts, intervals: Intervals, *, recorded: bool = False) -> Iterator[Row]:
    """Every measure of a score: for each label, micro and macro."""
    whole = score.counts.over_units()
    parts = {label: whole.of_label(i) for i, label in enumerate(score.labels.labels)}
    if score.labels.averaged:
        parts = {"micro": whole, "macro": whole, **parts}
    for label, counts in parts.items():
        for measure in measures():
            average = macro if label == "macro" else micro
            interval = intervals[label, repr(measure)]
            yield Row(
                model=score.model,
                corpus=score.corpus,
                tagset=score.labels.tagset,
                convention=score.convention,
                label=label,
                measure=repr(measure),
                value=number(average(measure, counts)),
                low=number(interval.low),
                high=number(interval.high),
                n=int(counts.gold().sum()),
                counts=muc(measure, counts),
                recorded=recorded,
            )


def muc(measure: Measure, counts: Counts) -> dict[str, int]:
    """The MUC counts behind a measure, over all units and labels."""
    totals = counts[measure.scheme].sum(axis=(0, 1)).tolist()
    return dict(zip(MUC, totals, strict=True))
