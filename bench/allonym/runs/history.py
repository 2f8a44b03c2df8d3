"""The history of the runs in a folder: every number of every run, in one SQLite file beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from allonym.errors import InputError, unknown
from allonym.measures.costs import BY_NAME
from allonym.measures.main import ALL
from allonym.runs.read import Run

FILE = "history.sqlite"
_NOISE = 0.3
"""A cost makes a step only where it moves by more than this share."""
_BEFORE = 5
_TABLE = """
CREATE TABLE IF NOT EXISTS numbers (
  run TEXT, model TEXT, corpus TEXT, probe TEXT, tagset TEXT, convention TEXT, label TEXT, measure TEXT,
  value REAL, low REAL, high REAL, n INTEGER, digest TEXT, gold TEXT, version TEXT,
  PRIMARY KEY (run, model, corpus, probe, tagset, convention, label, measure)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One run's number; `step` is the change from what was usual before, None where there is none."""

    run: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    step: float | None
    why: str


@contextmanager
def _open(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / FILE
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
            connection.execute(_TABLE)
            yield connection
    except sqlite3.OperationalError as error:  # locked, full, not writable: not the file's fault
        raise InputError(f"the history cannot be used: {error}", where=str(path)) from None
    except sqlite3.DatabaseError as error:
        raise InputError(f"not a history: {error}", where=str(path), todo="move the file away") from None


def remember(run: Run) -> None:
    """Add a run's numbers (slices left out) to the history of its folder; a second time changes nothing.

    Two runs that end at once wait for each other.
    """
    assert run.folder is not None
    version = str(run.about.get("versions", {}).get("allonym", ""))
    rows: list[tuple[Any, ...]] = [
        (run.id, row.model, row.corpus, row.probe, row.tagset, row.convention, row.label, row.measure, row.value,
         row.low, row.high, row.n, _digest(run, row.model), run.gold.get(row.corpus, ""), version)
        for row in run.rows
        if row.slice == ALL
    ]  # fmt: skip
    for model, entry in run.models.items():
        costs = [(cost, entry[cost]) for cost in BY_NAME if entry.get(cost) is not None]
        head = (run.id, model, "", "", "", "", "")
        rows += [(*head, cost, value, None, None, None, _digest(run, model), "", version) for cost, value in costs]
    with _open(run.folder.parent) as history:
        history.executemany(f"INSERT OR REPLACE INTO numbers VALUES ({', '.join('?' * 15)})", rows)


def _digest(run: Run, model: str) -> str:
    return str(run.models.get(model, {}).get("digest") or "")


def series(folder: Path, model: str, measure: str, **where: str) -> dict[tuple[str, ...], list[Point]]:
    """The points of each series of a model and measure, oldest first, by corpus, probe, tagset, convention, label.

    `where` narrows by these. Raises InputError where the history has no such model or measure.
    """
    path = folder / FILE
    if not path.is_file():
        raise InputError("no history", where=str(path), todo="every run adds to it: allonym bench")
    with _open(folder) as history:
        _check(history, "model", model)
        _check(history, "measure", measure)
        wanted = {"model": model, "measure": measure} | where
        clause = " AND ".join(f"{column} = ?" for column in wanted)
        found = history.execute(
            "SELECT corpus, probe, tagset, convention, label, run, value, low, high, n, digest, gold, version "
            f"FROM numbers WHERE {clause} ORDER BY corpus, probe, tagset, convention, label, run",
            list(wanted.values()),
        ).fetchall()
    grouped: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in found:
        grouped.setdefault(row[:5], []).append(row[5:])
    noise = _NOISE if measure in BY_NAME else 0.0
    return {key: steps(rows, noise) for key, rows in grouped.items()}


def _check(history: sqlite3.Connection, column: str, value: str) -> None:
    known = [row[0] for row in history.execute(f"SELECT DISTINCT {column} FROM numbers")]
    if value not in known:
        raise unknown(column, value, known)


def steps(rows: Sequence[tuple[Any, ...]], noise: float) -> list[Point]:
    """Points with their steps: where a value leaves the median of those since the last step.

    rows: (run, value, low, high, n, digest, gold, version). Scores are deterministic, so any change is a step;
    `noise` is the share by which a measured cost may move without one.
    """
    points: list[Point] = []
    level: list[float] = []
    for number, (run, value, low, high, n, *recipe) in enumerate(rows):
        usual = median(level[-_BEFORE:]) if level else None
        step = None
        if value is not None and usual is not None and abs(value - usual) > max(noise * abs(usual), 1e-12):
            step, level = value - usual, []
        if value is not None:
            level.append(value)
        why = _why(rows[number - 1][5:], recipe) if step is not None else ""
        points.append(Point(run, value, low, high, n, step, why))
    return points


def _why(before: Sequence[Any], after: Sequence[Any]) -> str:
    kinds = ("model files", "gold", "version")
    changed = [kind for kind, a, b in zip(kinds, before, after, strict=True) if a != b]
    return f"other {', '.join(changed)}" if changed else ""
