"""What `allonym show --by NAME` prints: one file a view, found by its name.

A view has `tables(run, wanted)`: a run that was kept, and what of it is wanted, to tables; the first is the
one that CSV gets.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allonym.corpus.values import Corpus
from allonym.errors import unknown
from allonym.evaluate.rows import Row
from allonym.runs.read import Run
from allonym.show.table import Table


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a run is shown: empty means everything. `gold` loads the corpora of the run that are at hand."""

    models: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()
    entity: str = ""
    gold: Callable[[], Sequence[Corpus]] = tuple

    def corpus(self, name: str) -> bool:
        return not self.corpora or name in self.corpora


def view_names() -> list[str]:
    """The views that there are.

    >>> "leaderboard" in view_names()
    True
    """
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def show(run: Run, by: str, wanted: Wanted) -> list[Table]:
    """The tables of a view. Raises InputError for a model or a corpus that the run does not have."""
    for kind, names, known in (
        ("model in the run", wanted.models, run.models),
        ("corpus in the run", wanted.corpora, {row.corpus for row in run.rows}),
    ):
        for name in names:
            if name not in known:
                raise unknown(kind, name, known)
    tables: list[Table] = importlib.import_module(f"allonym.show.views.{by}").tables(run, wanted)
    return tables


def models_of(run: Run, wanted: Wanted) -> list[str]:
    """The models that have rows, in the order of the run's rankings and then of its models."""
    ranked = [place.model for ranking in run.rankings for place in ranking.models]
    scored = {row.model for row in run.rows}
    return [
        model
        for model in dict.fromkeys([*ranked, *run.models])
        if model in scored and (not wanted.models or model in wanted.models)
    ]


def cells(rows: Sequence[Row], key: Callable[[Row], tuple[str, ...]]) -> dict[tuple[str, ...], dict[str, Row]]:
    """The rows of each key by model, keys in order of first appearance."""
    found: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        found.setdefault(key(row), {})[row.model] = row
    return found
