"""Score: gold and predicted spans of the same units, and every number that follows from them, computed when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from allonym.match.causes import Errors, errors
from allonym.match.confusion import Confusion, confusion
from allonym.match.counts import MUC, SCHEMES, Counts, gold, predicted, tally
from allonym.match.keys import IntArray
from allonym.match.pairs import Matching, identical_by_label, pair
from allonym.match.spans import Spans
from allonym.measures import Measure, formulas, macro, measure, per_unit, weighted
from allonym.measures.ratio import divide, number
from allonym.measures.signature import named, signature
from allonym.scoring.strict import strict_ratios, strict_report

AVERAGES = {"macro": macro, "weighted": weighted}


@dataclass(frozen=True, eq=False)
class Score:
    """The comparison of `gold` with `predicted`, spans of units 0 to `units` - 1 under `labels`.

    `offsets` says what they count: "characters" or "tokens". `texts` are the units' texts where they are known.
    `recipe` says how the spans were made, part by part; with it the numbers can be had again.
    """

    gold: Spans
    predicted: Spans
    labels: tuple[str, ...]
    units: int
    offsets: str = "characters"
    texts: Sequence[str | None] | None = None
    ids: Sequence[str] | None = None
    recipe: Mapping[str, str | Path] | None = None

    @cached_property
    def pairs(self) -> Matching:
        """The one matching that every count comes from."""
        return pair(self.gold, self.predicted)

    @cached_property
    def counts(self) -> Counts:
        """Counts of all units together: table of shape (4 schemes, 1, labels, 8)."""
        return tally(self.gold, self.predicted, self.pairs, units=None, labels=len(self.labels))

    @cached_property
    def alone(self) -> Counts:
        """Counts with each label matched by itself, as if there were no other; nervaluate's view of a label."""
        gold, predicted = (
            Spans.from_columns(side.unit * len(self.labels) + side.label, side.start, side.end, side.label)
            for side in (self.gold, self.predicted)
        )
        return tally(gold, predicted, pair(gold, predicted), units=None, labels=len(self.labels))

    @cached_property
    def unit_counts(self) -> Counts:
        """Counts of each unit, labels together: table of shape (4 schemes, units, 1, 8)."""
        return tally(self.gold, self.predicted, self.pairs, units=self.units, labels=None)

    @cached_property
    def strict(self) -> IntArray:
        """Strict counts alone, without matching what overlaps: int64 (labels, 3), true positives, predicted, gold."""
        labels = len(self.labels)
        correct = identical_by_label(self.gold, self.predicted, labels)
        sides = [np.bincount(side.label, minlength=labels) for side in (self.predicted, self.gold)]
        return np.stack([correct, *sides], axis=1).astype(np.int64)

    @property
    def precision(self) -> float:
        """Strict micro precision; nan where there was nothing to find and nothing found."""
        return self._strict_micro("precision")

    @property
    def recall(self) -> float:
        """Strict micro recall."""
        return self._strict_micro("recall")

    @property
    def f1(self) -> float:
        """Strict micro F1."""
        return self._strict_micro("f1")

    def _strict_micro(self, name: str) -> float:
        return float(strict_ratios(self.strict.sum(axis=0), [name])[0])

    def confusion(self) -> Confusion:
        """Which label the gold spans got; see allonym.match.confusion."""
        return confusion(self.gold, self.predicted, self.labels, pairs=self.pairs)

    def errors(self) -> Errors:
        """Every error with its cause; see allonym.match.causes."""
        return errors(self.gold, self.predicted, self.pairs)

    @property
    def signature(self) -> str:
        """How the numbers were made, in one line."""
        recipe = {"offsets": self.offsets} | {key: named(value) for key, value in (self.recipe or {}).items()}
        return signature(("+".join(SCHEMES),), recipe)

    def report(self, digits: int = 2) -> str:
        """The strict report in the layout of seqeval's classification_report."""
        return strict_report(self.labels, self.strict, digits)

    def as_dict(self, *, alone: bool = False) -> dict[str, Any]:
        """The numbers as plain values, in the form of `allonym score --format json`; null where not measured.

        With `alone` the labels, and they only, are each matched by itself.
        """
        (whole,) = _cells(self.counts.total())
        means = {name: _means(average, self.counts) for name, average in AVERAGES.items()}
        return {
            "schema": "allonym/score/1",
            "signature": self.signature,
            "micro": whole,
            **{name: {scheme: whole[scheme] | of[scheme] for scheme in SCHEMES} for name, of in means.items()},
            "labels": dict(zip(self.labels, _cells(self.alone if alone else self.counts), strict=True)),
        }

    def per_unit(self) -> dict[str, dict[str, float | None]]:
        """Each scheme's mean over the units that have spans on either side."""
        return _means(per_unit, self.unit_counts)


def _means(average: Callable[[Measure, Counts], float], counts: Counts) -> dict[str, dict[str, float | None]]:
    return {
        scheme: {name: number(average(measure(f"{scheme}.{name}"), counts)) for name in formulas()}
        for scheme in SCHEMES
    }


def _cells(counts: Counts) -> list[dict[str, dict[str, Any]]]:
    """Of each label by scheme the counts, whose units are added up, and the measures."""
    table = counts.table[:, 0]
    values = {name: divide(*measure(f"strict.{name}").ratio(table)).tolist() for name in formulas()}
    columns = {name: table[..., column].tolist() for column, name in enumerate(MUC)}
    columns |= {"gold": gold(table).tolist(), "predicted": predicted(table).tolist()}
    return [
        {
            scheme: {name: column[place][label] for name, column in columns.items()}
            | {name: number(value[place][label]) for name, value in values.items()}
            for place, scheme in enumerate(SCHEMES)
        }
        for label in range(table.shape[1])
    ]
