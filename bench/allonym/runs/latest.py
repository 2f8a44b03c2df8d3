"""results/latest, the newest run: a line where it moves to a run on something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allonym.errors import InputError
from allonym.runs.read import Run, read_about

LATEST = "latest"


def find_latest(out: Path) -> dict[str, Any]:
    """What run.json says of the run that `latest` points at; nothing where there is none that can be read."""
    try:
        return read_about((out / LATEST).resolve())
    except InputError:
        return {}


def moved_latest(before: dict[str, Any], run: Run) -> Iterator[str]:
    """Where `latest` pointed at a run on other corpora than this one's: which run it was."""
    ours, theirs = (_corpora(about) for about in (run.about, before))
    if before and run.folder and ours != theirs:
        latest = f"{run.folder.parent / LATEST} is now this run, on {', '.join(ours)}"
        yield f"{latest}; the one before, on {', '.join(theirs)}, is {before['run']}"


def _corpora(about: Any) -> list[str]:
    return [*about.get("gold", ()), *(one["corpus"] for one in about.get("agreements", ()))]
