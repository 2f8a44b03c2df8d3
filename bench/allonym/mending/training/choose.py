"""Thresholds, chosen on held-out texts: the most persons found both ways that printed texts allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np

from allonym.mending.settings import Thresholds
from allonym.mending.training.held_out import Floats, HeldOut

LIMITS: Mapping[str, Mapping[str, float]] = {
    "safe": {"precision": 1.0, "F1 PER": 0.0, "F1": 0.0, "F1 LOC": 0.5, "F1 ORG": 0.5},
    "bold": {"precision": 2.5, "F1 PER": 0.3, "F1": 0.3, "F1 LOC": 0.5, "F1 ORG": 0.5},
}
"""By setting, how many points each measure of the texts as printed may fall below the model's own, the mean over the
models, in every corpus. Precision is that of persons."""
AIM = "F1 both ways"
"""What is to be highest, in the mean over corpora and models."""
_STEPS = [step / 20 for step in range(3, 19)]
_SUPPORTS = (0.0, 0.05, 0.1, 0.15, 0.2)


def choose(held: HeldOut) -> dict[str, Thresholds]:
    """The thresholds of each setting: of those within its limits, and no higher than the one before, the best by AIM.

    Where none is within them, those that are least beyond. Of equals the highest.
    """
    raw = held.without("raw")
    tried = [(limits, held.measured(limits)) for limits in _tried()]
    found: dict[str, Thresholds] = {}
    for setting, allowed in LIMITS.items():
        found[setting] = max(tried, key=lambda one: (*_rank(one[1], raw, held, allowed), one[0]))[0]
        tried = [one for one in tried if _no_higher(one[0], found[setting])]
    return found


def _no_higher(limits: Thresholds, than: Thresholds) -> bool:
    return all(
        limits.least(nothing, supported) <= than.least(nothing, supported)
        for nothing in (True, False)
        for supported in (True, False)
    )


def _tried() -> Iterator[Thresholds]:
    for nothing, something, support in product(_STEPS, _STEPS, _SUPPORTS):
        yield Thresholds(nothing, something, support)


def _rank(
    now: Mapping[str, Floats], raw: Mapping[str, Floats], held: HeldOut, allowed: Mapping[str, float]
) -> tuple[float, float]:
    """How far thresholds are beyond what is allowed, less than 0, or else 0; and the aim."""
    beyond = max(float((by_corpus(held, raw[name] - now[name])).max()) - most for name, most in allowed.items())
    return -round(max(0.0, beyond), 6), round(float(now[AIM].mean()), 6)


def by_corpus(held: HeldOut, values: Floats) -> Floats:
    """The mean of each corpus over its models; corpora in order."""
    names = [corpus for corpus, _ in held.groups]
    return np.array([values[[name == corpus for name in names]].mean() for corpus in sorted(set(names))])
