"""The mark of models whose answers come from a record, and not from this machine."""

from __future__ import annotations

from allonym.runs.read import Run

SIGN = "†"
NOTE = f"{SIGN} answered elsewhere: records/ holds the answers, and this run scored them."


def marked(run: Run, model: str) -> str:
    """The model's name, with a sign where its answers come from a record."""
    return f"{model} {SIGN}" if run.models.get(model, {}).get("record") else model


def notes(run: Run) -> tuple[str, ...]:
    """What the sign says, where there is one."""
    return (NOTE,) if any(one.get("record") for one in run.models.values()) else ()
