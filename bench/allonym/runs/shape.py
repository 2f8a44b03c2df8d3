"""What the files of a run must be like to be read: only the keys that are read; there are more, shown as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from allonym.evaluate.agreement import Agreement
from allonym.evaluate.confusions import ModelConfusion
from allonym.evaluate.ranking import Ranking
from allonym.evaluate.rows import Row
from allonym.measures.costs import COSTS


class About(msgspec.Struct):
    """run.json."""

    run: str = ""
    started: str = ""
    seed: int | None = None
    versions: dict[str, str] = {}
    gold: dict[str, str] = {}
    models: dict[str, dict[str, Any]] = {}
    not_probed: dict[str, dict[str, dict[str, int]]] = {}
    sampled: dict[str, tuple[int, int]] = {}
    prose: tuple[str, ...] | None = None
    confusion: tuple[ModelConfusion, ...] = ()
    agreements: tuple[Agreement, ...] = ()


class Leaderboard(msgspec.Struct):
    """leaderboard.json."""

    schema: str
    run: str = ""
    signature: str = ""
    models: tuple[dict[str, Any], ...] = ()
    standings: tuple[Ranking, ...] = ()
    verdict: tuple[str, ...] | None = None
    rows: tuple[Row, ...] = ()


class _Model(msgspec.Struct):
    model: str
    status: str
    reason: str = ""
    unanswered: int = 0
    licence: str = ""
    version: str = ""
    digest: str = ""
    warnings: tuple[str, ...] = ()


_Costed = msgspec.defstruct("_Costed", [(cost.name, float | None, None) for cost in COSTS], bases=(_Model,))


def check_models(models: Iterable[Mapping[str, Any]]) -> None:
    """Raise msgspec.ValidationError for an object that is not what a run says of a model."""
    msgspec.convert(list(models), list[_Costed])  # type: ignore[valid-type]


def stranger(known: Collection[str], rows: Sequence[Row], rankings: Sequence[Ranking]) -> str | None:
    """A model that a row or a ranking names and the run does not know."""
    named = {row.model: None for row in rows} | {one.model: None for ranking in rankings for one in ranking.models}
    return next((name for name in named if name not in known), None)
