"""The marks of models whose answers come from a record, or are not whole."""

from __future__ import annotations

from allonym.runs.read import Run

SIGN = "†"
LACKS = "‡"
NOTE = f"{SIGN} answered elsewhere: records/ holds the answers, and this run scored them."


def marked(run: Run, model: str) -> str:
    """The model's name, with a sign where its answers come from a record, and one where some are missing."""
    about = run.models.get(model, {})
    return " ".join([model, *[SIGN] * ("record" in about), *[LACKS] * ("unanswered" in about)])


def notes(run: Run) -> tuple[str, ...]:
    """What the sign says, where there is one."""
    elsewhere = (NOTE,) if any(one.get("record") for one in run.models.values()) else ()
    lacking = ", ".join(f"{name} {one['unanswered']:,}" for name, one in run.models.items() if "unanswered" in one)
    text = (
        f"{LACKS} lacks answers to probed paragraphs ({lacking}): over the places that it answered whole; not ranked."
    )
    return (*elsewhere, text) if lacking else elsewhere
