"""A run read back from its folder, or from its leaderboard.json alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus.documents import read_documents
from allonym.corpus.files import read_bytes
from allonym.corpus.values import Document
from allonym.errors import InputError, unknown
from allonym.evaluate.rows import Row
from allonym.measures.pairs import Pairs
from allonym.runs.outcomes import FILE as OUTCOMES_FILE
from allonym.runs.outcomes import read_outcomes, read_pairs

SCHEMA = "allonym/leaderboard/1"
_ROW_KEYS = frozenset(field.name for field in fields(Row))


@dataclass(frozen=True, slots=True)
class Run:
    """What a run's folder holds; `about` is empty and `folder` None for a leaderboard.json alone."""

    id: str
    signature: str
    models: Mapping[str, Mapping[str, Any]]
    rows: tuple[Row, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None
    standings: tuple[Mapping[str, Any], ...] = ()

    @property
    def gold(self) -> Mapping[str, str]:
        """Corpus to the SHA-256 of its gold."""
        gold: Mapping[str, str] = self.about.get("gold", {})
        return gold

    def predictions(self, model: str, corpus: str) -> dict[str, Document] | None:
        """A model's predictions on a corpus by document; None where the run has none."""
        path = self.folder / "predictions" / model / f"{corpus}.jsonl" if self.folder else None
        return {d.id: d for d in read_documents(path)} if path and path.is_file() else None

    def pairs(self, probes: Collection[str]) -> dict[str, dict[str, Pairs]]:
        """What became of the pairs of these probes, by probe and model, as far as the run has them."""
        lines = read_outcomes(self.folder) if probes else []
        try:
            return read_pairs(lines, probes)
        except (KeyError, ValueError) as error:
            what = f"not the outcomes of this version ({error})"
            todo = "make the run again: allonym bench"
            raise InputError(what, where=f"{self.folder}/{OUTCOMES_FILE}", todo=todo) from None


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
    known = {path.parent.name for path in results.glob("*/leaderboard.json")}
    if not known:
        raise InputError(f"no run {name!r}, and none in {results}", todo="make one: allonym bench")
    raise unknown("run", name, known - {"latest"})


def read_run(folder: Path) -> Run:
    """The run in a folder."""
    kept = read_leaderboard(folder / "leaderboard.json")
    about = _object(folder / "run.json")
    return replace(kept, about=about, folder=folder)


def read_leaderboard(path: Path) -> Run:
    """What a leaderboard.json says."""
    board = _object(path)
    if board.get("schema") != SCHEMA:
        raise InputError(f"schema {board.get('schema')!r} is not {SCHEMA}", where=str(path))
    try:
        models = {model["model"]: model for model in board["models"]}
        rows = tuple(Row(**{key: row[key] for key in row.keys() & _ROW_KEYS}) for row in board["rows"])
        standings = tuple(board.get("standings", ()))
        return Run(str(board["run"]), str(board["signature"]), models, rows, standings=standings)
    except (KeyError, TypeError) as error:
        raise InputError(f"not a leaderboard: {error}", where=str(path)) from None


def _object(path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(read_bytes(path), type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise InputError(f"not JSON: {error}", where=str(path), todo="make the run again: allonym bench") from None
