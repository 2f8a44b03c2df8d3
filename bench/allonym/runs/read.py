"""A run read back from its folder, or from its leaderboard.json alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from allonym import paths
from allonym.corpus.checked import from_json
from allonym.corpus.documents import read_documents
from allonym.corpus.files import read_bytes
from allonym.corpus.values import Document
from allonym.errors import InputError, unknown
from allonym.evaluate.agreement import Agreement
from allonym.evaluate.confusions import ModelConfusion
from allonym.evaluate.entry import OK
from allonym.evaluate.ranking import Ranking
from allonym.evaluate.rows import Row
from allonym.measures.pairs import Pairs
from allonym.runs.headline import HeadlineModel, standings
from allonym.runs.outcomes import FILE as OUTCOMES_FILE
from allonym.runs.outcomes import read_outcomes, read_pairs
from allonym.runs.shape import About, Leaderboard, check_models, stranger
from allonym.runs.verdict import verdict

SCHEMA = "allonym/leaderboard/1"
Content = TypeVar("Content")


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run's folder holds, all that is shown of it.

    Of a leaderboard.json alone `about` is empty, `folder` None, and there are no confusions and agreements.
    """

    id: str
    signature: str
    models: Mapping[str, Mapping[str, Any]]
    rows: tuple[Row, ...]
    rankings: tuple[Ranking, ...] = ()
    verdict: tuple[str, ...] = ()
    confusions: tuple[ModelConfusion, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def gold(self) -> Mapping[str, str]:
        """Corpus to the SHA-256 of its gold."""
        gold: Mapping[str, str] = self.about.get("gold", {})
        return gold

    @property
    def prose(self) -> tuple[str, ...]:
        """The corpora that read like news."""
        return tuple(self.about.get("prose") or ())

    @cached_property
    def pooled(self) -> tuple[str, ...]:
        """The corpora over which the headline is: those that read like news, at hand or recorded of every model."""
        at_hand = {row.corpus for row in self.rows if not row.recorded or self.about.get("pools_recorded")}
        return tuple(corpus for corpus in self.prose if corpus in at_hand)

    @cached_property
    def standings(self) -> tuple[HeadlineModel, ...]:
        """Where each of its models stands by the headline, the best first."""
        return standings(self.models, self.rows, self.pooled)

    @property
    def measured(self) -> tuple[str, ...]:
        """The models that have numbers."""
        return tuple(name for name, model in self.models.items() if model["status"] == OK)

    @property
    def not_probed(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """By probe and reason, how often each entity was left as it was."""
        reasons: Mapping[str, Mapping[str, Mapping[str, int]]] = self.about.get("not_probed", {})
        return reasons

    def predictions(self, model: str, corpus: str) -> dict[str, Document] | None:
        """A model's predictions on a corpus by document; None where the run has none."""
        path = self.folder / "predictions" / model / f"{corpus}.jsonl" if self.folder else None
        return {d.id: d for d in read_documents(path)} if path and path.is_file() else None

    def pairs(self, probes: Collection[str]) -> dict[str, dict[str, Pairs]]:
        """What became of the pairs of these probes, by probe and model, as far as the run has them."""
        lines = read_outcomes(self.folder) if probes else []
        try:
            return read_pairs(lines, probes, self.about.get("prose", ()))
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            what = f"not the outcomes of this version ({error})"
            raise InputError(what, where=f"{self.folder}/{OUTCOMES_FILE}", todo=_AGAIN) from None


def find_run(name: str, results: Path = paths.RESULTS) -> Run:
    """A run by its folder, its leaderboard.json, its id below `results`, or `latest`.

    Raises InputError where there is no such run or its files are not what a run leaves.
    """
    given = Path(name)
    for path in (given, results / name):
        if path.is_dir():
            return read_run(path)
    if given.is_file():
        return read_leaderboard(given)
    known = {path.parent.name for path in results.glob("[!.]*/leaderboard.json")}
    if not known:
        raise InputError(f"no run {name!r}, and none in {results}", todo="make one: allonym bench")
    raise unknown("run", name, known - {"latest"})


def read_run(folder: Path | str) -> Run:
    """The run in a folder, as `read_run("results/latest")`.

    Raises InputError where its files are not what a run leaves.
    """
    folder = Path(folder)
    run, about = read_leaderboard(folder / "leaderboard.json"), read_about(folder)
    confusions = msgspec.convert(about.get("confusion", ()), tuple[ModelConfusion, ...])
    agreements = msgspec.convert(about.get("agreements", ()), tuple[Agreement, ...])
    return replace(run, about=about, folder=folder, confusions=confusions, agreements=agreements)


def read_about(folder: Path) -> dict[str, Any]:
    """What run.json of a folder says of the run; InputError where a key that is read is of another type."""
    path = folder / "run.json"
    _decoded(path, About)
    return _decoded(path, dict[str, Any])


def read_leaderboard(path: Path) -> Run:
    """What a leaderboard.json says."""
    board = _decoded(path, Leaderboard)
    if board.schema != SCHEMA:
        raise InputError(f"schema {board.schema!r} is not {SCHEMA}", where=str(path))
    try:
        check_models(board.models)
    except msgspec.ValidationError as error:
        raise InputError(f"not a run: {error}", where=str(path), todo=_AGAIN) from None
    models = {model["model"]: model for model in board.models}
    if (name := stranger(models, board.rows, board.standings)) is not None:
        raise InputError(f"not a run: it has numbers of {name!r}, and no such model", where=str(path), todo=_AGAIN)
    said = verdict(models, board.rows, board.standings) if board.verdict is None else board.verdict
    return Run(
        id=board.run, signature=board.signature, models=models, rows=board.rows, rankings=board.standings, verdict=said
    )


_AGAIN = "make the run again: allonym bench"


def _decoded(path: Path, kind: type[Content]) -> Content:
    return from_json(read_bytes(path), str(path), kind, "not a run", _AGAIN)
