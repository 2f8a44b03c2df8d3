"""Which part of a run is shown, and its rows by what a table has for lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from allonym.corpus.values import Corpus
from allonym.errors import InputError, unknown
from allonym.evaluate.ranking import Ranking
from allonym.evaluate.rows import Row
from allonym.runs.read import Run
from allonym.show.kinds import Cell, Estimate


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a run is shown: empty means everything. `gold` loads the corpora of the run that are at hand."""

    models: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()
    entity: str = ""
    gold: Callable[[], Sequence[Corpus]] = tuple

    def corpus(self, name: str) -> bool:
        return not self.corpora or name in self.corpora

    def model(self, name: str) -> bool:
        return not self.models or name in self.models

    def texts(self) -> list[Corpus]:
        """The gold of the corpora that are wanted."""
        return [corpus for corpus in self.gold() if self.corpus(corpus.name)]

    def check(self, run: Run) -> None:
        """Raises InputError for a model or a corpus that the run does not have."""
        for kind, names, known in (
            ("model in the run", self.models, run.models),
            ("corpus in the run", self.corpora, {row.corpus for row in run.rows}),
        ):
            for name in names:
                if name not in known:
                    raise unknown(kind, name, known)


EVERYTHING = Wanted()


def models_of(run: Run, wanted: Wanted) -> list[str]:
    """The models that have rows, in the order of the run's rankings and then of its models."""
    ranked = [place.model for ranking in run.rankings for place in ranking.models]
    scored = {row.model for row in run.rows}
    return [model for model in dict.fromkeys([*ranked, *run.models]) if model in scored and wanted.model(model)]


def ranking_by_corpus(run: Run) -> dict[str, Ranking]:
    """The ranking of each corpus: by the headline, or by the score of the texts where nothing was respelled."""
    found: dict[str, Ranking] = {}
    for ranking in run.rankings:
        found.setdefault(ranking.corpus, ranking)
    return found


def entity_of(run: Run, name: str) -> str:
    """The entity that is called so, by its id or any spelling; InputError where that is nobody, or several.

    An entity of a corpus of the user's is known by the ids that stand in the run.
    """
    from allonym.names.registry import load_registry

    registry = load_registry()
    in_run = {row.slice.split(":", 2)[1] for row in run.rows if row.slice.startswith("spelling:")}
    named = [name] if name in in_run else registry.called(name)
    if len(named) > 1:
        raise InputError(f"{name!r} is a name of {' and '.join(named)}", todo="give one of these")
    if not named:
        ids = {*registry.entities, *in_run}
        raise unknown("entity", name, ids if name.islower() else {entity.printed for entity in registry})
    return named[0]


Key = tuple[str, ...]
ByModel = dict[str, Row]


def cells(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, ByModel]:
    """The rows of each key by model, keys in order of first appearance."""
    found: dict[Key, ByModel] = {}
    for row in rows:
        found.setdefault(key(row), {})[row.model] = row
    return found


def sized(found: Mapping[Key, ByModel], order: Iterable[Key], models: Sequence[str]) -> list[tuple[Cell, ...]]:
    """A line a key: the key, of how many its numbers are, and the number of each model."""
    return [(*key, tried(found[key]), *values(found[key], models)) for key in order]


def tried(rows: ByModel) -> int:
    """How many things the rows are of: models without some of them have fewer."""
    return max(row.n for row in rows.values())


def estimate(row: Row | None) -> Cell:
    """A row's number with its interval; nothing where there is no row."""
    return None if row is None else Estimate(row.value, row.low, row.high)


def values(rows: ByModel, models: Iterable[str]) -> list[float | None]:
    """The number of each model, None where it has none."""
    return [rows[model].value if model in rows else None for model in models]
