"""The verdict where GitHub shows it: annotations in the log."""

from __future__ import annotations

from allonym.gate.report import sentence
from allonym.gate.verdict import BROKEN, HOLDS, REGRESSED, Verdict, describe


def workflow_commands(verdict: Verdict, baseline: str) -> list[str]:
    """Workflow commands: an error a check that fails, and a warning for each name lost, on the baseline file."""
    lines = [
        _command("error", baseline, f"allonym: {c.status}", f"{c.model} {c.corpus} {c.what}: {c.reason}")
        for c in verdict.checks
        if c.status in (REGRESSED, BROKEN)
    ]
    if verdict.status not in (HOLDS, REGRESSED, BROKEN):
        lines.append(_command("error", baseline, "allonym", sentence(verdict)))
    names = [line for model, moved in verdict.moved.items() for line in describe(model, moved)]
    return lines + [_command("warning", baseline, "allonym: name lost", line) for line in names]


def _command(kind: str, file: str, title: str, message: str) -> str:
    return f"::{kind} file={_property(file)},title={_property(title)}::{_data(' '.join(message.split()))}"


def _data(text: str) -> str:
    """Escaped as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
