"""The registry is whole; suspect: a form without evidence, a transliterated person with fewer than four spellings."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.corpus.neighbours import short_hash
from allonym.gold.findings import Finding
from allonym.gold.tree import Tree

ENOUGH = 4
_UNTRANSLITERATED = frozenset(
    ("English", "French", "German", "Irish", "Welsh", "Scottish", "Spanish", "Italian", "Latin")
)


def check(tree: Tree) -> Iterator[Finding]:
    where = tree.where(tree.root / "entities.jsonl")
    yield from tree.broken
    for entity in tree.registry:
        line = tree.lines[entity.id]
        for spelling in entity.spellings:
            if not spelling.evidence:
                what = f"{spelling.form!r} of {entity.id} has no evidence"
                subject = f"{entity.id} {spelling.form}"
                yield Finding(
                    where, line, "registry", what, "say where it is attested or which scheme gives it, or drop it",
                    spelling.form, subject, short_hash(subject),
                )  # fmt: skip
        forms = {spelling.form for spelling in entity.spellings if spelling.evidence}
        if entity.label == "PERSON" and entity.origin not in _UNTRANSLITERATED and len(forms) < ENOUGH:
            what = f"{entity.id} has {len(forms)} spellings with evidence, {ENOUGH} are wanted"
            subject = f"{entity.id} {len(forms)} spellings"
            yield Finding(
                where, line, "registry", what, "add attested or derived spellings",
                entity.printed, subject, short_hash(" ".join(sorted(forms))),
            )  # fmt: skip
