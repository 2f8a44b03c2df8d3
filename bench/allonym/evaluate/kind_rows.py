"""Rows by the kind of document, where documents say of what kind they are: telex, roster, caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from allonym.corpus.values import Corpus
from allonym.evaluate.intervals import score_intervals
from allonym.evaluate.rows import Row, score_rows
from allonym.evaluate.score import ModelCounts
from allonym.measures.main import MAIN
from allonym.statistics import Resamplers

_MEASURES = ("strict.precision", "strict.recall", "strict.f1")


def kind_rows(scores: Sequence[ModelCounts], corpus: Corpus, draws: Resamplers, *, recorded: bool) -> Iterator[Row]:
    """Precision, recall and F1 of the documents of each kind, as the board counts them; the slice is kind:KIND.

    `scores` are of this corpus. A document's kind is the text under "kind" in its file; without one it is in no row.
    """
    kinds = [document.extra.get("kind") for document in corpus.documents]
    for kind in sorted({kind for kind in kinds if kind and isinstance(kind, str)}):
        documents = [number for number, mine in enumerate(kinds) if mine == kind]
        for score in scores:
            if (score.labels.tagset, score.convention) == (MAIN.tagset, MAIN.convention):
                units = np.isin(score.document, documents)
                part = replace(score, counts=score.counts.of_units(units), document=score.document[units])
                (intervals,) = score_intervals([part], draws.of(part.document))
                rows = score_rows(part, intervals, recorded=recorded)
                yield from (replace(row, slice=f"kind:{kind}") for row in rows if row.measure in _MEASURES)
