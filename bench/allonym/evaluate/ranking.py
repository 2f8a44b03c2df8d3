"""The order of the models on a corpus, as far as it is known: by the headline, and by the score of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec
import numpy as np

from allonym.evaluate.score import ModelCounts
from allonym.match.label_sets import MAIN_LABELS
from allonym.measures import Micro, measure
from allonym.measures.main import HEADLINE, MAIN
from allonym.measures.pairs import Pairs
from allonym.measures.ratio import number
from allonym.predict.memo import ResultKind
from allonym.statistics import ModelPair, Resamplers, Standings, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A model's place: its letter in the order of the values, its tier, and the letters of those that it beats."""

    model: str
    letter: str
    tier: int
    better_than: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two models, the one with the higher value first; `further` units would separate them, as in `statistics.Pair`."""

    better: str
    worse: str
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    p_holm: float | None
    further: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Models on one corpus from best to worst, with who is better than whom: an object of leaderboard.json's standings.

    `n` counts the `units` that were resampled, and `caution` says why that gives coarse intervals, where it does.
    `documents` are those of the corpus: with few of them no order can be shown.
    """

    corpus: str
    measure: str = MAIN.name
    convention: str = MAIN.convention
    units: Literal["documents", "people"] = "documents"
    n: int = 0
    documents: int = 0
    caution: str = ""
    models: tuple[Place, ...]
    pairs: tuple[Compared, ...]

    @property
    def has_tiers(self) -> bool:
        """Whether the corpus is large enough for an order."""
        return self.documents >= FEWEST_DOCUMENTS

    def as_json(self) -> dict[str, Any]:
        """The object of "standings" in leaderboard.json."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


FEWEST_DOCUMENTS = 20
"""Below so many, intervals are too short and tests of the order find nothing or too much: docs/statistics.md."""

RANKINGS: ResultKind[tuple[Ranking, ...]] = ResultKind(
    "rankings",
    tuple[Ranking, ...],
    ("labels", "corpus", "names", "probes", "match", "measures", "statistics", "evaluate"),
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
    documents = len(np.unique(mine[0].document))
    return _ranking(Ranking(corpus=corpus, documents=documents, models=(), pairs=()), order)


def rank_spelled(corpus: str, tables: Mapping[str, Pairs], draws: Resamplers) -> Ranking | None:
    """The ranking by the headline of the models whose pairs are given; None where no mention of the corpus has it.

    `corpus` may be all, or prose. Entities are drawn and swapped, with the sites within them.
    """
    parts = {model: pairs.part(corpus, HEADLINE.label, HEADLINE.slice) for model, pairs in tables.items()}
    terms = {model: measure(HEADLINE.name).compute(part) for model, part in parts.items()}
    if not any(one.n for one in terms.values()):
        return None
    pairs, first = next(iter(parts.values())), next(iter(terms.values()))
    documents = len(pairs.occurring("document"))
    counts = {model: one.exact() for model, one in terms.items()}
    order = standings(counts, pairs.entity_of_site()[first.unit], first.value_of, draws=draws)
    draft = Ranking(corpus=corpus, measure=HEADLINE.name, units="people", documents=documents, models=(), pairs=())
    return _ranking(draft, order)


def _ranking(draft: Ranking, order: Standings) -> Ranking:
    first = order.models[0].interval
    return replace(
        draft,
        n=first.n,
        caution=first.caution,
        models=tuple(
            Place(model=one.model, letter=one.letter, tier=one.tier, better_than=one.better_than)
            for one in order.models
        ),
        pairs=tuple(map(_compared, order.pairs)),
    )


def _compared(pair: ModelPair) -> Compared:
    difference, low, high = map(number, (pair.difference.value, pair.difference.low, pair.difference.high))
    return Compared(
        better=pair.better, worse=pair.worse, difference=difference, low=low, high=high,
        p=number(pair.p), p_holm=number(pair.p_holm), further=pair.further,
    )  # fmt: skip
