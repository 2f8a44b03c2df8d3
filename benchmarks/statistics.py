"""10,000 resamples and 10,000 swaps over 5,000 documents and 11 labels, and the same by scoring again."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import numpy as np

from allonym.evaluate.spelling_rows import probe_rows
from allonym.match import MUC
from allonym.match.counts import COLUMNS
from allonym.match.keys import IntArray
from allonym.measures import Micro, measure
from allonym.measures.pairs import FACTORS, NUMBERS, Pairs
from allonym.statistics import Resamplers, interval, pairwise, randomisation_test
from benchmarks.figure import Figure, seconds

DOCUMENTS, LABELS, MODELS = 5_000, 11, 6
PAIRS, SITES, ENTITIES, SCHEMES = 8_650, 1_750, 390, 48
"""About as many as respell has on the project's corpora."""


def counts(seed: int) -> IntArray:
    """Strict counts (documents, labels, columns) of a model that finds four names of five."""
    random = np.random.default_rng(seed)
    table = np.zeros((DOCUMENTS, LABELS, len(COLUMNS)), np.int64)
    table[..., : len(MUC)] = random.poisson([0.8, 0.05, 0, 0.15, 0.15], (DOCUMENTS, LABELS, len(MUC)))
    table[..., len(MUC) :] = table[..., :3]
    return table


def outcomes(seed: int) -> Pairs:
    """What became of the pairs of a probe; where they stand is the same for every seed."""
    random = np.random.default_rng(0)
    site = np.sort(random.integers(0, SITES, PAIRS))
    kinds = {"entity": ENTITIES, "corpus": 3, "origin": 11, "slot": 7}
    codes = {factor: random.integers(0, kinds.get(factor, 1), SITES)[site] for factor in FACTORS}
    codes |= {"site": site, "scheme": random.integers(0, SCHEMES, PAIRS), "spelling": random.integers(0, 6, PAIRS)}
    values = {factor: tuple(map(str, range(int(column.max()) + 1))) for factor, column in codes.items()}
    values |= {"label": ("PER",), "operations": ("",)}
    model = np.random.default_rng(seed)
    before, after = (model.integers(0, 4, count) for count in (SITES, PAIRS))
    numbers = dict.fromkeys(NUMBERS, np.ones(PAIRS, np.int64))
    numbers |= {
        "before": before[site],
        "after": after,
        "spurious": after // 3,
        "leads": (site % 2 == 0).astype(np.int64),
    }
    numbers["printed"] = np.zeros(PAIRS, np.int64)
    return Pairs(MappingProxyType(codes), MappingProxyType(values), MappingProxyType(numbers))


def rows_of_a_probe() -> int:
    draws = Resamplers()
    return sum(1 for seed in range(MODELS) for _ in probe_rows("model", {"respell": outcomes(seed)}, draws))


def figures() -> Iterator[Figure]:
    f1 = Micro(measure("strict.f1"))
    models = [counts(seed) for seed in range(MODELS)]
    one, two = models[:2]
    paragraphs = np.repeat(np.arange(DOCUMENTS // 5), 5)
    yield Figure("bootstrap, documents", seconds(lambda: interval(one, None, f1)), "s", 1.5)
    yield Figure("bootstrap, 1,000 documents of 5 paragraphs", seconds(lambda: interval(one, paragraphs, f1), 3), "s")
    yield Figure(f"bootstrap, {rows_of_a_probe():,} rows of a probe, 6 models", seconds(rows_of_a_probe, 3), "s")
    yield Figure("paired randomisation", seconds(lambda: randomisation_test(one, two, None, f1)), "s", 0.3)
    yield Figure("paired randomisation, all 15 pairs of 6 models", seconds(lambda: pairwise(models, None, f1), 3), "s")
