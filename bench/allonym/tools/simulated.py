"""How far intervals and tests can be trusted, by the number of texts.

python -m allonym.tools.simulated docs/statistics.md writes the table again.

Corpora are drawn from a model whose true F1 is known, so that it can be counted how often an interval holds it
(coverage), how often two models that are equally good are told apart (type I error), and how often two that
differ by five points of recall are (power). Mentions of a document share its difficulty, as they do in news.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.show.kinds import PERCENT
from allonym.show.table import Column, Table, text_column
from allonym.statistics import randomisation_test, resample
from allonym.tools.marked import of_tables, rewrite

Found = NDArray[np.int64]
"""(paragraphs, 3): gold mentions, those that are found, spurious spans."""


@dataclass(frozen=True, slots=True)
class Law:
    """What a simulated model is like: share found, spurious spans a mention, how alike a document's mentions are.

    `alike` is the intraclass correlation rho of Beta(m(1-rho)/rho, (1-m)(1-rho)/rho), from which a document draws
    its own share m; `paragraphs` and `mentions` are means of Poisson counts, at least one each.
    """

    recall: float = 0.80
    spurious: float = 0.15
    alike: float = 0.05
    paragraphs: float = 7
    mentions: float = 3

    @property
    def f1(self) -> float:
        """The F1 of endless text: 2 r / (1 + r + s).

        >>> round(Law(recall=0.8, spurious=0.2).f1, 3)
        0.8
        """
        return 2 * self.recall / (1 + self.recall + self.spurious)


WORSE = 0.75
"""The recall of the model that is to be told apart."""

ALIKE = (0.05, 0.2)
CORPORA, REPLICATES = 1_000, 1_000
DOCUMENTS = (5, 10, 20, 50, 100, 200)


def f1(counts: NDArray[Any]) -> NDArray[np.float64]:
    """Micro-F1 of (..., 3) counts."""
    gold, found, spurious = (counts[..., column] for column in range(3))
    return np.asarray(2 * found / (gold + found + spurious), np.float64)


def corpus(
    documents: int, laws: tuple[Law, ...], random: np.random.Generator
) -> tuple[NDArray[np.int64], tuple[Found, ...]]:
    """Each paragraph's document, and what each model makes of the paragraphs; a document is as hard for all models."""
    law = laws[0]
    document = np.repeat(np.arange(documents), 1 + random.poisson(law.paragraphs - 1, documents))
    gold = 1 + random.poisson(law.mentions - 1, len(document))
    ease = random.random(documents)[document]
    return document, tuple(_found(one, gold, ease, random) for one in laws)


def _found(law: Law, gold: NDArray[np.int64], ease: NDArray[np.float64], random: np.random.Generator) -> Found:
    from scipy.special import betaincinv

    weight = (1 - law.alike) / law.alike
    share = betaincinv(law.recall * weight, (1 - law.recall) * weight, ease)
    return np.stack([gold, random.binomial(gold, share), random.poisson(law.spurious * gold)], axis=1)


def trial(law: Law, documents: int, seed: int) -> tuple[bool, bool, bool]:
    """One corpus: does the interval hold the truth, are two equal models told apart, are two unequal ones?"""
    random = np.random.default_rng((seed, documents))
    document, (one, same, worse) = corpus(documents, (law, law, replace(law, recall=WORSE)), random)
    interval = resample(one, document, seed=seed, replicates=REPLICATES).interval(f1)
    equal, unequal = (
        randomisation_test(one, other, document, f1, seed=seed, replicates=REPLICATES).p <= 0.05
        for other in (same, worse)
    )
    return interval.low <= law.f1 <= interval.high, equal, unequal


def table(corpora: int) -> Table:
    """Coverage, type I error and power by the number of documents, in percent of the simulated corpora."""
    names = ("interval holds the truth", "equal models told apart", "models 5 points of recall apart told apart")
    rows = []
    for alike in ALIKE:
        for documents in DOCUMENTS:
            shares = np.mean([trial(Law(alike=alike), documents, seed) for seed in range(corpora)], axis=0)
            rows.append((f"{alike}", f"{documents}", *shares.tolist()))
    heads = (text_column("alike"), text_column("documents"), *(Column(name, PERCENT) for name in names))
    return Table("", heads, tuple(rows))


def main(page: Path) -> None:
    """Write the block `simulated` of a page."""
    note = f"{CORPORA:,} corpora a row, {REPLICATES:,} resamples each; in percent."
    rewrite(page, {"simulated": lambda _: f"{of_tables(table(CORPORA))}{note}\n\n"})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
