"""Why each wrong span is wrong: one cause an error, and every error under one cause.

The errors are those that strict counts: incorrect pairs, missed gold spans and spurious predicted spans. A pair
under the same bounds has the wrong `label`. Else the chain of overlaps decides, of the spans that have no identical
partner: a gold span under several predicted ones was `split`, a predicted span over several gold ones `merged` them;
what remains is one against one, with other bounds (`shorter`: inside the gold span, `longer`: around it, `shifted`)
or with other bounds and another label (`label and bounds`). Spans that overlap nothing are `missed` or `spurious`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from allonym.match.keys import NONE, IntArray, Mask
from allonym.match.pairs import Matching, identical, overlaps, pair
from allonym.match.spans import Spans

CAUSES = MappingProxyType(
    {
        "missed": "no span there",
        "spurious": "no name there",
        "label": "same bounds, other label",
        "bounds shorter": "same label, inside the name",
        "bounds longer": "same label, around the name",
        "bounds shifted": "same label, across a bound of the name",
        "label and bounds": "other bounds, other label",
        "split": "one name, several spans",
        "merged": "several names, one span",
    }
)
"""Each cause and what it means; the index of a cause is its place here."""
_MISSED, _SPURIOUS, _LABEL, _SHORTER, _LONGER, _SHIFTED, _BOTH, _SPLIT, _MERGED = range(9)


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """One row an error, in order of unit and place: the rows of its spans (-1: none) and the index of its cause."""

    gold: IntArray
    predicted: IntArray
    cause: IntArray

    def __len__(self) -> int:
        return len(self.cause)

    def tally(self) -> dict[str, int]:
        """Errors of each cause."""
        return dict(zip(CAUSES, np.bincount(self.cause, minlength=len(CAUSES)).tolist(), strict=True))


def errors(gold: Spans, predicted: Spans, pairs: Matching | None = None) -> Errors:
    """Every strict error with its cause.

    >>> gold = Spans.from_columns([0, 0], [0, 10], [4, 20], [0, 0])
    >>> predicted = Spans.from_columns([0, 0, 0], [0, 10, 16], [4, 14, 20], [1, 0, 0])
    >>> errors(gold, predicted).tally()["label"], errors(gold, predicted).tally()["split"]
    (1, 2)
    """
    partner = (pairs or pair(gold, predicted)).bounds
    wrong = np.flatnonzero(identical(gold, predicted) == NONE)
    paired, free = wrong[partner[wrong] != NONE], wrong[partner[wrong] == NONE]
    lone = np.ones(len(gold), np.bool_)
    lone[partner[partner != NONE]] = False
    missed = np.flatnonzero(lone)
    split, split_over, merged, merging = _chains(gold, predicted)
    rows = np.concatenate([partner[paired], missed, np.full(len(free), NONE)])
    others = np.concatenate([paired, np.full(len(missed), NONE), free])
    cause = np.concatenate(
        [
            _pair_cause(
                gold.take(partner[paired]),
                predicted.take(paired),
                split[partner[paired]],
                merging[paired],
            ),
            np.where(merged[missed], _MERGED, _MISSED),
            np.where(split_over[free], _SPLIT, _SPURIOUS),
        ]
    )
    unit = np.concatenate([predicted.unit[paired], gold.unit[missed], predicted.unit[free]])
    start = np.concatenate([predicted.start[paired], gold.start[missed], predicted.start[free]])
    order = np.lexsort((others, start, unit))
    return Errors(rows[order], others[order], cause[order])


def _chains(gold: Spans, predicted: Spans) -> tuple[Mask, Mask, Mask, Mask]:
    """Of the spans without an identical partner: the gold ones that were split, the predicted ones that they were split
    into, the gold ones that were merged, and the predicted ones that they were merged into.
    """
    same = identical(gold, predicted)
    rest_gold = np.setdiff1d(np.arange(len(gold)), same)
    rest = np.flatnonzero(same == NONE)
    edges = overlaps(gold.take(rest_gold), predicted.take(rest))
    one, two = rest_gold[edges.gold], rest[edges.predicted]
    several = np.bincount(one, minlength=len(gold))[one] > 1
    over = np.bincount(two, minlength=len(predicted))[two] > 1
    splits = _mark(one[several], len(gold)), _mark(two[several], len(predicted))
    return *splits, _mark(one[over], len(gold)), _mark(two[over], len(predicted))


def _mark(rows: IntArray, length: int) -> Mask:
    mask = np.zeros(length, np.bool_)
    mask[rows] = True
    return mask


def _pair_cause(gold: Spans, predicted: Spans, split: Mask, merged: Mask) -> IntArray:
    """The cause of each pair; the columns of both sides are parallel."""
    start, end = predicted.start - gold.start, predicted.end - gold.end
    conditions = {
        _LABEL: (start == 0) & (end == 0),
        _SPLIT: split,
        _MERGED: merged,
        _BOTH: gold.label != predicted.label,
        _SHORTER: (start >= 0) & (end <= 0),
        _LONGER: (start <= 0) & (end >= 0),
    }
    cause: IntArray = np.select(list(conditions.values()), list(conditions), _SHIFTED).astype(np.int64)
    return cause
