"""Suspect: a spelling in a text that the registry lacks. Parts of a registered form count as registered."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.gold.findings import Finding
from allonym.gold.tree import Tree
from allonym.names.forms import text_key, text_keys


def check(tree: Tree) -> Iterator[Finding]:
    known = {entity.id: text_keys(entity) for entity in tree.registry}
    seen: set[tuple[str, str]] = set()
    for file in tree.files:
        for span in file.sound:
            surface = file.surface(span)
            key = span.entity, text_key(surface)
            if span.entity in known and key not in seen and key[1] not in known[span.entity]:
                seen.add(key)
                what = f"the registry has no spelling {surface!r} of {span.entity}"
                todo = "add it to gold/entities.jsonl with its evidence"
                yield Finding(
                    file.where, span.line, "spellings", what, todo,
                    file.around(span), f"{span.entity} {surface}", file.context(span),
                )  # fmt: skip
