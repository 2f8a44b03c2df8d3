"""Thresholds, chosen on held-out texts: the most persons found both ways that printed texts allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from allonym.mending.cases import CASES
from allonym.mending.settings import Thresholds
from allonym.mending.training.held_out import STEPS, Floats, HeldOut

LIMITS: Mapping[str, Mapping[str, float]] = {
    "safe": {"precision": 0.4, "F1 PER": 0.0, "F1": 0.0, "F1 LOC": 0.3, "F1 ORG": 0.3},
    "bold": {"precision": 4.0, "F1 PER": 1.0, "F1": 0.5, "F1 LOC": 0.5, "F1 ORG": 0.5},
}
"""By setting, how many points each measure of the texts as printed may fall below the model's own, for every model in
every corpus. Precision is that of persons."""
AIM = "F1 both ways"
"""What is to be highest, in the mean over corpora and models."""
_MOVES = (-16, -8, -4, -2, -1, 1, 2, 4)
"""Steps by which a threshold is moved in the search, alone or with another."""

_STARTS = (STEPS, STEPS * 4 // 5, STEPS * 3 // 5, STEPS * 2 // 5, STEPS // 5)
"""The thresholds that a search begins with, one for all cases."""

Steps = tuple[int, ...]
Rank = tuple[float, float]
"""How far thresholds are beyond what is allowed, less than 0, or else 0; and the aim."""


def choose(held: HeldOut) -> dict[str, Thresholds]:
    """The thresholds of each setting: within its limits, and no higher than those of the one before, the best by AIM.

    Where none are within them, those that are least beyond. The search goes from each of _STARTS, one or two cases at a
    time, for as long as a step is better.
    """
    raw = held.without("raw")
    most: Steps = (STEPS,) * len(CASES)
    found: dict[str, Thresholds] = {}
    for setting, allowed in LIMITS.items():
        most = _searched(held, raw, allowed, most)
        found[setting] = tuple(step / STEPS for step in most)
    return found


def _searched(held: HeldOut, raw: Mapping[str, Floats], allowed: Mapping[str, float], most: Steps) -> Steps:
    """The best steps that are no higher than `most`."""

    def ranked(steps: Steps) -> tuple[Rank, Steps]:
        return _rank(held, raw, allowed, steps), steps

    def climbed(best: tuple[Rank, Steps]) -> tuple[Rank, Steps]:
        while (better := max(map(ranked, _beside(best[1], most)), default=best))[0] > best[0]:
            best = better
        return best

    starts = {tuple(min(start, one) for one in most) for start in _STARTS}
    return max(climbed(ranked(start)) for start in sorted(starts))[1]


def _beside(steps: Steps, most: Steps) -> Iterator[Steps]:
    """Steps that differ in one case or in two."""
    for one, two in product(range(len(steps)), repeat=2):
        for first, second in product(_MOVES, _MOVES if two > one else (0,)):
            moved = [*steps]
            moved[one] += first
            moved[two] += second
            if one <= two and all(0 < now <= limit for now, limit in zip(moved, most, strict=True)):
                yield tuple(moved)


def _rank(held: HeldOut, raw: Mapping[str, Floats], allowed: Mapping[str, float], steps: Steps) -> Rank:
    now = held.measured(steps)
    beyond = max(float((raw[name] - now[name]).max()) - most for name, most in allowed.items())
    return -round(max(0.0, beyond), 6), round(float(now[AIM].mean()), 6)
