"""Small measures for the tests; columns of counts as in allonym.match: correct, ..., missed, spurious."""

from __future__ import annotations

from typing import Any

import numpy as np


class MicroF1:
    """2 tp / (2 tp + fp + fn) over labels; counts (..., labels, 3) of tp, predicted, gold."""

    def ratios(self, counts: Any) -> tuple[Any, Any]:
        total = np.asarray(counts).sum(axis=-2)
        return 2 * total[..., :1], total[..., 1:2] + total[..., 2:]

    def __call__(self, counts: Any) -> Any:
        return mean_of(*self.ratios(counts))


class MacroF1(MicroF1):
    """The mean of the labels' F1."""

    def ratios(self, counts: Any) -> tuple[Any, Any]:
        counts = np.asarray(counts)
        return 2 * counts[..., 0], counts[..., 1] + counts[..., 2]


class Rate:
    """The first column over the second; counts (..., 2)."""

    def ratios(self, counts: Any) -> tuple[Any, Any]:
        counts = np.asarray(counts)
        return counts[..., :1], counts[..., 1:2]

    def __call__(self, counts: Any) -> Any:
        return mean_of(*self.ratios(counts))


def mean_of(numerators: Any, denominators: Any) -> Any:
    terms = np.full(np.shape(numerators), np.nan)
    np.divide(numerators, denominators, out=terms, where=denominators != 0)
    return terms.mean(axis=-1)


def some_counts(seed: int, units: int, labels: int = 1, largest: int = 4) -> Any:
    """Random tp, predicted, gold (units, labels, 3) with at least one gold mention in each."""
    random = np.random.default_rng(seed)
    gold = random.integers(1, largest + 1, (units, labels))
    correct = random.integers(0, gold + 1)
    predicted = correct + random.integers(0, largest, (units, labels))
    return np.stack([correct, predicted, gold], axis=-1)
