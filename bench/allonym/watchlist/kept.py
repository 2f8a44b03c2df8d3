"""A watched list that was kept in a folder, read again name by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus.checked import from_json
from allonym.errors import InputError, unknown
from allonym.runs.read import Run, find_run, read_about
from allonym.runs.shape import check_models
from allonym.watchlist.answer import NameAnswer, Summary

FILE = "names.json"
LATEST = "latest-names"
_AGAIN = "run allonym names again"


@dataclass(frozen=True, slots=True)
class KeptNames:
    """A names.json: its summary, and its names at risk first."""

    path: Path
    summary: Summary

    def names(self) -> Iterator[NameAnswer]:
        """Read line by line, for there may be many."""
        models = [model.model for model in self.summary.measured]
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if number > 1 and line != b"]}\n":
                    where = f"{self.path}:{number}"
                    name = from_json(line.rstrip(b",\n"), where, NameAnswer, "not a kept name", _AGAIN)
                    if any(list(each) != models for each in (name.found, *(one.outcomes for one in name.spellings))):
                        raise InputError("a name without an answer of each model", where=where, todo=_AGAIN)
                    yield name


def read_names(folder: Path | None) -> KeptNames | None:
    """The list that was kept in a folder, if there is one. Raises InputError where its file is not what was kept."""
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return None
    with path.open("rb") as lines:
        head = lines.readline()
    return KeptNames(path, from_json(head + b"]}", str(path), Summary, "not a kept list", _AGAIN))


def find_names(name: str, results: Path = paths.RESULTS) -> KeptNames:
    """What a run of `allonym names` kept, by its folder, its id below `results`, or latest-names."""
    if kept := kept_names(name, results):
        return kept
    known = {path.parent.name for path in results.glob(f"*/{FILE}")} - {LATEST}
    if not known:
        raise InputError(f"no list {name!r}, and none in {results}", todo="run one: allonym names FILE")
    raise unknown("list", name, known)


def kept_names(name: str, results: Path = paths.RESULTS) -> KeptNames | None:
    """As `find_names`; None where what has this name is no run of `allonym names`."""
    return next(filter(None, map(read_names, (Path(name), results / name))), None)


def find_kept(name: str, results: Path = paths.RESULTS) -> Run:
    """A run of `allonym bench`, or of `allonym names`, by its folder, its id below `results`, or latest."""
    for folder in (Path(name), results / name):
        if (folder / FILE).is_file():
            return read_names_run(folder)
    return find_run(name, results)


def read_names_run(folder: Path) -> Run:
    """A folder of `allonym names` as a run that has no leaderboard."""
    try:
        about = read_about(folder)
        models = msgspec.convert(about.get("models"), dict[str, dict[str, Any]])
        check_models(models.values())
        return Run(id=about.get("run", ""), signature="", models=models, rows=(), about=about, folder=folder)
    except msgspec.ValidationError as error:
        raise InputError(f"not a run: {error}", where=str(folder / "run.json"), todo=_AGAIN) from None
