"""What models that failed logged: files of a run that git ignores, for they may quote the texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from allonym.corpus.files import read_text
from allonym.runs.read import Run

_FOLDER = "logs"


def write_logs(logs: Mapping[str, str], folder: Path) -> None:
    """A file for each model's log; no folder where there is none."""
    if logs:
        (folder / _FOLDER).mkdir()
        (folder / _FOLDER / ".gitignore").write_text("*\n")
    for model, log in logs.items():
        (folder / _FOLDER / f"{model}.txt").write_text(log + "\n", "utf-8")


def with_logs(run: Run) -> Run:
    """The run with the logs of the models that failed in their reasons, whatever they quote."""
    reasons = {name: _reason(run, name, str(model["reason"])) for name, model in run.models.items()}
    return replace(run, models={name: {**model, "reason": reasons[name]} for name, model in run.models.items()})


def _reason(run: Run, model: str, reason: str) -> str:
    path = run.folder / _FOLDER / f"{model}.txt" if run.folder else None
    if path is None or not path.is_file():
        return reason
    log = read_text(path).rstrip("\n")
    return reason if log in reason else f"{reason}; {log}"
