"""What CI systems read: every failing check and every name lost, and nothing in a reason is an order to a runner."""

from __future__ import annotations

import json

from allonym.compare.names import GoldName, Moved
from allonym.gate.ci import code_quality, workflow_commands
from allonym.gate.comment import comment
from allonym.gate.verdict import BROKEN, HOLDS, REGRESSED, Check, Verdict

HELD = Check("m", "ours", "x", HOLDS)
LOST = GoldName("ours", "ali_mamlouk", "PER", "Ali Mamluk", "d", 10)
VERDICT = Verdict(
    (Check("m", "ours", "names.found", REGRESSED, 1.0, 0.5, 0.01, "fell by 50.00 points"), HELD),
    {"m": Moved(lost=(LOST,))},
)
REASON = "failed: <script>alert(1)</script>\n::error::owned\n| a | b |"
HOSTILE = Verdict((Check("m", "", "model", BROKEN, reason=REASON),))


def test_code_quality_has_an_issue_for_each_fault_and_each_name() -> None:
    issues = json.loads(code_quality(VERDICT, "allonym-baseline.json"))
    assert [(one["check_name"], one["severity"]) for one in issues] == [
        ("allonym regressed", "major"),
        ("allonym name lost", "minor"),
    ]
    assert len({one["fingerprint"] for one in issues}) == 2
    assert all(one["location"] == {"path": "allonym-baseline.json", "lines": {"begin": 1}} for one in issues)
    assert json.loads(code_quality(Verdict((HELD,)), "b")) == []


def test_an_empty_run_is_an_issue_too() -> None:
    [one] = json.loads(code_quality(Verdict(()), "b"))
    assert one["severity"] == "blocker"
    [broken] = json.loads(code_quality(Verdict((Check("m", "", "model", BROKEN, reason="it crashed"),)), "b"))
    assert broken["description"] == "m model: it crashed"


def test_a_reason_is_text_in_the_step_comment() -> None:
    shown = comment(HOSTILE)
    assert "<script>" not in shown
    assert not [line for line in shown.splitlines() if line.startswith("::")]


def test_a_reason_is_one_annotation() -> None:
    (line,) = workflow_commands(HOSTILE, "allonym-baseline.json")
    assert "\n" not in line
    assert line.startswith("::error file=allonym-baseline.json,")
