"""Removing runs: their folders go, the links to the newest ones stay true."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from allonym.errors import InputError, unknown
from allonym.runs.folders import RunFolder, is_run, run_folders
from allonym.runs.write import point_latest


def remove_runs(names: Sequence[str], results: Path, *, force: bool = False) -> list[RunFolder]:
    """Remove runs by id, folder or link below `results`, all or none; those removed.

    A link at a removed run points at the newest one of its kind that is left. What the history holds of a run stays.
    Raises InputError for what is no run, and for the newest run of a kind without `force`.
    """
    there = run_folders(results)
    runs = list(dict.fromkeys(_find(name, there, results) for name in names))
    for newest in _newest(there):
        if newest in runs and not force:
            raise InputError(f"{newest.id} is the newest run", todo="to remove it all the same: --force")
    for run in runs:
        shutil.rmtree(run.path)
        left = [other for other in there if other not in runs and other.of_bench == run.of_bench]
        for link in run.links:
            _repair(results / link, left)
    return runs


def _find(name: str, there: Sequence[RunFolder], results: Path) -> RunFolder:
    for path in (results / name, Path(name)):
        for run in there:
            if path.resolve() == run.path.resolve():
                return run
        if path.exists() and not is_run(path):
            raise InputError(
                "no run's folder", where=str(path), todo=f"see what there is: allonym runs list --out {results}"
            )
    raise unknown("run", name, [run.id for run in there])


def _newest(there: Sequence[RunFolder]) -> list[RunFolder]:
    """The newest run with a leaderboard, and the newest of a list of names."""
    kinds = ([run for run in there if run.of_bench == kind] for kind in (True, False))
    return [runs[0] for runs in kinds if runs]


def _repair(link: Path, left: Sequence[RunFolder]) -> None:
    if left:
        point_latest(left[0].path, link.name)
    else:
        link.unlink()
