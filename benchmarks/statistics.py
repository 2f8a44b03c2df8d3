"""10,000 resamples and 10,000 swaps over 5,000 documents and 11 labels, and the same by scoring again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.match import OUTCOMES
from bench.match.counts import COLUMNS
from bench.match.keys import IntArray
from bench.measures import Micro, measure
from bench.statistics import interval, pairwise, randomisation_test
from benchmarks.figure import Figure, seconds

DOCUMENTS, LABELS, MODELS = 5_000, 11, 6


def counts(seed: int) -> IntArray:
    """Strict counts (documents, labels, columns) of a model that finds four names of five."""
    random = np.random.default_rng(seed)
    table = np.zeros((DOCUMENTS, LABELS, len(COLUMNS)), np.int64)
    table[..., : len(OUTCOMES)] = random.poisson([0.8, 0.05, 0, 0.15, 0.15], (DOCUMENTS, LABELS, len(OUTCOMES)))
    table[..., len(OUTCOMES) :] = table[..., :3]
    return table


def figures() -> Iterator[Figure]:
    f1 = Micro(measure("strict.f1"))
    models = [counts(seed) for seed in range(MODELS)]
    one, two = models[:2]
    paragraphs = np.repeat(np.arange(DOCUMENTS // 5), 5)
    yield Figure("bootstrap, documents", seconds(lambda: interval(one, None, f1)), "s", 1.5)
    yield Figure("bootstrap, 1,000 documents of 5 paragraphs", seconds(lambda: interval(one, paragraphs, f1), 3), "s")
    yield Figure("paired randomisation", seconds(lambda: randomisation_test(one, two, None, f1)), "s", 0.3)
    yield Figure("paired randomisation, all 15 pairs of 6 models", seconds(lambda: pairwise(models, None, f1), 3), "s")
