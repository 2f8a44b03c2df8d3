"""A watched list that was kept in a folder, read again name by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus.files import read_bytes
from allonym.errors import InputError, unknown
from allonym.runs.read import Run, find_run
from allonym.watchlist.answer import NameAnswer, Summary

FILE = "names.json"
LATEST = "latest-names"


@dataclass(frozen=True, slots=True)
class KeptNames:
    """A names.json: its summary, and its names at risk first."""

    path: Path
    summary: Summary

    def names(self) -> Iterator[NameAnswer]:
        """Read line by line, for there may be many."""
        with self.path.open("rb") as lines:
            next(lines)
            for line in lines:
                if line != b"]}\n":
                    yield msgspec.json.decode(line.rstrip(b",\n"), type=NameAnswer)


def read_names(folder: Path | None) -> KeptNames | None:
    """The list that was kept in a folder, if there is one. Raises InputError where its file is not what was kept."""
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return None
    with path.open("rb") as lines:
        head = lines.readline()
    try:
        return KeptNames(path, msgspec.json.decode(head + b"]}", type=Summary))
    except msgspec.MsgspecError as error:
        raise InputError(f"not a kept list: {error}", where=str(path), todo="run allonym names again") from None


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
        about = msgspec.json.decode(read_bytes(folder / "run.json"), type=dict[str, Any])
        return Run(id=about["run"], signature="", models=about["models"], rows=(), about=about, folder=folder)
    except (msgspec.DecodeError, KeyError) as error:
        raise InputError(
            f"not a run: {error}", where=str(folder / "run.json"), todo="run allonym names again"
        ) from None
