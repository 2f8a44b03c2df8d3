"""What a runner of GitHub's is given: nothing in a reason is an order to it, or HTML."""

from __future__ import annotations

from allonym.gate.comment import comment
from allonym.gate.github import workflow_commands
from allonym.gate.verdict import BROKEN, Check, Verdict

REASON = "failed: <script>alert(1)</script>\n::error::owned\n| a | b |"
VERDICT = Verdict((Check("m", "", "model", BROKEN, reason=REASON),))


def test_a_reason_is_text_in_the_step_comment() -> None:
    shown = comment(VERDICT)
    assert "<script>" not in shown
    assert not [line for line in shown.splitlines() if line.startswith("::")]


def test_a_reason_is_one_annotation() -> None:
    (line,) = workflow_commands(VERDICT, "allonym-baseline.json")
    assert "\n" not in line
    assert line.startswith("::error file=allonym-baseline.json,")
