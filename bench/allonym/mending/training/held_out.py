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

from allonym.mending.settings import Thresholds
from allonym.mending.training.pages import Labelled, TrainingPage

KINDS = ("PER", "LOC", "ORG")
Floats = NDArray[np.float64]
_RIGHT, _FOUND = 0, 1
_COLUMNS = 2 * len(KINDS) + 2
"""Right and found of each kind as printed, and of persons in respelled paragraphs."""


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Of each open run the chance, what the thresholds ask, its group and what it adds (runs, columns).

    A group is a corpus and a base; `raw`, `agreed` (groups, columns) and `gold` (groups, kinds) are its totals without
    a corrector. `pairs` has a row for each respelled person: group, and of print and copy whether it is found without
    a corrector and the run that would find it, or -1.
    """

    groups: Sequence[tuple[str, str]]
    chance: Floats
    nothing: NDArray[np.bool_]
    supported: NDArray[np.bool_]
    group: NDArray[np.int64]
    added: Floats
    raw: Floats
    agreed: Floats
    gold: Floats
    pairs: NDArray[np.int64]
    raw_pairs: NDArray[np.bool_]

    def passing(self, limits: Thresholds) -> NDArray[np.bool_]:
        """Whether each run becomes a person."""
        least = np.where(self.nothing, limits.nothing, limits.something) - limits.support * self.supported
        return np.asarray(self.chance > least)

    def measured(self, limits: Thresholds) -> Mapping[str, Floats]:
        """The measures of `measures` with the corrector."""
        passes = self.passing(limits)
        some = np.flatnonzero(passes)
        totals = self.agreed + np.stack(
            [np.bincount(self.group[some], column, len(self.groups)) for column in self.added[some].T], axis=1
        )
        at = np.append(passes, False)
        found = [(self.pairs[:, 1 + 2 * side] == 1) | at[self.pairs[:, 2 + 2 * side]] for side in (0, 1)]
        return self._measures(totals, found[0] & found[1])

    def without(self, totals: str) -> Mapping[str, Floats]:
        """The measures of the model ("raw"), or with consistency alone ("agreed")."""
        if totals == "raw":
            return self._measures(self.raw, self.raw_pairs)
        return self._measures(self.agreed, (self.pairs[:, 1] == 1) & (self.pairs[:, 3] == 1))

    def _measures(self, totals: Floats, both: NDArray[np.bool_]) -> Mapping[str, Floats]:
        """Each measure (groups,), in percent."""
        count, groups = len(KINDS), len(self.groups)
        right, found = totals[:, 0 : 2 * count : 2], totals[:, 1 : 2 * count : 2]
        of = self.pairs[:, 0]
        share = _percent(np.bincount(of, both, groups), np.bincount(of, minlength=groups))
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
    pairs, raw_pairs = _pairs(pages, at)
    return HeldOut(
        groups,
        np.concatenate([np.zeros(0), *chances]),
        np.array([one for page in pages for one in page.nothing], np.bool_),
        np.array([one for page in pages for one in page.supported], np.bool_),
        np.array([at[page.place[:2]] for page in pages for _ in page.bounds], np.int64),
        np.array([_added(page, run) for page in pages for run in range(len(page.bounds))]).reshape(-1, _COLUMNS),
        raw,
        agreed,
        gold,
        pairs,
        raw_pairs,
    )


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
    pages: Sequence[TrainingPage], groups: Mapping[tuple[str, str], int]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The rows of HeldOut.pairs: a person of a paragraph whose words differ in the copy; and whether `raw` has both."""
    printed: dict[tuple[str, str, int, int], tuple[TrainingPage, int]] = {}
    rows, both, first = [], [], 0
    for page in pages:
        corpus, base, document, copy, part, _ = page.place
        where = (corpus, base, document, part)
        if part >= 0 and not copy:
            printed[where] = page, first
        elif part >= 0 and where in printed:
            other, start = printed[where]
            for (old, was), (new, now) in zip(other.persons, page.persons, strict=False):
                if was != now:
                    rows.append((groups[corpus, base], *_found(other, old, start), *_found(page, new, first)))
                    both.append((old, "PER") in other.raw and (new, "PER") in page.raw)
        first += len(page.bounds)
    return np.array(rows, np.int64).reshape(-1, 5), np.array(both, np.bool_)


def _found(page: TrainingPage, bounds: tuple[int, int], first: int) -> tuple[int, int]:
    """Whether a person is found without a corrector, and the number of the run that would find it, or -1."""
    run = page.bounds.index(bounds) if bounds in page.bounds else -1
    return int((bounds, KINDS[0]) in page.agreed), first + run if run >= 0 else -1
