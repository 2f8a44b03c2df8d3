"""Which gold span each predicted span is compared with: the one matching that every count comes from.

The rule. A pair can be formed within a unit by a gold and a predicted span that overlap: they share at
least one position, and at least a hundredth of the gold span. Each span has at most one partner.

1. Spans with the same bounds and the same label are partners.
2. For `bounds` (the schemes strict, exact and partial): then spans with the same bounds; then, from left
   to right, each predicted span that is left takes the first overlapping gold span that is left.
3. For `type`: from left to right, each predicted span that is left takes, of the overlapping gold spans
   that are left, the one with its own label whose bounds are nearest; else the first.

"Left to right" and "first" are the order of start, end, label, so that the order of the input does not
matter. On flat spans this is what nervaluate 1.2.1 does with sorted spans; there, step 2 finds as many
pairs as there can be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from allonym.errors import InputError
from allonym.match.keys import NONE, IntArray, Mask, pack
from allonym.match.spans import Spans
from allonym.match.sweep import sweep

_ROUNDS = 32
"""Chains with more predicted spans than this are finished one span at a time."""
_CROWD = 16
"""Overlapping pairs to a span from which on no list of pairs is made."""
_LISTED = 30_000_000
"""Overlapping pairs that are listed at most, for the causes of errors."""


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """For each predicted span the row of its gold partner, or -1; two int64 arrays of their number."""

    bounds: IntArray
    type: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Overlapping (gold, predicted) rows, sorted by predicted row and then by preference."""

    gold: IntArray
    predicted: IntArray

    def where(self, rows: IntArray | Mask) -> _Edges:
        return _Edges(self.gold[rows], self.predicted[rows])


def pair(gold: Spans, predicted: Spans) -> Matching:
    """Find the partners of `predicted` in `gold` by the rule at the top of this file.

    Time grows with the number of spans and of overlapping pairs; where these are very many, see match/sweep.py.
    """
    partner, rest = _identical(gold, predicted)
    by_type = partner.copy()
    ours, theirs = _on_one_line(gold.take(rest.gold), predicted.take(rest.predicted))
    edges = _overlaps(ours, theirs, _CROWD * (len(ours) + len(theirs)))
    if edges is None:
        for column, kind in ((partner, False), (by_type, True)):
            partners = sweep(ours, theirs, by_type=kind)
            paired = partners != NONE
            column[rest.predicted[paired]] = rest.gold[partners[paired]]
        return Matching(partner, by_type)
    edges = _Edges(rest.gold[edges.gold], rest.predicted[edges.predicted])
    taken = np.zeros(len(gold), np.bool_)

    same = (gold.start[edges.gold] == predicted.start[edges.predicted]) & (
        gold.end[edges.gold] == predicted.end[edges.predicted]
    )
    _serve(edges.where(same), partner, taken)
    _serve(edges.where((partner[edges.predicted] == NONE) & ~taken[edges.gold]), partner, taken)
    _serve(_by_type(edges, gold, predicted), by_type, np.zeros(len(gold), np.bool_))
    return Matching(partner, by_type)


def identical(gold: Spans, predicted: Spans) -> IntArray:
    """For each predicted span the row of the same span in gold, or -1."""
    places = _places(gold, predicted)
    if all((keys[1:] > keys[:-1]).all() for keys in places):
        partner = _meet(*places)
        met = np.flatnonzero(partner != NONE)
        rows = partner[met]
        other = (gold.end[rows] != predicted.end[met]) | (gold.label[rows] != predicted.label[met])
        partner[met[other]] = NONE
        return partner
    return _meet(*pack(*((side.unit, side.start, side.end, side.label) for side in (gold, predicted))))


def identical_by_label(gold: Spans, predicted: Spans, labels: int) -> IntArray:
    """How many spans of each label are on both sides: int64 (labels,). Counts of `identical`, without the partners."""
    both = (gold, predicted)
    width = 1 + max(int(side.start.max(initial=0)) for side in both)
    sizes = 1 + max(int((side.end - side.start).max(initial=0)) for side in both)
    units = 1 + max(int(side.unit.max(initial=0)) for side in both)
    if units * width * sizes * labels >= 2**62:
        return np.bincount(predicted.label[identical(gold, predicted) != NONE], minlength=labels)
    keys = np.empty(len(gold) + len(predicted), np.int64)
    _as_integers(gold, width, sizes, labels, keys[: len(gold)])
    _as_integers(predicted, width, sizes, labels, keys[len(gold) :])
    keys.sort(kind="stable")  # merges the two runs
    return np.bincount(keys[1:][keys[1:] == keys[:-1]] % labels, minlength=labels)


def _as_integers(spans: Spans, width: int, sizes: int, labels: int, out: IntArray) -> None:
    """Write each span as one integer, in their order, into `out`: no column of numbers is made on the way."""
    np.multiply(spans.unit, width, out=out)
    out += spans.start
    out *= sizes
    out += spans.end
    out -= spans.start
    out *= labels
    out += spans.label


def _places(gold: Spans, predicted: Spans) -> list[IntArray]:
    """Unit and start of each span as one integer."""
    width = int(max(gold.start.max(initial=0), predicted.start.max(initial=0))) + 1
    if width * (int(max(gold.unit.max(initial=0), predicted.unit.max(initial=0))) + 1) >= 2**62:
        return pack((gold.unit, gold.start), (predicted.unit, predicted.start))
    return [side.unit * width + side.start for side in (gold, predicted)]


def _meet(gold: IntArray, predicted: IntArray) -> IntArray:
    """For each key of `predicted` its row in `gold`, or -1; both ascend without repeats."""
    keys = np.concatenate([gold, predicted])
    order = np.argsort(keys, kind="stable")  # merges the two runs
    keys = keys[order]
    twice = np.flatnonzero(keys[1:] == keys[:-1])
    partner = np.full(len(predicted), NONE, np.int64)
    partner[order[twice + 1] - len(gold)] = order[twice]
    return partner


def _identical(gold: Spans, predicted: Spans) -> tuple[IntArray, _Edges]:
    """The partners by step 1, and the rows that have none."""
    partner = identical(gold, predicted)
    single = partner == NONE
    free = np.ones(len(gold), np.bool_)
    free[partner[~single]] = False
    return partner, _Edges(np.flatnonzero(free), np.flatnonzero(single))


def overlaps(gold: Spans, predicted: Spans) -> _Edges:
    """Every pair of rows that may be partners, sorted by predicted row, then gold row; InputError for too many."""
    edges = _overlaps(*_on_one_line(gold, predicted), _LISTED)
    if edges is None:
        raise InputError(
            f"more than {_LISTED:,} pairs of spans overlap", todo="are all the spans meant to be in one document?"
        )
    return edges


def _on_one_line(gold: Spans, predicted: Spans) -> tuple[Spans, Spans]:
    """The spans with offsets as if the units followed each other."""
    width = int(max(gold.end.max(initial=0), predicted.end.max(initial=0))) + 1
    if width * (int(max(gold.unit.max(initial=0), predicted.unit.max(initial=0))) + 1) >= 2**62:
        raise InputError("offsets are too large to be matched", todo="offsets count characters or tokens")
    one, two = (
        replace(side, start=side.unit * width + side.start, end=side.unit * width + side.end)
        for side in (gold, predicted)
    )
    return one, two


def _overlaps(gold: Spans, predicted: Spans, limit: int) -> _Edges | None:
    """The pairs of spans on one line; None for more than `limit`.

    Either the gold span starts within the predicted one, or the predicted one within the gold one after
    its start: two ranges of sorted starts, so that nothing but the pairs themselves is visited.
    """
    inner_gold = np.searchsorted(gold.start, predicted.start), np.searchsorted(gold.start, predicted.end)
    inner = np.searchsorted(predicted.start, gold.start, "right"), np.searchsorted(predicted.start, gold.end)
    if sum(int(np.maximum(high - low, 0).sum()) for low, high in (inner_gold, inner)) > limit:
        return None
    one, over = ranges(*inner_gold)
    two, under = ranges(*inner)
    rows_gold, rows = np.concatenate([over, two]), np.concatenate([one, under])
    start, end = gold.start[rows_gold], gold.end[rows_gold]
    shared = np.minimum(end, predicted.end[rows]) - np.maximum(start, predicted.start[rows])
    enough = 100 * shared >= end - start
    rows_gold, rows = rows_gold[enough], rows[enough]
    order = np.lexsort((rows_gold, rows))
    return _Edges(rows_gold[order], rows[order])


def ranges(low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Every (row, x) with low[row] <= x < high[row]."""
    size = np.maximum(high - low, 0)
    row = np.repeat(np.arange(len(low)), size)
    first = np.cumsum(size) - size
    return row, np.arange(len(row)) - first[row] + low[row]


def _by_type(edges: _Edges, gold: Spans, predicted: Spans) -> _Edges:
    """Each predicted span's edges with the nearest gold span of its own label first."""
    start = np.abs(gold.start[edges.gold] - predicted.start[edges.predicted])
    distance = start + np.abs(gold.end[edges.gold] - predicted.end[edges.predicted])
    other = gold.label[edges.gold] != predicted.label[edges.predicted]
    order = np.lexsort((edges.gold, np.where(other, 0, distance), other, edges.predicted))
    return _Edges(edges.gold[order], edges.predicted[order])


def _serve(edges: _Edges, partner: IntArray, taken: Mask) -> None:
    """Let each predicted span in turn take its first edge whose gold span is free.

    Edges that meet no other are served at once; of the rest, the n-th predicted spans of all chains are
    served together. A chain is a run of predicted spans that share no gold span with those outside it.
    """
    if not len(edges.gold):
        return
    alone = (np.bincount(edges.gold)[edges.gold] == 1) & (np.bincount(edges.predicted)[edges.predicted] == 1)
    _take(edges.where(alone), partner, taken)
    edges = edges.where(~alone)
    if not len(edges.gold):
        return
    turn = _turns(edges)
    order = np.argsort(turn, kind="stable")
    borders = np.concatenate([[0], np.cumsum(np.bincount(turn))]).tolist()
    for low, high in pairwise(borders[: _ROUNDS + 1]):
        rows = order[low:high]
        _take_first(edges.where(rows[~taken[edges.gold[rows]]]), partner, taken)
    late = np.sort(order[borders[min(_ROUNDS, len(borders) - 1)] :])
    _serve_singly(edges.where(late), partner, taken)


def _turns(edges: _Edges) -> IntArray:
    """For each edge, the place of its predicted span within its chain, from 0."""
    new = np.concatenate([[True], edges.predicted[1:] != edges.predicted[:-1]])
    before = np.maximum.accumulate(edges.gold)
    after = np.minimum.accumulate(edges.gold[::-1])[::-1]
    head = np.concatenate([[True], new[1:] & (before[:-1] < after[1:])])
    ordinal = np.cumsum(new) - 1
    turn: IntArray = ordinal - np.maximum.accumulate(np.where(head, ordinal, 0))
    return turn


def _take_first(edges: _Edges, partner: IntArray, taken: Mask) -> None:
    first = np.ones(len(edges.predicted), np.bool_)
    first[1:] = edges.predicted[1:] != edges.predicted[:-1]
    _take(edges.where(first), partner, taken)


def _take(edges: _Edges, partner: IntArray, taken: Mask) -> None:
    partner[edges.predicted] = edges.gold
    taken[edges.gold] = True


def _serve_singly(edges: _Edges, partner: IntArray, taken: Mask) -> None:
    for one, other in zip(edges.predicted.tolist(), edges.gold.tolist(), strict=True):
        if partner[one] == NONE and not taken[other]:
            partner[one] = other
            taken[other] = True
