"""The comment, and what GitLab reads: every failing check and every name lost, and no sentence of an article."""

from __future__ import annotations

import json

from allonym.compare.names import GoldName, Moved
from allonym.corpus.values import Corpus, Document, Mention
from allonym.gate.code_quality import code_quality
from allonym.gate.comment import MARK, comment
from allonym.gate.verdict import BROKEN, HOLDS, REGRESSED, Check, Verdict

TEXT = "On Sunday Ali Mamluk left *Idlib* for the coast."
LOST = GoldName("ours", "ali_mamlouk", "PER", "Ali Mamluk", "d", TEXT.index("Ali"))
CHECKS = (
    Check("m", "ours", "names.found", REGRESSED, 1.0, 0.5, 0.01, "fell by 50.00 points, 0 allowed"),
    Check("m", "ours", "x", HOLDS),
)
VERDICT = Verdict(CHECKS, {"m": Moved(lost=(LOST,))})


def corpus(**extra: object) -> Corpus:
    document = Document("d", TEXT, (Mention(LOST.start, LOST.start + 10, "PERSON", "ali_mamlouk"),), extra)
    return Corpus("ours", (document,))


def test_verdict_sentences_and_table() -> None:
    said = comment(VERDICT, [corpus()]).splitlines()
    assert said[:2] == [MARK, "## Allonym gate: regressed"]
    [quoted] = [line for line in said if line.startswith("- ")]
    assert quoted.startswith("- m lost **Ali Mamluk**: On Sunday ")
    assert "*Idlib*" not in quoted, "a text is no Markdown"
    assert any(line.startswith("| m ") and "regressed" in line for line in said)


def test_without_texts_there_is_no_sentence() -> None:
    assert "lost **" not in comment(VERDICT)


def test_code_quality_has_an_issue_for_each_fault_and_each_name() -> None:
    issues = json.loads(code_quality(VERDICT, "allonym-baseline.json"))
    assert [(one["check_name"], one["severity"]) for one in issues] == [
        ("allonym regressed", "major"),
        ("allonym name lost", "minor"),
    ]
    assert len({one["fingerprint"] for one in issues}) == 2
    assert all(one["location"] == {"path": "allonym-baseline.json", "lines": {"begin": 1}} for one in issues)
    assert json.loads(code_quality(Verdict(CHECKS[1:]), "b")) == []


def test_an_empty_run_is_an_issue_too() -> None:
    [one] = json.loads(code_quality(Verdict(()), "b"))
    assert one["severity"] == "blocker"
    [broken] = json.loads(code_quality(Verdict((Check("m", "", "model", BROKEN, reason="it crashed"),)), "b"))
    assert broken["description"] == "m model: it crashed"
