"""How far two readers agree: span F1 and Cohen's kappa on words, by label, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.corpus.paragraphs import paragraphs_of
from allonym.corpus.values import Document, Mention
from allonym.gold.readings import Read
from allonym.labels import FINE
from allonym.match import Spans, match
from allonym.match.keys import IntArray
from allonym.measures import Micro, measure
from allonym.statistics.resampling import Interval, resample
from allonym.statistics.types import Floats, one_blas_thread

NO_NAME = len(FINE)
"""The class of a word that is in no name."""


@dataclass(frozen=True, slots=True)
class ReaderAgreement:
    """Two readings of a corpus under one label; "all" is all labels together.

    `first` and `second` count each reader's spans. Kappa is on words, their label or none being the class.
    """

    corpus: str
    label: str
    first: int
    second: int
    span_f1: Interval
    kappa: Interval


def agreement(corpus: str, read: Sequence[Read], *, seed: int, replicates: int) -> list[ReaderAgreement]:
    """All labels together, then each that a reader used. Documents are resampled, and paragraphs within them."""
    bounds = [paragraphs_of(one.gold) for one in read]
    document = np.repeat(np.arange(len(read)), [len(rows) for rows in bounds])
    first, second = (
        Spans.of([part for one, rows in zip(side, bounds, strict=True) for part in _split(one.mentions, rows)], FINE)
        for side in ([one.first for one in read], [one.second for one in read])
    )
    spans = match(first, second, units=len(document), labels=len(FINE)).columns("strict")
    tables = np.concatenate([confusions(one, rows) for one, rows in zip(read, bounds, strict=True)])
    with one_blas_thread():
        spans_drawn = resample(spans, document, seed=seed, replicates=replicates)
        tables_drawn = resample(tables, document, seed=seed, replicates=replicates)
    f1 = Micro(measure("strict.f1"))

    def row(label: str, labels: slice) -> ReaderAgreement:
        ours, theirs = (int(np.isin(side.label, np.arange(len(FINE))[labels]).sum()) for side in (first, second))
        kappa = Kappa(None if label == "all" else FINE.index(label))
        return ReaderAgreement(
            corpus, label, ours, theirs, spans_drawn[labels].interval(f1), tables_drawn.interval(kappa)
        )

    used = [number for number in range(len(FINE)) if spans[:, number].any()]
    return [row("all", slice(None)), *(row(FINE[number], slice(number, number + 1)) for number in used)]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa of tables (..., classes, classes) of words; of one class against the rest where it is named.

    (p_o - p_e) / (1 - p_e) with p_o the share on the diagonal and p_e what the margins give by chance (Cohen 1960);
    nan where chance alone gives 1.
    """

    label: int | None = None

    def __call__(self, tables: Any) -> Floats:
        table = self.classes(np.asarray(tables)).astype(np.float64)
        total = table.sum(axis=(-2, -1))
        rows, columns = table.sum(axis=-1), table.sum(axis=-2)
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = np.trace(table, axis1=-2, axis2=-1) / total
            chance = (rows * columns).sum(axis=-1) / total**2
            kappa: Floats = (observed - chance) / (1 - chance)
        return np.where(chance < 1, kappa, np.nan)

    def classes(self, table: NDArray[Any]) -> NDArray[Any]:
        """The tables of the classes that are compared: as they are, or (..., 2, 2) of one against the rest."""
        if self.label is None:
            return table
        both = table[..., self.label, self.label]
        first, second = table[..., self.label, :].sum(axis=-1), table[..., :, self.label].sum(axis=-1)
        neither = table.sum(axis=(-2, -1)) - first - second + both
        return np.stack([np.stack([both, first - both], -1), np.stack([second - both, neither], -1)], -2)


def _split(mentions: Sequence[Mention], rows: Sequence[Sequence[int]]) -> list[list[Mention]]:
    return [[m for m in mentions if start <= m.start < end] for start, end in rows]


def confusions(read: Read, rows: Sequence[Sequence[int]]) -> IntArray:
    """Words by the first reader's class and the second's, a paragraph a table: (paragraphs, 12, 12)."""
    tables = np.zeros((len(rows), NO_NAME + 1, NO_NAME + 1), np.int64)
    starts = np.array([start for start, _ in rows])
    for word in read.words:
        paragraph = int(np.searchsorted(starts, word[0], "right")) - 1
        tables[paragraph, _class(read.first, word), _class(read.second, word)] += 1
    for paragraph, others in enumerate(read.others):
        tables[paragraph, NO_NAME, NO_NAME] += others
    return tables


def _class(document: Document, word: tuple[int, int]) -> int:
    for mention in document.mentions:
        if mention.start < word[1] and word[0] < mention.end:
            return FINE.index(mention.label)
    return NO_NAME
