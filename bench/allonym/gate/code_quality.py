"""The verdict as GitLab's code quality report: an issue for each check that fails and for each name lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from allonym.gate.verdict import BROKEN, REGRESSED, Verdict, describe

_SEVERITY = {REGRESSED: "major", BROKEN: "blocker"}


def code_quality(verdict: Verdict, baseline: str) -> str:
    """The JSON array, of issues on the baseline's file."""
    return json.dumps(list(_issues(verdict, baseline)), ensure_ascii=False, indent=1) + "\n"


def _issues(verdict: Verdict, baseline: str) -> Iterator[dict[str, Any]]:
    for check in verdict.checks:
        if check.status in _SEVERITY:
            said = " ".join(filter(None, (check.model, check.corpus, f"{check.what}: {check.reason}")))
            yield _issue(f"allonym {check.status}", said, _SEVERITY[check.status], baseline)
    if not verdict.checks:
        yield _issue("allonym", "nothing was measured", "blocker", baseline)
    for model, moved in verdict.moved.items():
        for line in describe(model, moved):
            yield _issue("allonym name lost", line, "minor", baseline)


def _issue(kind: str, said: str, severity: str, baseline: str) -> dict[str, Any]:
    print_ = hashlib.sha256(f"{kind}\n{said}".encode()).hexdigest()
    place = {"path": baseline, "lines": {"begin": 1}}
    return {"description": said, "check_name": kind, "fingerprint": print_, "severity": severity, "location": place}
