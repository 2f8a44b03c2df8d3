"""The registry is whole; suspect: a form without evidence from outside, a transliterated person with too few spellings.

Too few are fewer than four, unless the person has all that the schemes of its origin give.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from allonym.corpus.neighbours import short_hash
from allonym.gold.findings import Finding
from allonym.gold.tree import Tree
from allonym.names.engine.schemes import in_every_scheme
from allonym.names.registry import Entity

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
            if lack := _lack(spelling.evidence):
                what = f"{spelling.form!r} of {entity.id} has {lack}"
                subject = f"{entity.id} {spelling.form}"
                yield Finding(
                    where, line, "registry", what, "say where it is attested or which scheme gives it, or drop it",
                    spelling.form, subject, short_hash(subject),
                )  # fmt: skip
        forms = {spelling.form for spelling in entity.spellings if spelling.evidence}
        if entity.label == "PERSON" and entity.origin not in _UNTRANSLITERATED and _lacks(entity, forms):
            what = f"{entity.id} has {len(forms)} spellings with evidence, {ENOUGH} are wanted"
            subject = f"{entity.id} {len(forms)} spellings"
            yield Finding(
                where, line, "registry", what, "add attested or derived spellings",
                entity.printed, subject, short_hash(" ".join(sorted(forms))),
            )  # fmt: skip


def _lack(evidence: str) -> str:
    """What is wrong with a form's evidence; a text of the project's own proves nothing, since we wrote it."""
    if not evidence:
        return "no evidence"
    return f"no evidence but a text of the gold, {evidence.rsplit(maxsplit=1)[-1]}" if "gold/" in evidence else ""


def _lacks(entity: Entity, forms: Set[str]) -> bool:
    """Whether there are too few, and a scheme gives one more or there is no scholarly form to derive from."""
    if len(forms) >= ENOUGH:
        return False
    if not entity.parts or not all(part.scholarly for part in entity.parts):
        return True
    return any(one.form not in forms for one in in_every_scheme(entity.name, entity.origin))
