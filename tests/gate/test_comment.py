"""The comment: every failing check and every name lost, and no sentence of an article."""

from __future__ import annotations

from allonym.compare.names import GoldName, Moved
from allonym.corpus.values import Corpus, Document, Mention
from allonym.gate.comment import MARK, comment
from allonym.gate.verdict import HOLDS, REGRESSED, Check, Verdict

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
