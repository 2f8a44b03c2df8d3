"""What held-out texts say of thresholds: counts as printed, and persons found both ways, for any thresholds at once.

A person in the place of an open run adds a span and takes those away that it touches: the counts are sums over the runs
that pass. Two runs that touch one span are rare, and then it goes twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.mending.cases import CASES
from allonym.mending.training.pages import Labelled, TrainingPage

KINDS = ("PER", "LOC", "ORG")
Floats = NDArray[np.float64]
STEPS = 20
"""Thresholds are so many parts of 1."""
_COLUMNS = 2 * len(KINDS) + 2
"""Right and found of each kind as printed, and of persons in respelled paragraphs."""


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """What a threshold adds: `gains` (cases, steps, groups, columns) of the runs whose chance is above it.

    A group is a corpus and a base; `raw`, `agreed` (groups, columns) and `gold` (groups, kinds) are its totals without
    a corrector. `pairs` has a row for all respelled persons that are alike: their group; of print and copy the case of
    the run that would find them, and the highest step that it passes: STEPS where they are found without a corrector,
    -1 where no run is; whether `raw` has both; and how many they are.
    """

    groups: Sequence[tuple[str, str]]
    gains: Floats
    raw: Floats
    agreed: Floats
    gold: Floats
    pairs: NDArray[np.int64]

    def measured(self, steps: Sequence[int]) -> Mapping[str, Floats]:
        """The measures of `_measures` with the corrector; of each case the threshold, in steps."""
        totals = self.agreed + sum(self.gains[case, step] for case, step in enumerate(steps))
        asked = np.array(steps)
        found = [self.pairs[:, 2 + 2 * side] >= asked[self.pairs[:, 1 + 2 * side]] for side in (0, 1)]
        return self._measures(totals, found[0] & found[1])

    def without(self, totals: str) -> Mapping[str, Floats]:
        """The measures of the model ("raw"), or with consistency alone ("agreed")."""
        if totals == "raw":
            return self._measures(self.raw, self.pairs[:, -2] == 1)
        return self._measures(self.agreed, (self.pairs[:, 2] == STEPS) & (self.pairs[:, 4] == STEPS))

    def _measures(self, totals: Floats, both: NDArray[np.bool_]) -> Mapping[str, Floats]:
        """Each measure (groups,), in percent."""
        count, groups = len(KINDS), len(self.groups)
        right, found = totals[:, 0 : 2 * count : 2], totals[:, 1 : 2 * count : 2]
        of, many = self.pairs[:, 0], self.pairs[:, -1]
        share = _percent(np.bincount(of, both * many, groups), np.bincount(of, many, groups))
        respelled = _percent(totals[:, -2], totals[:, -1])
        scores = _percent(2 * right, found + self.gold)
        return {
            "precision": _percent(right[:, 0], found[:, 0]),
            **{f"F1 {kind}": scores[:, at] for at, kind in enumerate(KINDS)},
            "F1": _percent(2 * right.sum(axis=1), (found + self.gold).sum(axis=1)),
            "both ways": share,
            "precision respelled": respelled,
            "F1 both ways": _percent(2 * share * respelled / 100, share + respelled),
        }


def _percent(part: NDArray[Any], whole: NDArray[Any]) -> Floats:
    return np.asarray(100 * part / np.where(whole > 0, whole, 1))


def held_out(pages: Sequence[TrainingPage], chances: Sequence[Floats]) -> HeldOut:
    """The columns of pages, of which each run's chance is that of weights that never saw its text."""
    groups = sorted({(page.place.corpus, page.place.base) for page in pages})
    at = {group: number for number, group in enumerate(groups)}
    raw, agreed = np.zeros((len(groups), _COLUMNS)), np.zeros((len(groups), _COLUMNS))
    gold = np.zeros((len(groups), len(KINDS)))
    for page in pages:
        group = at[page.place[:2]]
        raw[group] += _counts(page, page.raw)
        agreed[group] += _counts(page, page.agreed)
        if _is_printed(page):
            gold[group] += [sum(label == kind for label in page.gold.values()) for kind in KINDS]
    highest = [_highest(one) for one in chances]
    return HeldOut(groups, _gains(pages, highest, at), raw, agreed, gold, _pairs(pages, highest, at))


def _highest(chances: Floats) -> NDArray[np.int64]:
    """The highest step that each chance is above; -1 for none."""
    return np.searchsorted(np.arange(STEPS + 1) / STEPS, chances, "left").astype(np.int64) - 1


def _gains(
    pages: Sequence[TrainingPage], highest: Sequence[NDArray[np.int64]], groups: Mapping[tuple[str, str], int]
) -> Floats:
    """HeldOut.gains: what the runs that pass a step add, and so those that pass a higher one."""
    gains = np.zeros((len(CASES), STEPS + 1, len(groups), _COLUMNS))
    for page, steps in zip(pages, highest, strict=True):
        group = groups[page.place[:2]]
        for run, step in enumerate(steps):
            if step >= 0:
                gains[page.cases[run], step, group] += _added(page, run)
    return np.asarray(gains[:, ::-1].cumsum(axis=1)[:, ::-1])


def _is_printed(page: TrainingPage) -> bool:
    return page.place.whole and not page.place.copy


def _counts(page: TrainingPage, spans: frozenset[Labelled]) -> Floats:
    """The columns of spans: as printed on whole texts, respelled on paragraphs."""
    found = np.zeros(_COLUMNS)
    for bounds, label in spans:
        _count(found, page, (bounds, label), 1)
    return found


def _count(columns: Floats, page: TrainingPage, span: Labelled, sign: int) -> None:
    bounds, label = span
    right = sign * (page.gold.get(bounds) == label)
    if _is_printed(page) and label in KINDS:
        at = 2 * KINDS.index(label)
        columns[at : at + 2] += (right, sign)
    if page.place.part >= 0 and page.place.copy and label == KINDS[0]:
        columns[-2:] += (right, sign)


def _added(page: TrainingPage, run: int) -> Floats:
    """What the counts gain where a run becomes a person."""
    columns = np.zeros(_COLUMNS)
    _count(columns, page, (page.bounds[run], KINDS[0]), 1)
    for span in page.touched[run]:
        _count(columns, page, span, -1)
    return columns


def _pairs(
    pages: Sequence[TrainingPage], highest: Sequence[NDArray[np.int64]], groups: Mapping[tuple[str, str], int]
) -> NDArray[np.int64]:
    """The rows of HeldOut.pairs, of the persons of paragraphs whose words differ in the copy."""
    printed: dict[tuple[str, str, int, int], tuple[TrainingPage, NDArray[np.int64]]] = {}
    rows = []
    for page, steps in zip(pages, highest, strict=True):
        corpus, base, document, copy, part, _ = page.place
        where = (corpus, base, document, part)
        if part >= 0 and not copy:
            printed[where] = page, steps
        elif part >= 0 and where in printed:
            other, others = printed[where]
            for (old, was), (new, now) in zip(other.persons, page.persons, strict=False):
                if was != now:
                    both = (old, KINDS[0]) in other.raw and (new, KINDS[0]) in page.raw
                    rows.append((groups[corpus, base], *_found(other, old, others), *_found(page, new, steps), both))
    alike, many = np.unique(np.array(rows, np.int64).reshape(-1, 6), axis=0, return_counts=True)
    return np.column_stack([alike, many]).astype(np.int64)


def _found(page: TrainingPage, bounds: tuple[int, int], steps: NDArray[np.int64]) -> tuple[int, int]:
    """The case of the run that would find a person, and the highest step that it passes, as in HeldOut.pairs."""
    if (bounds, KINDS[0]) in page.agreed:
        return 0, STEPS
    if bounds not in page.bounds:
        return 0, -1
    run = page.bounds.index(bounds)
    return page.cases[run], int(steps[run])
