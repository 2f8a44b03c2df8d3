"""The order of the models on a corpus, as far as it is known: by the main score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from allonym.evaluate.rows import number
from allonym.evaluate.score import ModelCounts
from allonym.match.label_sets import MAIN_LABELS
from allonym.measures import Micro, measure
from allonym.measures.main import MAIN
from allonym.predict.memo import ResultKind
from allonym.statistics import ModelPair, Resamplers, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A model's place: its letter in the order of the values, its tier, and the letters of those that it beats."""

    model: str
    letter: str
    tier: int
    better_than: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two models, the one with the higher value first; `further_documents` as in `statistics.Pair`."""

    better: str
    worse: str
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    p_holm: float | None
    further_documents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Models on one corpus from best to worst, with who is better than whom: an object of leaderboard.json's standings.

    `documents` counts what was resampled, and `caution` says why that gives coarse intervals, where it does.
    """

    corpus: str
    measure: str = MAIN.name
    convention: str = MAIN.convention
    documents: int = 0
    caution: str = ""
    models: tuple[Place, ...]
    pairs: tuple[Compared, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of "standings" in leaderboard.json."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


RANKINGS: ResultKind[tuple[Ranking, ...]] = ResultKind(
    "rankings", tuple[Ranking, ...], ("labels", "corpus", "match", "measures", "statistics", "evaluate")
)


def rank(corpus: str, scores: Iterable[ModelCounts], draws: Resamplers) -> Ranking | None:
    """The ranking of the models that were scored on a corpus; None where there is none."""
    main = Micro(measure(MAIN.name))
    mine = [
        one
        for one in scores
        if (one.corpus, one.labels, one.convention) == (corpus, MAIN_LABELS, MAIN.convention) and one.counts.table.size
    ]
    if not mine:
        return None
    counts = {one.model: one.counts.columns(main.measure.scheme) for one in mine}
    order = standings(counts, mine[0].document, main, draws=draws)
    first = order.models[0].interval
    return Ranking(
        corpus=corpus,
        documents=first.n,
        caution=first.caution,
        models=tuple(
            Place(model=one.model, letter=one.letter, tier=one.tier, better_than=one.better_than)
            for one in order.models
        ),
        pairs=tuple(map(_compared, order.pairs)),
    )


def _compared(pair: ModelPair) -> Compared:
    return Compared(
        better=pair.better,
        worse=pair.worse,
        difference=number(pair.difference.value),
        low=number(pair.difference.low),
        high=number(pair.difference.high),
        p=number(pair.p),
        p_holm=number(pair.p_holm),
        further_documents=pair.further,
    )
